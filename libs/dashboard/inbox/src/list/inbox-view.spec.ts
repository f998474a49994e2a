import {
  belongs,
  byActivity,
  EVERYTHING,
  filterOf,
  type InboxView,
  isFiltered,
  type ListSelection,
  paramsOf,
  readState,
  selectionOf,
} from './inbox-view';
import { conversation } from './list.fixture';

const select = (view: InboxView, more: Partial<ListSelection> = {}): ListSelection => ({
  ...EVERYTHING,
  view,
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
    expect(belongs(closed, select('all', { standing: 'closed' }), 'me')).toBe(true);
    expect(belongs(conversation(), select('all', { standing: 'closed' }), 'me')).toBe(false);
  });

  it('drops read ones from Unread', () => {
    expect(belongs(conversation({ unreadCount: 0 }), select('all', { unread: true }), 'me')).toBe(false);
    expect(belongs(conversation({ unreadCount: 1 }), select('all', { unread: true }), 'me')).toBe(true);
  });
});

describe('what is put away', () => {
  it('is not among what waits, and has a place of its own', () => {
    const asleep = conversation({ status: 'SNOOZED' });
    expect(belongs(asleep, select('all'), 'me')).toBe(false);
    expect(belongs(asleep, select('all', { standing: 'snoozed' }), 'me')).toBe(true);
    expect(belongs(conversation(), select('all', { standing: 'snoozed' }), 'me')).toBe(false);
    expect(filterOf(select('all', { standing: 'snoozed' }), 'me')).toEqual({ status: ['SNOOZED'] });
  });
});

describe('label, team and number', () => {
  const vip = select('all', { label: 'vip', teamId: 'sales', channelId: 'channel' });
  const team = { id: 'sales', name: 'Vendas' };

  it('are asked of the server and of each row alike', () => {
    expect(filterOf(vip, 'me')).toMatchObject({ label: 'vip', teamId: 'sales', channelId: 'channel' });
    expect(belongs(conversation({ labels: ['vip'], team }), vip, 'me')).toBe(true);
    expect(belongs(conversation({ labels: [], team }), vip, 'me')).toBe(false);
    expect(belongs(conversation({ labels: ['vip'] }), vip, 'me')).toBe(false);
  });

  it('stand in the address and in a kept view, and come back from both', () => {
    const params = new Map(Object.entries(paramsOf(vip)).filter(([, value]) => value !== null));
    const read = {
      get: (name: string) => (params.get(name) as string) ?? null,
      has: (name: string) => params.has(name),
    };
    expect(selectionOf(read)).toEqual(vip);
    expect(readState(JSON.parse(JSON.stringify(vip)))).toEqual(vip);
    expect(readState({ view: 'nonsense', standing: 7, label: 3 })).toEqual(EVERYTHING);
    expect(readState('text')).toBeNull();
  });

  it('are filters; a view alone is none', () => {
    expect(isFiltered(select('mine'))).toBe(false);
    expect(isFiltered(select('all', { label: 'vip' }))).toBe(true);
  });
});

describe('filterOf', () => {
  it('asks the server for the same', () => {
    expect(filterOf(select('mine', { unread: true }), 'me')).toEqual({
      status: ['OPEN', 'PENDING'],
      unread: true,
      assigneeId: 'me',
    });
    expect(filterOf(select('unassigned'), 'me')).toMatchObject({ unassigned: true, handler: 'HUMAN' });
    expect(filterOf(select('agent', { standing: 'closed' }), 'me')).toEqual({ status: ['CLOSED'], handler: 'AGENT' });
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
