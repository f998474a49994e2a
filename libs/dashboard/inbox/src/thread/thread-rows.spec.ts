import { mergeThread } from './bubble';
import { settledUnread, threadRows } from './thread-rows';
import { fromAgent, fromContact, ME, message } from './thread.fixture';
import type { Message } from '../inbox.model';

const dayOf = (instant: string) => instant.slice(0, 10);
const rows = (messages: Message[], unread = 0) => threadRows(mergeThread(messages, [], ME).bubbles, { dayOf, unread });
const shape = (list: ReturnType<typeof rows>) =>
  list.map((row) =>
    row.type === 'bubble' ? `${row.startsGroup ? '[' : ''}${row.bubble.sender}${row.endsGroup ? ']' : ''}` : row.type,
  );
const at = (time: string) => ({ sentAt: `2026-11-24T${time}.000Z` });

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
      { dayOf: (instant) => new Date(Date.parse(instant) - 3 * 3_600_000).toISOString().slice(0, 10), unread: 0 },
    );
    expect(list.filter((row) => row.type === 'day')).toHaveLength(1);
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

  it('draws the new line before the first unread of the contact, past one’s own replies', () => {
    const list = rows([fromContact(), fromContact(), message(), fromContact()], 2);
    expect(shape(list)).toEqual(['day', '[contact]', 'new', '[contact]', '[me]', '[contact]']);
  });

  it('draws no line when the first unread one is not loaded', () => {
    expect(rows([fromContact()], 5).some((row) => row.type === 'new')).toBe(false);
  });

  it('gives every row a key of its own, stable when older ones are put before', () => {
    const today = [fromContact(), message(), fromContact()];
    const keys = rows(today).map((row) => row.key);
    expect(new Set(keys).size).toBe(keys.length);
    const older = rows([fromContact({ sortKey: '00000000', sentAt: '2026-11-20T10:00:00.000Z' }), ...today]).map(
      (row) => row.key,
    );
    expect(older.slice(2)).toEqual(keys);
    const sameDay = rows([fromContact({ sortKey: '00000001' }), ...today]).map((row) => row.key);
    expect(sameDay.filter((key) => keys.includes(key))).toEqual(keys);
  });
});

describe('settledUnread', () => {
  const loaded = [{ id: 'a' }];
  it('waits for the message that is counted', () => {
    expect(settledUnread({ count: 1, last: 'b', loaded }, 0)).toBe(0);
    expect(settledUnread({ count: 1, last: 'b', loaded: [...loaded, { id: 'b' }] }, 0)).toBe(1);
  });
  it('has nothing to keep at first, and nothing to wait for in an empty conversation', () => {
    expect(settledUnread({ count: 3, last: 'b', loaded: [] }, null)).toBe(3);
    expect(settledUnread({ count: 0, last: null, loaded: [] }, 2)).toBe(0);
  });
});
