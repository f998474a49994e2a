import type { Activity } from './activity-line';
import { mergeThread } from './bubble';
import { daysOf, threadRows, type UnreadLine } from './thread-rows';
import { activity, attachment, fromAgent, fromContact, ME, message } from './thread.fixture';
import type { Message } from '../inbox.model';

const dayOf = (instant: string) => instant.slice(0, 10);
const rows = (messages: Message[], unread: UnreadLine | null = null, activities: Activity[] = []) =>
  threadRows(mergeThread(messages, [], ME).bubbles, { dayOf, unread, activities });
const shape = (list: ReturnType<typeof rows>) =>
  daysOf(list).flatMap((day) => [
    'day',
    ...day.rows.map((row) => {
      if (row.type !== 'bubble') return row.type;
      const many = row.album ? `*${row.album.length}` : '';
      return `${row.startsGroup ? '[' : ''}${row.bubble.sender}${many}${row.endsGroup ? ']' : ''}`;
    }),
  ]);
const at = (time: string) => ({ sentAt: `2026-11-24T${time}.000Z` });

describe('what was done with the conversation', () => {
  const said = (sortKey: string) => fromContact({ ...at('10:00:00'), sortKey });
  const done = (sortKey: string) => activity({ at: '2026-11-24T10:00:00.000Z', sortKey });

  it('stands in its place among the messages, before, between and after', () => {
    const list = rows([said('2'), said('4')], null, [done('1'), done('3'), done('5')]);
    expect(shape(list)).toEqual(['day', 'activity', '[contact]', 'activity', '[contact]', 'activity']);
  });

  it('does not part those between whom nothing was done', () => {
    const list = rows([said('2'), said('3'), said('5')], null, [done('4')]);
    expect(shape(list)).toEqual(['day', '[contact', 'contact]', 'activity', '[contact]']);
  });

  it('opens its own day, and is there where nobody has written yet', () => {
    expect(shape(rows([], null, [done('1')]))).toEqual(['day', 'activity']);
    const tomorrow = activity({ at: '2026-11-25T08:00:00.000Z', sortKey: '9' });
    expect(shape(rows([said('2')], null, [tomorrow]))).toEqual(['day', '[contact]', 'day', 'activity']);
  });

  it('parts what would be one album', () => {
    const picture = (sortKey: string) =>
      fromContact({ ...at('10:00:00'), sortKey, kind: 'IMAGE', text: null, attachment: attachment() });
    expect(shape(rows([picture('1'), picture('2')]))).toEqual(['day', '[contact*2]']);
    const list = rows([picture('1'), picture('3')], null, [done('2')]);
    expect(shape(list)).toEqual(['day', '[contact]', 'activity', '[contact]']);
  });

  it('keeps its row while it stays the same', () => {
    const lines = [done('3')];
    const bubbles = mergeThread([said('2')], [], ME).bubbles;
    const first = threadRows(bubbles, { dayOf, unread: null, activities: lines });
    const second = threadRows(bubbles, { dayOf, unread: null, activities: [...lines, done('4')] }, first);
    expect(second[1]).toBe(first[1]);
    expect(second).toHaveLength(3);
  });
});

describe('threadRows', () => {
  it('puts one day separator before the first message of each day', () => {
    const list = rows([
      fromContact({ sentAt: '2026-11-23T23:59:00.000Z' }),
      fromContact({ sentAt: '2026-11-24T00:00:00.000Z' }),
      fromContact({ sentAt: '2026-11-24T00:01:00.000Z' }),
    ]);
    expect(shape(list)).toEqual(['day', '[contact]', 'day', '[contact', 'contact]']);
  });

  it('uses the day of the reader, not of the text', () => {
    const list = threadRows(
      mergeThread(
        [fromContact({ sentAt: '2026-11-23T23:00:00.000Z' }), fromContact({ sentAt: '2026-11-24T01:00:00.000Z' })],
        [],
        ME,
      ).bubbles,
      { dayOf: (instant) => new Date(Date.parse(instant) - 3 * 3_600_000).toISOString().slice(0, 10), unread: null },
    );
    expect(daysOf(list)).toHaveLength(1);
  });

  it('groups by sender and by closeness', () => {
    const list = rows([
      fromContact(at('10:00:00')),
      fromContact(at('10:04:00')),
      fromContact(at('10:10:00')),
      fromAgent(at('10:10:05')),
      message(at('10:10:10')),
      message(at('10:10:20')),
    ]);
    expect(shape(list)).toEqual(['day', '[contact', 'contact]', '[contact]', '[agent]', '[me', 'me]']);
  });

  it('lets a system line stand alone and break groups', () => {
    const list = rows([fromContact(), fromContact({ kind: 'SYSTEM' }), fromContact()]);
    expect(shape(list)).toEqual(['day', '[contact]', '[system]', '[contact]']);
  });

  it('draws the new line before the first unread message, which starts a group', () => {
    const [read, first, reply, last] = [fromContact(), fromContact(), message(), fromContact()];
    const list = rows([read, first, reply, last], { messageId: first.id, count: 2 });
    expect(shape(list)).toEqual(['day', '[contact]', 'new', '[contact]', '[me]', '[contact]']);
  });

  it('draws no line when the first unread one is not loaded', () => {
    expect(shape(rows([fromContact()], { messageId: 'elsewhere', count: 5 }))).toEqual(['day', '[contact]']);
  });

  it('gives every row a key of its own, stable when older ones are put before', () => {
    const today = [fromContact(), message(), fromContact()];
    const keys = rows(today).map((row) => row.key);
    expect(new Set(keys).size).toBe(keys.length);
    const older = rows([fromContact({ sortKey: '00000000', sentAt: '2026-11-20T10:00:00.000Z' }), ...today]);
    expect(older.slice(1).map((row) => row.key)).toEqual(keys);
    const dayKeys = daysOf(older).map(({ key }) => key);
    expect(dayKeys.at(-1)).toBe(daysOf(rows(today))[0]?.key);
  });

  it('keeps the rows that did not change as the same objects', () => {
    const messages = [fromContact(at('10:00:00')), fromContact(at('10:01:00')), message(at('10:02:00'))];
    const options = { dayOf, unread: null };
    const before = threadRows(mergeThread(messages, [], ME).bubbles, options);
    const after = threadRows(
      mergeThread([fromContact({ sortKey: '0', ...at('08:00:00') }), ...messages], [], ME).bubbles,
      options,
      before,
    );
    expect(after.slice(1).map((row, index) => row === before[index])).toEqual([true, true, true]);
    const next = [...messages, message(at('10:03:00'))];
    const appended = threadRows(mergeThread(next, [], ME).bubbles, options, before);
    expect(appended.map((row, index) => row === before[index])).toEqual([true, true, false, false]);
  });

  it('names a day that a late message brings back twice, under two keys', () => {
    const list = rows([
      fromContact({ sentAt: '2026-11-23T10:00:00.000Z' }),
      fromContact({ sentAt: '2026-11-24T10:00:00.000Z' }),
      fromContact({ sentAt: '2026-11-23T11:00:00.000Z' }),
    ]);
    expect(daysOf(list).map(({ key }) => key)).toEqual(['2026-11-23', '2026-11-24', '2026-11-23:1']);
  });
});

describe('albums', () => {
  const picture = (time: string, more: Partial<Message> = {}) =>
    fromContact({ kind: 'IMAGE', text: null, attachment: attachment(), ...at(time), ...more });

  it('puts pictures and videos of one sender that follow within a minute into one row', () => {
    const list = rows([
      picture('10:00:00'),
      picture('10:00:30', { kind: 'VIDEO' }),
      picture('10:01:29'),
      picture('10:02:30'),
      message({ kind: 'IMAGE', text: null, attachment: attachment(), ...at('10:02:40') }),
    ]);
    expect(shape(list)).toEqual(['day', '[contact*3', 'contact]', '[me]']);
  });

  it('leaves alone what has words, an answer, a reaction, no file or a day of its own', () => {
    const author = { __typename: 'Contact' as const, id: 'contact', name: 'Maria' };
    const list = rows([
      picture('10:00:00', { text: 'Deste aqui' }),
      picture('10:00:01', { reactions: [{ emoji: '👍', author }] }),
      picture('10:00:02', { attachment: null }),
      picture('10:00:03', { deletedAt: '2026-11-24T11:00:00.000Z', attachment: null }),
      picture('10:00:04'),
      fromContact({ kind: 'AUDIO', text: null, attachment: attachment(), ...at('10:00:05') }),
    ]);
    expect(list.every((row) => row.type === 'bubble' && row.album === null)).toBe(true);
  });

  it('begins anew at the line before the unread ones', () => {
    const [read, unread] = [picture('10:00:00'), picture('10:00:10')];
    const list = rows([read, unread, picture('10:00:20')], { messageId: unread.id, count: 2 });
    expect(shape(list)).toEqual(['day', '[contact]', 'new', '[contact*2]']);
  });
});
