import type { Activity } from './activity-line';
import type { Bubble } from './bubble';

export interface NewRow {
  readonly type: 'new';
  readonly key: string;
  readonly day: string;
  readonly at: string;
  readonly count: number;
}
export interface BubbleRow {
  readonly type: 'bubble';
  readonly key: string;
  readonly day: string;
  readonly at: string;
  readonly bubble: Bubble;
  /** Pictures and videos of one sender, sent together: the first of them stands for all. */
  readonly album: readonly Bubble[] | null;
  readonly startsGroup: boolean;
  readonly endsGroup: boolean;
}
/** What was done with the conversation, between what was said. */
export interface ActivityRow {
  readonly type: 'activity';
  readonly key: string;
  readonly day: string;
  readonly at: string;
  readonly activity: Activity;
}
export type ThreadRow = NewRow | BubbleRow | ActivityRow;

/** Bubbles of one sender closer than this belong together: one name above, one tail below. */
export const GROUP_GAP_MS = 5 * 60_000;
/** Pictures that were chosen together arrive together. */
export const ALBUM_GAP_MS = 60_000;

/** The first message that nobody of the team has read, and how many there are from it on. */
export interface UnreadLine {
  readonly messageId: string;
  readonly count: number;
}

export interface RowOptions {
  /** The calendar day of an instant in the reader's time zone. */
  readonly dayOf: (instant: string) => string;
  readonly unread: UnreadLine | null;
  /** Oldest first; those outside the run of messages at hand come with the messages beside them. */
  readonly activities?: readonly Activity[];
}

/** The rows from the oldest to the newest. What did not change since `before` is the same object, so that it is not drawn anew. */
export function threadRows(
  bubbles: readonly Bubble[],
  { dayOf, unread, activities = [] }: RowOptions,
  before: readonly ThreadRow[] = [],
): ThreadRow[] {
  const known = new Map(before.map((row) => [row.key, row]));
  const rows: ThreadRow[] = [];
  const add = (row: ThreadRow) => {
    const old = known.get(row.key);
    rows.push(old && isSameRow(old, row) ? old : row);
  };
  const days = bubbles.map(({ sentAt }) => dayOf(sentAt));
  let told = 0;
  /** Those that come before this message; a reply that waits comes after all of them. */
  const tellUntil = (sortKey: string | null) => {
    for (; told < activities.length; told++) {
      const activity = activities[told] as Activity;
      if (sortKey !== null && activity.sortKey >= sortKey) return;
      const { id, at } = activity;
      add({ type: 'activity', key: `activity:${id}`, day: dayOf(at), at, activity });
    }
  };
  /** The next to be told is the only one that can come between the two. */
  const tellsBetween = (from: Bubble | undefined, to: Bubble | undefined) => {
    const next = activities[told];
    return next !== undefined && isBetween(next.sortKey, from, to);
  };
  for (let index = 0; index < bubbles.length;) {
    const bubble = bubbles[index] as Bubble;
    const day = days[index] as string;
    const before = told;
    tellUntil(bubble.message?.sortKey ?? null);
    const opensUnread = unread !== null && bubble.message?.id === unread.messageId;
    if (opensUnread) add({ type: 'new', key: 'new', day, at: bubble.sentAt, count: unread.count });
    const album = albumAt(
      bubbles,
      index,
      (at) =>
        days[at] === day &&
        bubbles[at]?.message?.id !== unread?.messageId &&
        !tellsBetween(bubbles[at - 1], bubbles[at]),
    );
    const next = index + album.length;
    const previous = bubbles[index - 1];
    const following = bubbles[next];
    const last = album.at(-1) as Bubble;
    add({
      type: 'bubble',
      key: bubble.key,
      day,
      at: bubble.sentAt,
      bubble,
      album: album.length > 1 ? album : null,
      startsGroup: opensUnread || days[index - 1] !== day || told > before || !isSameGroup(previous, bubble),
      endsGroup:
        (unread !== null && following?.message?.id === unread.messageId) ||
        days[next] !== day ||
        tellsBetween(last, following) ||
        !isSameGroup(last, following),
    });
    index = next;
  }
  tellUntil(null);
  return rows;
}

function isBetween(sortKey: string, from: Bubble | undefined, to: Bubble | undefined): boolean {
  if (!from?.message || sortKey <= from.message.sortKey) return false;
  return !to?.message || sortKey < to.message.sortKey;
}

function isSameRow(a: ThreadRow, b: ThreadRow): boolean {
  if (a.type === 'activity' || b.type === 'activity')
    return a.type === b.type && a.day === b.day && 'activity' in a && 'activity' in b && a.activity === b.activity;
  if (a.type === 'new' || b.type === 'new')
    return a.type === b.type && a.day === b.day && 'count' in a && 'count' in b && a.count === b.count;
  return (
    a.bubble === b.bubble &&
    a.day === b.day &&
    a.startsGroup === b.startsGroup &&
    a.endsGroup === b.endsGroup &&
    a.album?.length === b.album?.length &&
    (a.album?.every((one, index) => one === b.album?.[index]) ?? true)
  );
}

function albumAt(bubbles: readonly Bubble[], from: number, mayJoin: (index: number) => boolean): Bubble[] {
  const first = bubbles[from] as Bubble;
  const album = [first];
  if (!isPicture(first)) return album;
  for (let at = from + 1; at < bubbles.length; at++) {
    const one = bubbles[at] as Bubble;
    const gap = Date.parse(one.sentAt) - Date.parse((bubbles[at - 1] as Bubble).sentAt);
    if (!isPicture(one) || !mayJoin(at) || !isSameGroup(first, one) || Math.abs(gap) > ALBUM_GAP_MS) break;
    album.push(one);
  }
  return album;
}

/** What a grid can show: with words, an answer, or trouble of its own it needs a bubble of its own. */
function isPicture({ message, text, tick }: Bubble): boolean {
  if (!message || text || tick === 'failed' || tick === 'unconfirmed') return false;
  if (message.kind !== 'IMAGE' && message.kind !== 'VIDEO') return false;
  return !message.deletedAt && !!message.attachment && !message.replyTo && !message.reactions.length && !message.act;
}

function isSameGroup(a: Bubble | undefined, b: Bubble | undefined): boolean {
  if (!a || !b || a.sender === 'system' || b.sender === 'system') return false;
  if (a.sender !== b.sender || a.senderId !== b.senderId || a.note !== b.note) return false;
  return Math.abs(Date.parse(b.sentAt) - Date.parse(a.sentAt)) <= GROUP_GAP_MS;
}

export interface Day {
  readonly day: string;
  readonly at: string;
  readonly rows: readonly ThreadRow[];
}

/** Runs of one day. A late message can bring a day back: then it stands twice, under keys of its own. */
export function daysOf(rows: readonly ThreadRow[]): (Day & { readonly key: string })[] {
  const days: (Day & { key: string; rows: ThreadRow[] })[] = [];
  const times = new Map<string, number>();
  for (const row of rows) {
    const last = days.at(-1);
    if (last?.day === row.day) {
      last.rows.push(row);
      continue;
    }
    const time = times.get(row.day) ?? 0;
    times.set(row.day, time + 1);
    days.push({ key: time ? `${row.day}:${time}` : row.day, day: row.day, at: row.at, rows: [row] });
  }
  return days;
}
