import type { Message } from '../inbox.model';
import type { UnreadLine } from './thread-rows';

export interface UnreadState {
  /** Unread by the team. */
  readonly count: number;
  /** The newest message as the conversation knows it. */
  readonly last: string | null;
  /** Newest first. */
  readonly loaded: readonly Pick<Message, 'id' | 'direction'>[];
  /** The newest messages are not at hand: nothing can be counted from the end. */
  readonly inThePast: boolean;
}

/**
 * Where the line before the unread messages stands. The count and the message that it counts come by separate events: until both
 * are here, and while one reads in the past, it stays where it was. Null while its message is further back than what is loaded:
 * a line in the wrong place is worse than none.
 */
export function unreadLine(
  { count, last, loaded, inThePast }: UnreadState,
  before: UnreadLine | null,
): UnreadLine | null {
  if (count === 0 && !inThePast) return null;
  if (inThePast || (before && last !== null && loaded.every(({ id }) => id !== last))) return before;
  let left = count;
  for (const { id, direction } of loaded) {
    if (direction === 'INBOUND' && --left === 0) return { messageId: id, count };
  }
  return before && before.count === count ? before : null;
}
