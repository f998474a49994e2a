import type { CallReceived, Channel } from '@prosa/server/channels';
import type { SystemCode } from '../message/message-detail';
import { identitiesOf } from './identities-of';
import type { IncomingMessage } from './intake';
import { isOlderThanChannel } from './is-older-than-channel';

/** How a call is told, by how much it says: each counts over the ones before it, in whatever order they come. */
const OUTCOMES = ['RINGING', 'MISSED', 'DECLINED', 'ANSWERED'] as const;
type Outcome = (typeof OUTCOMES)[number];

/** Hung up without a word of who answered counts as missed: a call too many to look into is better than one too few. */
const OUTCOME_OF: Record<CallReceived['status'], Outcome> = {
  OFFER: 'RINGING',
  RINGING: 'RINGING',
  TIMEOUT: 'MISSED',
  TERMINATE: 'MISSED',
  REJECT: 'DECLINED',
  ACCEPT: 'ANSWERED',
};

const rank = (code: SystemCode): number => OUTCOMES.findIndex((outcome) => code.startsWith(`CALL_${outcome}_`));

/** Whether `told` says more of a call than `known` does. */
export const saysMore = (told: SystemCode, known: SystemCode): boolean => rank(told) > rank(known);
export const isAnswered = (code: SystemCode | undefined): boolean => code?.startsWith('CALL_ANSWERED') === true;

/** A call is one line of its conversation, under an id of its own. Calls of groups are none of ours. */
export function readCall(channel: Channel, event: CallReceived, at: Date): IncomingMessage[] {
  const identities = identitiesOf(event.caller);
  if (event.isGroup || identities.length === 0) return [];
  const sentAt = event.calledAt ?? at;
  return [
    {
      providerId: `call:${event.callId.slice(0, 100)}`,
      chat: { identities, pushName: null },
      remoteJid: event.caller.jid,
      isGroup: false,
      participant: null,
      fromMe: false,
      sentAt,
      kind: 'SYSTEM',
      text: null,
      detail: { system: `CALL_${OUTCOME_OF[event.status]}_${event.video ? 'VIDEO' : 'VOICE'}` },
      media: null,
      told: null,
      replyToProviderId: null,
      status: null,
      history: isOlderThanChannel(channel, sentAt),
    },
  ];
}
