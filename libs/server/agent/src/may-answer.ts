import type { AgentAudience } from '@prosa/server/channels';
import type { AgentStatus } from './agent.entities';

/** Everything the decision rests on, read in one go. */
export interface Situation {
  agentStatus: AgentStatus;
  handler: 'AGENT' | 'HUMAN';
  conversationStatus: string;
  isGroup: boolean;
  channelDeleted: boolean;
  audience: AgentAudience;
  testNumbers: readonly string[];
  /** Canonical E.164 numbers of the contact. */
  phones: readonly string[];
  /** Whether this person wrote, or was written to, before the number was connected. */
  knownBefore: boolean;
  /** Wants no messages: what they write all the same is for people. */
  optedOut: boolean;
  /** Agent replies to this person in the last ten minutes. */
  recentReplies: number;
  maxReplies: number | null;
  repliesSoFar: number;
  modelConfigured: boolean;
  /** Whether the agent works at this hour. */
  withinHours: boolean;
  /** For how long the message has been due. */
  overdueMs: number;
}

export type Decision = { answer: true } | { answer: false; reason: string; handOver: boolean };

/** More replies than this to one person in ten minutes: two machines are talking. */
export const LOOP_LIMIT = 8;

/** An answer that comes later than this is none: a person looks at what has happened meanwhile. */
const STALE_MS = 24 * 60 * 60_000;

const silent = (reason: string): Decision => ({ answer: false, reason, handOver: false });
const handOver = (reason: string): Decision => ({ answer: false, reason, handOver: true });

/**
 * Whether the agent answers now. `handOver` gives the conversation to people, so that nobody waits for an answer that
 * will not come; plain silence is only for conversations that people have already, or that nobody answers.
 */
export function mayAnswer(situation: Situation): Decision {
  if (situation.handler !== 'AGENT') return silent('TAKEN_OVER');
  if (situation.isGroup) return silent('GROUP');
  if (situation.channelDeleted) return silent('CHANNEL_DELETED');
  if (situation.conversationStatus === 'CLOSED') return silent('CLOSED');
  if (situation.agentStatus !== 'ACTIVE') return handOver('AGENT_NOT_ACTIVE');
  if (situation.optedOut) return handOver('OPTED_OUT');
  if (!inAudience(situation)) return handOver('NOT_IN_AUDIENCE');
  if (!situation.modelConfigured) return handOver('NO_MODEL');
  if (!situation.withinHours) return handOver('OUTSIDE_HOURS');
  if (situation.overdueMs > STALE_MS) return handOver('STALE');
  if (situation.recentReplies >= LOOP_LIMIT) return handOver('LOOP_GUARD');
  if (situation.maxReplies !== null && situation.repliesSoFar >= situation.maxReplies) return handOver('REPLY_LIMIT');
  return { answer: true };
}

function inAudience({ audience, testNumbers, phones, knownBefore }: Situation): boolean {
  if (audience === 'EVERYONE') return true;
  if (audience === 'TEST_NUMBERS') return phones.some((phone) => testNumbers.includes(phone));
  return !knownBefore;
}
