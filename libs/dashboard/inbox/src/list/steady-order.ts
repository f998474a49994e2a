import type { Conversation } from '../inbox.model';

/** The order as it was when the pointer came over the list (or it was scrolled). */
export interface FrozenOrder {
  readonly ids: readonly string[];
  /** Activity after this instant is news that waits behind the pill. */
  readonly newest: string;
}

export interface SteadyList {
  readonly rows: Conversation[];
  /** How many conversations would come to or rise in the list if it moved now. */
  readonly waiting: number;
}

export function freeze(sorted: readonly Conversation[]): FrozenOrder | null {
  const first = sorted[0];
  return first ? { ids: sorted.map(({ id }) => id), newest: first.lastActivityAt } : null;
}

/** Rows keep their places while frozen: nothing moves under the pointer. Older pages still come in at the end. */
export function steady(sorted: readonly Conversation[], frozen: FrozenOrder | null): SteadyList {
  if (!frozen) return { rows: [...sorted], waiting: 0 };
  const byId = new Map(sorted.map((row) => [row.id, row]));
  const kept = frozen.ids.map((id) => byId.get(id)).filter((row) => row !== undefined);
  const known = new Set(frozen.ids);
  const limit = Date.parse(frozen.newest);
  const fresh = (row: Conversation) => Date.parse(row.lastActivityAt) > limit;
  const older = sorted.filter((row) => !known.has(row.id) && !fresh(row));
  // Among those already shown, only the ones that would stand higher are news.
  const order = sorted.filter((row) => known.has(row.id));
  const rank = new Map(kept.map((row, index) => [row.id, index]));
  const rises = (row: Conversation) => order.indexOf(row) < (rank.get(row.id) ?? 0);
  const waiting = sorted.filter((row) => fresh(row) && (!known.has(row.id) || rises(row))).length;
  return { rows: [...kept, ...older], waiting };
}
