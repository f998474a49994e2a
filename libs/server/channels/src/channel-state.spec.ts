import { nextState } from './channel-state';

describe('the connection state machine', () => {
  it('goes from Connect to connected by evidence alone', () => {
    expect(nextState('NOT_CONNECTED', { kind: 'CONNECT_REQUESTED' })?.state).toBe('CREATING');
    expect(nextState('CREATING', { kind: 'INSTANCE_CREATED' })?.state).toBe('WAITING_QR');
    expect(nextState('WAITING_QR', { kind: 'QR_ISSUED' })?.state).toBe('WAITING_SCAN');
    expect(nextState('WAITING_SCAN', { kind: 'CONNECTING' })?.state).toBe('CONNECTING');
    expect(nextState('CONNECTING', { kind: 'OPEN' })?.state).toBe('CONNECTED');
  });

  it('does not take the connecting that precedes the first code for a scan', () => {
    expect(nextState('CREATING', { kind: 'CONNECTING' })).toBeNull();
    expect(nextState('WAITING_QR', { kind: 'CONNECTING' })).toBeNull();
  });

  it('shows a drop without a close event as reconnecting, and a message as proof that it is over', () => {
    expect(nextState('CONNECTED', { kind: 'CONNECTING' })?.state).toBe('RECONNECTING');
    expect(nextState('RECONNECTING', { kind: 'MESSAGE' })?.state).toBe('CONNECTED');
  });

  it('tells a logout and a ban from a passing loss', () => {
    expect(nextState('CONNECTED', { kind: 'CLOSED', statusReason: 401 })).toEqual({ state: 'LOGGED_OUT', reason: 'LOGGED_OUT' });
    expect(nextState('CONNECTED', { kind: 'CLOSED', statusReason: 403 })).toEqual({ state: 'FAILED', reason: 'BANNED' });
    expect(nextState('CONNECTED', { kind: 'CLOSED', statusReason: 408 })?.state).toBe('DISCONNECTED');
  });

  it('ends alike whatever the order of close and logout', () => {
    const closedFirst = nextState(nextState('CONNECTED', { kind: 'CLOSED', statusReason: 401 })!.state, { kind: 'LOGGED_OUT' });
    expect(closedFirst).toBeNull();
    const logoutFirst = nextState(nextState('CONNECTED', { kind: 'LOGGED_OUT' })!.state, { kind: 'CLOSED', statusReason: 401 });
    expect(logoutFirst).toBeNull();
  });

  it('ignores a late code once connected', () => {
    expect(nextState('CONNECTED', { kind: 'QR_ISSUED' })).toBeNull();
    expect(nextState('CONNECTED', { kind: 'QR_EXPIRED' })).toBeNull();
  });
});
