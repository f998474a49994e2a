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

const codeOf = (outcome: Outcome, video: boolean): SystemCode => `CALL_${outcome}_${video ? 'VIDEO' : 'VOICE'}`;
const outcomeOf = (code: SystemCode): Outcome =>
  OUTCOMES.find((outcome) => code.startsWith(`CALL_${outcome}_`)) ?? 'RINGING';
const isVideo = (code: SystemCode): boolean => code.endsWith('_VIDEO');

/** What two deliveries say of one call together. */
export function together(a: SystemCode, b: SystemCode): SystemCode {
  const [one, other] = [outcomeOf(a), outcomeOf(b)];
  const outcome = OUTCOMES.indexOf(one) > OUTCOMES.indexOf(other) ? one : other;
  return codeOf(outcome, isVideo(a) || isVideo(b));
}
export const isAnswered = (code: SystemCode | undefined): boolean => code?.startsWith('CALL_ANSWERED') === true;

/** A call is one line of its conversation, under an id of its own. Calls of groups are none of ours. */
export function readCall(channel: Channel, event: CallReceived, at: Date): IncomingMessage[] {
  const identities = identitiesOf(event.caller);
  if (event.isGroup || identities.length === 0) return [];
  const sentAt = event.calledAt ?? at;
  return [
    {
      // The caller makes its id: two of them may have hit on the same.
      providerId: `call:${event.callId.slice(0, 60)}:${event.caller.jid.slice(0, 40)}`,
      chat: { identities, pushName: null },
      remoteJid: event.caller.jid,
      isGroup: false,
      participant: null,
      fromMe: false,
      sentAt,
      kind: 'SYSTEM',
      text: null,
      detail: { system: codeOf(OUTCOME_OF[event.status], event.video) },
      media: null,
      told: null,
      replyToProviderId: null,
      status: null,
      history: isOlderThanChannel(channel, sentAt),
    },
  ];
}
