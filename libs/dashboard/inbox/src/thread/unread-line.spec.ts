import { unreadLine, type UnreadState } from './unread-line';

const theirs = (id: string) => ({ id, direction: 'INBOUND' as const });
const ours = (id: string) => ({ id, direction: 'OUTBOUND' as const });
const state = (more: Partial<UnreadState>): UnreadState => ({
  count: 1,
  last: 'b',
  loaded: [theirs('b'), theirs('a')],
  inThePast: false,
  ...more,
});

describe('unreadLine', () => {
  it('stands before that many of the contact’s last messages, past one’s own replies', () => {
    const loaded = [theirs('d'), ours('c'), theirs('b'), theirs('a')];
    expect(unreadLine(state({ count: 2, last: 'd', loaded }), null)).toEqual({ messageId: 'b', count: 2 });
  });

  it('waits for the message that is counted', () => {
    const before = { messageId: 'x', count: 1 };
    expect(unreadLine(state({ count: 2, last: 'c' }), before)).toBe(before);
    expect(unreadLine(state({ count: 2, last: 'c', loaded: [theirs('c'), theirs('b')] }), before)).toEqual({
      messageId: 'b',
      count: 2,
    });
  });

  it('is nowhere when the first unread one is not loaded, but stays where it was found', () => {
    expect(unreadLine(state({ count: 5 }), null)).toBeNull();
    const found = { messageId: 'far', count: 5 };
    expect(unreadLine(state({ count: 5 }), found)).toBe(found);
  });

  it('stays while one reads in the past, where nothing can be counted', () => {
    const before = { messageId: 'x', count: 1 };
    expect(unreadLine(state({ count: 1, inThePast: true }), before)).toBe(before);
  });

  it('goes when all is read', () => {
    expect(unreadLine(state({ count: 0, last: null }), { messageId: 'a', count: 1 })).toBeNull();
  });
});
