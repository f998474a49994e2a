import { nextState, statusOf, type Evidence, type Standing } from './channel-state';
import type { ChannelState } from './channels.entities';

const in_ = (state: ChannelState, reason: string | null = null): Standing => ({ state, reason });
const after = (start: Standing, ...evidence: Evidence[]): Standing => evidence.reduce((standing, one) => nextState(standing, one) ?? standing, start);

describe('the connection state machine', () => {
  it('goes from Connect to connected by evidence alone', () => {
    const way = [{ kind: 'CONNECT_REQUESTED' }, { kind: 'INSTANCE_CREATED' }, { kind: 'QR_ISSUED' }, { kind: 'CONNECTING' }, { kind: 'OPEN' }] as const;
    const states = way.map((_, i) => after(in_('NOT_CONNECTED'), ...way.slice(0, i + 1)).state);
    expect(states).toEqual(['CREATING', 'WAITING_QR', 'WAITING_SCAN', 'CONNECTING', 'CONNECTED']);
  });

  it('does not take the connecting that precedes the first code for a scan', () => {
    expect(nextState(in_('CREATING'), { kind: 'CONNECTING' })).toBeNull();
    expect(nextState(in_('WAITING_QR'), { kind: 'CONNECTING' })).toBeNull();
  });

  it('changes nothing for what is known: the next code, a storm of connecting, the limit told twice', () => {
    expect(nextState(in_('WAITING_SCAN'), { kind: 'QR_ISSUED' })).toBeNull();
    expect(nextState(in_('RECONNECTING'), { kind: 'CONNECTING' })).toBeNull();
    expect(nextState(in_('FAILED', 'QR_LIMIT'), { kind: 'QR_LIMIT' })).toBeNull();
    expect(nextState(in_('FAILED', 'INSTANCE_DELETED'), { kind: 'INSTANCE_DELETED' })).toBeNull();
    expect(nextState(in_('CONNECTED'), { kind: 'OPEN' })).toBeNull();
  });

  it('shows a drop without a close event as reconnecting, and a message as proof that it is over', () => {
    expect(nextState(in_('CONNECTED'), { kind: 'CONNECTING' })?.state).toBe('RECONNECTING');
    expect(nextState(in_('RECONNECTING'), { kind: 'MESSAGE' })?.state).toBe('CONNECTED');
  });

  it('says so when it does not come back, until it does', () => {
    const stuck = after(in_('CONNECTED'), { kind: 'CONNECTING' }, { kind: 'STUCK' });
    expect(stuck).toEqual(in_('RECONNECTING', 'STILL_RECONNECTING'));
    expect([statusOf(stuck), statusOf(in_('RECONNECTING'))]).toEqual(['ACTION_NEEDED', 'DEGRADED']);
    expect(nextState(stuck, { kind: 'CONNECTING' })).toBeNull();
    expect(nextState(stuck, { kind: 'OPEN' })).toEqual(in_('CONNECTED'));
  });

  it('does not go on calling connected what it could not prove', () => {
    const unproven = after(in_('CONNECTED'), { kind: 'UNPROVEN', reason: 'EVOLUTION_UNREACHABLE' });
    expect(unproven).toEqual(in_('RECONNECTING', 'EVOLUTION_UNREACHABLE'));
    expect(after(unproven, { kind: 'CONNECTING' })).toEqual(in_('RECONNECTING'));
    expect(nextState(in_('LOGGED_OUT', 'LOGGED_OUT'), { kind: 'UNPROVEN', reason: 'EVOLUTION_UNREACHABLE' })).toBeNull();
  });

  it('tells a logout and a ban from a passing loss', () => {
    expect(nextState(in_('CONNECTED'), { kind: 'CLOSED', statusReason: 401 })).toEqual(in_('LOGGED_OUT', 'LOGGED_OUT'));
    expect(nextState(in_('CONNECTED'), { kind: 'CLOSED', statusReason: 403 })).toEqual(in_('FAILED', 'BANNED'));
    expect(nextState(in_('CONNECTED'), { kind: 'CLOSED', statusReason: 408 })).toEqual(in_('DISCONNECTED', 'CLOSED'));
  });

  it.each([
    ['a logout on the phone', 401, in_('LOGGED_OUT', 'LOGGED_OUT')],
    ['a ban', 403, in_('FAILED', 'BANNED')],
  ])('ends alike whatever the order in which Evolution tells of %s', (_, statusReason, end) => {
    const closed: Evidence = { kind: 'CLOSED', statusReason };
    for (const told of [[closed, closed, { kind: 'LOGGED_OUT' }], [closed, { kind: 'LOGGED_OUT' }, closed], [{ kind: 'LOGGED_OUT' }, closed, closed]] as Evidence[][])
      expect(after(in_('CONNECTED'), ...told)).toEqual(end);
  });

  it('remembers that it was we who disconnected, whatever Evolution says of it afterwards', () => {
    const byUs = after(in_('CONNECTED'), { kind: 'DISCONNECTED_BY_US' });
    for (const late of [{ kind: 'CLOSED', statusReason: 401 }, { kind: 'LOGGED_OUT' }, { kind: 'CONNECTING' }, { kind: 'MESSAGE' }, { kind: 'QR_ISSUED' }] as Evidence[])
      expect(nextState(byUs, late)).toBeNull();
  });

  it('does not let the end of an earlier session stop a new attempt', () => {
    for (const late of [{ kind: 'CLOSED', statusReason: 401 }, { kind: 'LOGGED_OUT' }, { kind: 'CLOSED', statusReason: 408 }] as Evidence[])
      for (const state of ['CREATING', 'WAITING_QR', 'WAITING_SCAN'] as const) expect(nextState(in_(state), late)).toBeNull();
    expect(nextState(in_('CREATING'), { kind: 'INSTANCE_DELETED' })).toBeNull();
    expect(nextState(in_('CREATING'), { kind: 'CLOSED', statusReason: 403 })).toBeNull();
  });

  it('ignores a late code and a late limit once connected', () => {
    for (const late of [{ kind: 'QR_ISSUED' }, { kind: 'QR_EXPIRED' }, { kind: 'QR_LIMIT' }] as Evidence[]) expect(nextState(in_('CONNECTED'), late)).toBeNull();
  });

  it('takes a message as proof against a failure of Evolution, not against a ban', () => {
    expect(nextState(in_('FAILED', 'EVOLUTION_UNREACHABLE'), { kind: 'MESSAGE' })?.state).toBe('CONNECTED');
    expect(nextState(in_('DISCONNECTED', 'CLOSED'), { kind: 'MESSAGE' })?.state).toBe('CONNECTED');
    expect(nextState(in_('FAILED', 'BANNED'), { kind: 'MESSAGE' })).toBeNull();
    expect(nextState(in_('LOGGED_OUT', 'LOGGED_OUT'), { kind: 'MESSAGE' })).toBeNull();
  });
});
