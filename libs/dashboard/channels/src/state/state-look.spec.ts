import type { ChannelState } from '@prosa/dashboard/data-access';
import { evidenceOf, reasonOf, stateLook } from './state-look';

describe('reasonOf', () => {
  it.each([
    [
      'WEBHOOK_UNREACHABLE https://x.example/webhooks/evolution/k',
      'WEBHOOK_UNREACHABLE',
      'https://x.example/webhooks/evolution/k',
    ],
    ['QR_LIMIT', 'QR_LIMIT', ''],
    ['Evolution answered 500', 'OTHER', 'Evolution answered 500'],
  ])('%s', (text, code, detail) => expect(reasonOf(text)).toEqual({ code, detail }));

  it('is nothing when there is nothing to explain', () => expect(reasonOf(null)).toBeUndefined());
});

describe('stateLook', () => {
  it('every state that stands still has an action or is what one waits for', () => {
    const states: ChannelState[] = ['NOT_CONNECTED', 'DISCONNECTED', 'LOGGED_OUT', 'FAILED'];
    for (const state of states) expect(stateLook(state).action).not.toBe('none');
  });

  it('shows a state that it does not know', () => {
    expect(stateLook('HIBERNATING' as ChannelState)).toMatchObject({ tone: 'neutral', action: 'reconnect' });
  });
});

describe('evidenceOf', () => {
  it.each([
    ['evolution event: ConnectionChanged', 'events.ConnectionChanged', 'ConnectionChanged'],
    ['evolution event: SomethingNew', 'event', 'SomethingNew'],
    ['evolution answer: no code', 'answers.nocode', 'no code'],
    ['evolution answer: instance', 'answer', 'instance'],
    ['repaired: webhook', 'repaired.webhook', ''],
    ['member', 'member', ''],
    ['caught up: 1', 'caughtUpOne', '1'],
    ['caught up: 12', 'caughtUp', '12'],
    ['no scan in time', 'noScan', ''],
    ['as told', 'other', 'as told'],
  ])('%s', (text, key, detail) => expect(evidenceOf(text)).toEqual({ key, detail }));
});
