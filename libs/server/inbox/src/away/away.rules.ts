/** It is said when it has been quiet for so long, and never before the agent has decided whether it answers. */
export const AWAY_DEBOUNCE_MS = 5_000;
/** What comes later than this was written to nobody who waits for a word now. */
const STALE_MS = 10 * 60_000;

export const isFresh = (sentAt: Date, now: Date): boolean => now.getTime() - sentAt.getTime() <= STALE_MS;

/** Everything that the decision rests on. */
export interface AwaySituation {
  now: Date;
  /** Since when nobody is there; null: somebody is. */
  closedSince: Date | null;
  /** A channel that is gone, or has nothing to say. */
  silent: boolean;
  isGroup: boolean;
  /** Nobody waits for anything. */
  done: boolean;
  optedOut: boolean;
  lastInboundAt: Date | null;
  /** Somebody wrote to them since it is closed: a person, the agent, or this itself. */
  answered: boolean;
}

/** Whether the contact is told now that nobody is there. */
export function maySayAway(situation: AwaySituation): boolean {
  const { now, closedSince, silent, isGroup, done, optedOut, lastInboundAt, answered } = situation;
  if (silent || isGroup || done || optedOut || answered) return false;
  if (!closedSince || !lastInboundAt || lastInboundAt < closedSince) return false;
  return isFresh(lastInboundAt, now);
}
