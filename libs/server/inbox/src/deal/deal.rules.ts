import type { Availability } from '@prosa/server/identity';

/** One of a team who may be dealt work. */
export interface Dealer {
  id: string;
  availability: Availability;
  /** What they have open already, in whatever team. */
  open: number;
  /** The number of their last turn in this team; 0: never. */
  turn: number;
}
export interface Dealt {
  conversationId: string;
  memberId: string;
  turn: number;
}

/**
 * Round robin: each in turn who is online and has room, whoever had a turn the longest ago first. What nobody has room for waits,
 * in its order.
 */
export function deal(waiting: readonly string[], team: readonly Dealer[], capacity: number | null): Dealt[] {
  const dealers = team.filter(({ availability }) => availability === 'ONLINE').map((dealer) => ({ ...dealer }));
  let turn = Math.max(0, ...team.map((dealer) => dealer.turn));
  const dealt: Dealt[] = [];
  for (const conversationId of waiting) {
    const next = dealers
      .filter(({ open }) => capacity === null || open < capacity)
      .sort((a, b) => a.turn - b.turn || a.open - b.open || (a.id < b.id ? -1 : 1))[0];
    if (!next) break;
    next.open += 1;
    next.turn = ++turn;
    dealt.push({ conversationId, memberId: next.id, turn });
  }
  return dealt;
}
