import { belongs, byActivity, filterOf, type InboxView } from './inbox-view';
import { conversation } from './list.fixture';

const select = (view: InboxView, more: { unread?: boolean; closed?: boolean } = {}) => ({
  view,
  unread: false,
  closed: false,
  ...more,
});
const mine = { id: 'me', user: { id: 'u', name: 'Ana' } };

describe('belongs', () => {
  it('puts what the agent handles under Agent, not under Unassigned', () => {
    const handled = conversation({ handler: 'AGENT', assignee: null });
    expect(belongs(handled, select('agent'), 'me')).toBe(true);
    expect(belongs(handled, select('unassigned'), 'me')).toBe(false);
    expect(belongs(handled, select('all'), 'me')).toBe(true);
  });

  it('moves a conversation from Unassigned to Mine when I am given it', () => {
    const free = conversation({ assignee: null });
    expect(belongs(free, select('unassigned'), 'me')).toBe(true);
    expect(belongs(free, select('mine'), 'me')).toBe(false);
    const given = conversation({ assignee: mine });
    expect(belongs(given, select('unassigned'), 'me')).toBe(false);
    expect(belongs(given, select('mine'), 'me')).toBe(true);
    expect(belongs(given, select('mine'), 'somebody else')).toBe(false);
  });

  it('shows closed ones only where closed ones are asked for', () => {
    const closed = conversation({ status: 'CLOSED' });
    expect(belongs(closed, select('all'), 'me')).toBe(false);
    expect(belongs(closed, select('all', { closed: true }), 'me')).toBe(true);
    expect(belongs(conversation(), select('all', { closed: true }), 'me')).toBe(false);
  });

  it('drops read ones from Unread', () => {
    expect(belongs(conversation({ unreadCount: 0 }), select('all', { unread: true }), 'me')).toBe(false);
    expect(belongs(conversation({ unreadCount: 1 }), select('all', { unread: true }), 'me')).toBe(true);
  });
});

describe('filterOf', () => {
  it('asks the server for the same', () => {
    expect(filterOf(select('mine', { unread: true }), 'me')).toEqual({
      status: ['OPEN', 'PENDING', 'SNOOZED'],
      unread: true,
      assigneeId: 'me',
    });
    expect(filterOf(select('unassigned'), 'me')).toMatchObject({ unassigned: true, handler: 'HUMAN' });
    expect(filterOf(select('agent', { closed: true }), 'me')).toEqual({ status: ['CLOSED'], handler: 'AGENT' });
  });
});

describe('byActivity', () => {
  it('puts the newest first and decides ties the same way each time', () => {
    const a = conversation({ id: 'a', lastActivityAt: '2026-11-24T10:00:00Z' });
    const b = conversation({ id: 'b', lastActivityAt: '2026-11-24T10:00:00Z' });
    const c = conversation({ id: 'c', lastActivityAt: '2026-11-24T11:00:00Z' });
    expect([a, b, c].sort(byActivity).map(({ id }) => id)).toEqual(['c', 'b', 'a']);
    expect([b, a, c].sort(byActivity).map(({ id }) => id)).toEqual(['c', 'b', 'a']);
  });
});
