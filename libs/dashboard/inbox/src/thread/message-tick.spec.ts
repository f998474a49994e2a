import { tickOf } from './message-tick';

const own = { direction: 'OUTBOUND', kind: 'TEXT', deletedAt: null } as const;

describe('tickOf', () => {
  it.each([
    ['QUEUED', 'waiting'],
    ['SENDING', 'waiting'],
    ['SENT', 'sent'],
    ['DELIVERED', 'delivered'],
    ['READ', 'read'],
    ['PLAYED', 'played'],
    ['UNCONFIRMED', 'unconfirmed'],
    ['FAILED', 'failed'],
  ] as const)('shows %s as %s', (status, tick) => {
    expect(tickOf({ ...own, status })).toBe(tick);
  });

  it('marks nothing on what the contact wrote, whatever its status', () => {
    expect(tickOf({ ...own, direction: 'INBOUND', status: 'READ' })).toBeNull();
    expect(tickOf({ ...own, direction: 'INBOUND', status: 'RECEIVED' })).toBeNull();
  });

  it('marks no system line and no note', () => {
    expect(tickOf({ ...own, kind: 'SYSTEM', status: 'SENT' })).toBeNull();
    expect(tickOf({ ...own, kind: 'NOTE', status: 'SENT' })).toBeNull();
  });

  it('keeps the failure of a deleted message visible, but no delivery mark', () => {
    expect(tickOf({ ...own, deletedAt: '2026-11-24T10:00:00Z', status: 'READ' })).toBeNull();
    expect(tickOf({ ...own, deletedAt: '2026-11-24T10:00:00Z', status: 'FAILED' })).toBe('failed');
  });
});
