import { conversation } from '../list/list.fixture';
import { changed, reverse } from './conversation-change';

const rui = { id: 'rui', user: { id: 'u', name: 'Rui' } };
const sales = { id: 'sales', name: 'Vendas' };

describe('changed', () => {
  it('shows what will be', () => {
    const asleep = changed(conversation(), { status: 'SNOOZED', snoozedUntil: '2026-11-30T12:00:00Z' }, {});
    expect(asleep).toMatchObject({ status: 'SNOOZED', snoozedUntil: '2026-11-30T12:00:00Z' });
    expect(changed(asleep, { status: 'OPEN' }, {})).toMatchObject({ status: 'OPEN', snoozedUntil: null });
    expect(changed(asleep, { status: 'SNOOZED', snoozedUntil: null }, {}).snoozedUntil).toBeNull();
    expect(changed(conversation(), { assigneeId: 'rui' }, { assignee: rui }).assignee).toBe(rui);
    expect(changed(conversation(), { labels: ['a'], unreadCount: 3 }, {})).toMatchObject({
      labels: ['a'],
      unreadCount: 3,
    });
  });
});

describe('reverse', () => {
  const before = conversation({ assignee: rui, team: sales, labels: ['a'], unreadCount: 2 });

  it('puts back exactly what was changed', () => {
    expect(reverse(before, { status: 'CLOSED' })).toEqual({ status: 'OPEN' });
    expect(reverse(before, { teamId: 'x', assigneeId: null })).toEqual({ teamId: 'sales', assigneeId: 'rui' });
    expect(reverse(before, { labels: [], unreadCount: 0 })).toEqual({ labels: ['a'], unreadCount: 2 });
    expect(reverse(conversation(), { assigneeId: 'rui' })).toEqual({ assigneeId: null });
  });

  it('puts to sleep again as it slept', () => {
    const asleep = conversation({ status: 'SNOOZED', snoozedUntil: '2026-11-30T12:00:00Z' });
    expect(reverse(asleep, { status: 'OPEN' })).toEqual({ status: 'SNOOZED', snoozedUntil: '2026-11-30T12:00:00Z' });
    expect(reverse({ ...asleep, snoozedUntil: null }, { status: 'OPEN' })).toEqual({
      status: 'SNOOZED',
      snoozedUntil: null,
    });
  });
});
