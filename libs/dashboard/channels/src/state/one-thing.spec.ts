import { oneThing } from './one-thing';

/** As the table of faults in docs/operations.md has it. */
it.each([
  ['CONNECTED', null, 'none'],
  ['CONNECTED', 'EVOLUTION_UNREACHABLE', 'wait'],
  ['CONNECTED', 'EVOLUTION_KEY_REFUSED', 'tell'],
  ['CONNECTED', 'WEBHOOK_UNREACHABLE https://desk.example/webhooks/evolution/k', 'tell'],
  ['RECONNECTING', null, 'wait'],
  ['RECONNECTING', 'EVOLUTION_UNREACHABLE', 'wait'],
  ['RECONNECTING', 'EVOLUTION_REFUSED', 'wait'],
  ['RECONNECTING', 'EVOLUTION_KEY_REFUSED', 'tell'],
  ['RECONNECTING', 'STILL_RECONNECTING', 'reconnect'],
  ['DISCONNECTED', 'CLOSED', 'reconnect'],
  ['DISCONNECTED', 'DISCONNECTED_BY_US', 'relink'],
  ['LOGGED_OUT', 'LOGGED_OUT', 'relink'],
  ['FAILED', 'INSTANCE_DELETED', 'relink'],
  ['FAILED', 'QR_LIMIT', 'relink'],
  ['FAILED', 'BANNED', 'retry'],
  ['FAILED', 'EVOLUTION_UNREACHABLE', 'retry'],
  ['FAILED', 'EVOLUTION_KEY_REFUSED', 'tell'],
  ['WAITING_SCAN', null, 'code'],
  ['CREATING', null, 'wait'],
  ['NOT_CONNECTED', null, 'relink'],
] as const)('%s %s: %s', (state, problem, thing) => expect(oneThing(state, problem)).toBe(thing));
