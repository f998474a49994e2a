import en from './i18n/en.json' with { type: 'json' };
import { failureKey, handoffKey } from './reasons';

const words = (key: string | null) =>
  (key ?? '').split('.').reduce<unknown>((node, part) => (node as Record<string, unknown>)[part], en);

describe('reasons in words', () => {
  it.each([
    'NO_MODEL',
    'NOT_IN_AUDIENCE',
    'LOOP_GUARD',
    'STALE',
    'OUTCOME_UNKNOWN',
    'MODEL_KEY',
    'MODEL_TIMEOUT',
    'FAILED',
    'SOMETHING_NEW',
  ])('has words for %s', (reason) => expect(words(handoffKey(reason))).toEqual(expect.any(String)));

  it('needs none where a member took over, or no agent was ever there', () => {
    expect(handoffKey('TAKEN_OVER')).toBeNull();
    expect(handoffKey(null)).toBeNull();
  });

  it.each(['UNREACHABLE', 'NOT_ON_WHATSAPP', 'EXPIRED', 'OUTCOME_UNKNOWN'])('has words for the failure %s', (code) =>
    expect(words(failureKey(code))).toEqual(expect.any(String)),
  );

  it('leaves a failure that it does not know to the words of the server', () =>
    expect(failureKey('SOMETHING_NEW')).toBeNull());
});
