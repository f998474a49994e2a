import type { WhatsAppGateway } from '@prosa/server/channels';
import type { JobHandler, Platform, Sweep } from '@prosa/server/platform';
import { actor, actSweep, conversationActJob, type ActGateway } from './act/act.jobs';
import { awayJob, awaySweep } from './away/away.jobs';
import { wakeConversationJob, wakeConversationSweep } from './conversation/wake-conversations';
import { teamDealJob, teamDealSweep } from './deal/deal.jobs';
import type { DrainPorts } from './inbound/drain-inbound';
import { catchUpJob, catchUpSweep, type StoreFound } from './inbound/catch-up';
import { inboundDrainJob, inboundSweep } from './inbound/inbound.jobs';
import { groupNameJob } from './inbound/name-group';
import type { MediaPorts } from './media/fetch-media';
import { mediaFetchJob, mediaSweep } from './media/media.jobs';
import type { PicturePorts } from './picture/fetch-picture';
import { contactPictureJob, contactPictureSweep } from './picture/picture.jobs';
import { conversationSendJob, messageSettleJob, outboundSweeps } from './outbound/outbound.jobs';
import { courier, finder, typist, type SendGateway } from './outbound/whatsapp-courier';
import { sendScheduledJob, sendScheduledSweep } from './schedule/send-scheduled';
import { tellReadJob, tellReadSweep } from './read-receipt/read-receipt.jobs';

/** What the inbox needs from outside; the composition root hands it in. */
export interface InboxPorts extends DrainPorts, MediaPorts, PicturePorts {
  gateway: Pick<
    WhatsAppGateway,
    'sendPresence' | 'markRead' | 'findMessages' | 'fetchMedia' | 'groupName' | 'profilePictureUrl'
  > &
    SendGateway &
    ActGateway;
  /** Puts what was read back where the door puts deliveries; resolves when it is durable. */
  storeFound: StoreFound;
}

export const inboxJobs = (platform: Platform, ports: InboxPorts): JobHandler[] => [
  inboundDrainJob(platform, ports),
  catchUpJob(platform, ports),
  conversationSendJob(platform, courier(ports.gateway, platform.clock, ports.blobs), typist(ports.gateway)),
  tellReadJob(platform, ports.gateway),
  messageSettleJob(platform, finder(ports.gateway)),
  conversationActJob(platform, actor(ports.gateway, platform.clock)),
  mediaFetchJob(platform, ports),
  groupNameJob(platform, ports.gateway),
  contactPictureJob(platform, ports),
  wakeConversationJob(platform),
  sendScheduledJob(platform),
  awayJob(platform),
  teamDealJob(platform),
];

export const inboxSweeps = (platform: Platform): Sweep[] => [
  inboundSweep(platform),
  catchUpSweep(platform),
  ...outboundSweeps(platform),
  tellReadSweep(platform),
  actSweep(platform),
  mediaSweep(platform),
  contactPictureSweep(platform),
  wakeConversationSweep(platform),
  sendScheduledSweep(platform),
  awaySweep(platform),
  teamDealSweep(platform),
];
