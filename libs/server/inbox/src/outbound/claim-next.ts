import { LockMode } from '@mikro-orm/core';
import { Channel, fileTimeoutMs } from '@prosa/server/channels';
import { Contact, mayWriteTo } from '@prosa/server/crm';
import { unitOfWork, type TenantContext, type UnitOfWork } from '@prosa/server/platform';
import { isPointless } from '../away/is-pointless';
import { watchConversation } from '../conversation/change-conversation';
import { handToPeople, noteFailure } from '../conversation/conversation.rules';
import { Conversation, Message, type MessageDetail } from '../inbox.entities';
import { appendMessageEvent } from '../message/message.events';
import { OUTSTANDING } from '../message/message-status';
import { wakeSettler } from '../wake';
import { keepPace } from './keep-pace';
import { isFileKind, outgoingOf, type Outgoing } from './outgoing';
import { withdrawMessage } from './withdraw-message';

/** A handover that has not ended after this long has lost its sender: the gateway's own time-out (30 s) is shorter. */
export const HANDOVER_MS = 35_000;
/** A file takes longer, by its size. */
export const handoverMs = ({ kind, detail }: Message): number =>
  isFileKind(kind) ? fileTimeoutMs(detail?.file?.size ?? 0) + 5_000 : HANDOVER_MS;
/** What an agent wrote is an answer for so long; a member's own message waits for the connection however long it takes. */
const AGENT_ANSWER_MS = 15 * 60_000;

/** Files lie in memory as a whole while they go out. */
export interface Room {
  take(bytes: number): boolean;
}
const ENDLESS: Room = { take: () => true };
/** With no room left, it is looked for again after so long. */
const BUSY_MS = 1_000;

/** A message that is ours to hand over, once. */
export interface SendClaim {
  tenantId: string;
  messageId: string;
  instanceName: string;
  to: string;
  content: Outgoing;
  quoted: string | null;
}
/** What the contact sees while a message waits for its turn. */
export interface Typing {
  instance: string;
  to: string;
  durationMs: number;
}
const LONGEST_SIGN_MS = 10_000;
const typingFor = (channel: Channel, { remoteJid: to }: Conversation, until: Date, now: Date): Typing => ({
  instance: channel.instanceName,
  to,
  durationMs: Math.min(LONGEST_SIGN_MS, until.getTime() - now.getTime()),
});
export type Claim =
  | ({ kind: 'send' } & SendClaim)
  /** Nothing to send now; whatever changes that will wake the job. */
  | { kind: 'idle' }
  | { kind: 'later'; at: Date; typing?: Typing };

/**
 * Takes the oldest queued message of a conversation for sending: QUEUED → SENDING is its own commit, before anything leaves.
 * One message at a time is under way, which keeps the order. One found SENDING was cut off by a crash: it is UNCONFIRMED
 * from now on and never sent again by itself.
 */
export async function claimNext(ctx: TenantContext, conversationId: string, room: Room = ENDLESS): Promise<Claim> {
  return unitOfWork(ctx, async (unit) => {
    const conversation = await unit.em.findOne(
      Conversation,
      { id: conversationId },
      { lockMode: LockMode.PESSIMISTIC_WRITE },
    );
    if (!conversation) return { kind: 'idle' };
    const channel = await unit.em.findOne(Channel, { id: conversation.channelId });
    const watch = watchConversation(unit, conversation);
    const claim = await claimFrom(ctx, unit, conversation, channel, room);
    watch.finish();
    return claim;
  });
}

async function claimFrom(
  ctx: TenantContext,
  unit: UnitOfWork,
  conversation: Conversation,
  channel: Channel | null,
  room: Room,
): Promise<Claim> {
  for (;;) {
    const message = await nextOutstanding(unit, conversation);
    if (!message) return { kind: 'idle' };
    if (message.status !== 'QUEUED') return cutOff(ctx, unit, conversation, message);
    const contact = await unit.em.findOne(Contact, { id: conversation.contactId });
    if (
      message.authorKind === 'CHANNEL' &&
      !isSentByPerson(message) &&
      (await isPointless(unit, conversation, message, channel, contact))
    ) {
      await withdrawMessage(unit, conversation, message);
      continue;
    }
    const refused =
      unwelcome(conversation, message, contact, ctx.platform.clock.now()) ??
      refusal(conversation, message, channel, ctx.platform.clock.now());
    if (refused) {
      const expired = refused.code === 'EXPIRED';
      failMessage(unit, conversation, message, { ...refused, retryable: expired || refused.code === 'OPTED_OUT' });
      if (expired) handToPeople(conversation, 'SEND_FAILED');
      await unit.em.flush();
      continue;
    }
    const now = ctx.platform.clock.now();
    if (message.sendAfter && message.sendAfter > now) return { kind: 'later', at: message.sendAfter };
    if (channel?.state !== 'CONNECTED') return { kind: 'idle' };
    // One that waited to be taken back has had no place yet; what a person writes is never kept waiting by that.
    if (!message.sendAfter || (message.authorKind === 'MEMBER' && message.sendAttempts === 0)) {
      const slot = await keepPace(unit, channel, conversation, message, now);
      if (slot > now) {
        message.sendAfter = slot;
        return {
          kind: 'later',
          at: slot,
          ...(channel.showTyping && { typing: typingFor(channel, conversation, slot, now) }),
        };
      }
    }
    const content = await outgoingOf(unit, message);
    if (!content) {
      const words = 'The file is not here any more.';
      failMessage(unit, conversation, message, { code: 'FILE_GONE', message: words, retryable: false });
      noteFailure(conversation, message);
      await unit.em.flush();
      continue;
    }
    if (content.kind === 'FILE' && !room.take(content.size))
      return { kind: 'later', at: new Date(now.getTime() + BUSY_MS) };
    Object.assign(message, {
      status: 'SENDING',
      sendingAt: now,
      sendAfter: null,
      sendAttempts: message.sendAttempts + 1,
    });
    appendMessageEvent(unit, 'MESSAGE_STATUS_CHANGED', conversation, message, { status: ['QUEUED', 'SENDING'] });
    return {
      kind: 'send',
      tenantId: ctx.tenantId,
      messageId: message.id,
      instanceName: channel.instanceName,
      to: conversation.remoteJid,
      content,
      quoted: message.replyToProviderId ?? null,
    };
  }
}

/** What is under way comes first; then the oldest that waits. Those shown to a person as undecided hold nobody up. */
async function nextOutstanding(unit: UnitOfWork, conversation: Conversation): Promise<Message | null> {
  const [row] = (await unit.em.execute(
    `select id from message where tenant_id = ? and conversation_id = ? and status in ${OUTSTANDING}
        and (status <> 'UNCONFIRMED' or failure_code is null)
      order by case status when 'QUEUED' then 1 else 0 end, sort_key limit 1`,
    [conversation.tenantId, conversation.id],
    'all',
  )) as { id: string }[];
  return row ? unit.em.findOne(Message, { id: row.id }) : null;
}

function cutOff(ctx: TenantContext, unit: UnitOfWork, conversation: Conversation, message: Message): Claim {
  if (message.status === 'UNCONFIRMED') return { kind: 'idle' }; // whoever made it so has woken the settler
  const now = ctx.platform.clock.now();
  const until = new Date((message.sendingAt ?? now).getTime() + handoverMs(message));
  if (until > now) return { kind: 'later', at: until };
  message.status = 'UNCONFIRMED';
  appendMessageEvent(unit, 'MESSAGE_STATUS_CHANGED', conversation, message, { status: ['SENDING', 'UNCONFIRMED'] });
  wakeSettler(ctx, unit, conversation.id, now);
  return { kind: 'idle' };
}

/** A member pressed retry: from then on it is theirs to send, whoever wrote it. */
export const sentByPerson = (message: Message, memberId: string): MessageDetail => ({
  ...message.detail,
  retriedBy: memberId,
});
const isSentByPerson = ({ detail }: Message): boolean => detail?.retriedBy !== undefined;

/** Why a queued message must not go out any more. */
function refusal(
  conversation: Conversation,
  message: Message,
  channel: Channel | null,
  now: Date,
): { code: string; message: string } | null {
  if (!channel || channel.deletedAt) return { code: 'CHANNEL_DELETED', message: 'The channel was deleted.' };
  if (message.authorKind !== 'AGENT' || isSentByPerson(message)) return null;
  if (conversation.handler !== 'AGENT')
    return { code: 'TAKEN_OVER', message: 'A person took the conversation over before this was sent.' };
  if (conversation.status === 'CLOSED')
    return { code: 'CONVERSATION_CLOSED', message: 'The conversation was closed before this was sent.' };
  if (message.queuedAt && now.getTime() - message.queuedAt.getTime() > AGENT_ANSWER_MS)
    return { code: 'EXPIRED', message: 'This could not be sent for too long: it would come too late.' };
  return null;
}

/** Somebody who wants no messages gets none that were written before they said so, nor any of an agent's. */
function unwelcome(
  { lastInboundAt }: Conversation,
  { authorKind, queuedAt }: Message,
  contact: Contact | null,
  now: Date,
): { code: string; message: string } | null {
  if (!contact?.optedOutAt) return null;
  const since = queuedAt != null && contact.optedOutAt > queuedAt;
  if (authorKind === 'MEMBER' && !since && mayWriteTo(contact, lastInboundAt, now)) return null;
  return { code: 'OPTED_OUT', message: 'This person asked for no more messages before this was sent.' };
}

export interface Failure {
  code: string;
  message: string;
  retryable: boolean;
}

export function failMessage(unit: UnitOfWork, conversation: Conversation, message: Message, failure: Failure): void {
  const before = message.status;
  Object.assign(message, {
    status: 'FAILED',
    failureCode: failure.code,
    failureMessage: failure.message,
    failureRetryable: failure.retryable,
    sendAfter: null,
  });
  appendMessageEvent(unit, 'MESSAGE_STATUS_CHANGED', conversation, message, { status: [before, 'FAILED'] });
}
