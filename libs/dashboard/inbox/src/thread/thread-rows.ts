import type { Bubble } from './bubble';

export type ThreadRow =
  | { readonly type: 'day'; readonly key: string; readonly at: string }
  | { readonly type: 'new'; readonly key: string; readonly count: number }
  | {
      readonly type: 'bubble';
      readonly key: string;
      readonly bubble: Bubble;
      readonly startsGroup: boolean;
      readonly endsGroup: boolean;
    };

/** Bubbles of one sender closer than this belong together: one name above, one tail below. */
export const GROUP_GAP_MS = 5 * 60_000;

export interface RowOptions {
  /** The calendar day of an instant in the reader's time zone. */
  readonly dayOf: (instant: string) => string;
  /** Unread by the team: the line stands before that many of the contact's last messages. */
  readonly unread: number;
}

export interface UnreadState {
  readonly count: number;
  /** The newest message as the conversation knows it. */
  readonly last: string | null;
  readonly loaded: readonly { readonly id: string }[];
}

/** The count and the message it counts come by separate events: until both are here the line stays where it was. */
export function settledUnread({ count, last, loaded }: UnreadState, before: number | null): number {
  return before === null || last === null || loaded.some(({ id }) => id === last) ? count : before;
}

export function threadRows(bubbles: readonly Bubble[], { dayOf, unread }: RowOptions): ThreadRow[] {
  const rows: ThreadRow[] = [];
  const firstUnread = indexOfFirstUnread(bubbles, unread);
  const days = new Set<string>();
  let day: string | null = null;
  bubbles.forEach((bubble, index) => {
    const previous = bubbles[index - 1];
    const next = bubbles[index + 1];
    const today = dayOf(bubble.sentAt);
    const newDay = today !== day;
    if (newDay) {
      // A late message can bring a day back; the first of each keeps the plain key while older ones load before it.
      rows.push({ type: 'day', key: days.has(today) ? `day:${today}:${index}` : `day:${today}`, at: bubble.sentAt });
      days.add(today);
    }
    day = today;
    if (index === firstUnread) rows.push({ type: 'new', key: 'new', count: unread });
    rows.push({
      type: 'bubble',
      key: bubble.key,
      bubble,
      startsGroup: newDay || index === firstUnread || !isSameGroup(previous, bubble),
      endsGroup: index + 1 === firstUnread || !isSameGroup(bubble, next) || (!!next && dayOf(next.sentAt) !== today),
    });
  });
  return rows;
}

function isSameGroup(a: Bubble | undefined, b: Bubble | undefined): boolean {
  if (!a || !b || a.sender === 'system' || b.sender === 'system') return false;
  if (a.sender !== b.sender || a.senderId !== b.senderId) return false;
  return Math.abs(Date.parse(b.sentAt) - Date.parse(a.sentAt)) <= GROUP_GAP_MS;
}

/** -1 when nothing is unread, or when the first unread one is not loaded yet: a line in the wrong place is worse than none. */
function indexOfFirstUnread(bubbles: readonly Bubble[], unread: number): number {
  let left = unread;
  for (let index = bubbles.length - 1; index >= 0 && left > 0; index--) {
    if (bubbles[index]?.sender === 'contact' && --left === 0) return index;
  }
  return -1;
}
