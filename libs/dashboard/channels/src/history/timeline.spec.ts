import { durationText, timelineOf, type HistoryEntry } from './timeline';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 28, 12, minute)).toISOString();
const entry = (state: string, minute: number, evidence = 'evolution event: ConnectionChanged'): HistoryEntry =>
  ({ cursor: `${state}${minute}`, node: { state, since: at(minute), reason: null, evidence } }) as HistoryEntry;

describe('timelineOf', () => {
  it('says how long each state lasted, up to the next one, and that the present one goes on', () => {
    const told = timelineOf([
      entry('CONNECTED', 20, 'caught up: 3'),
      entry('CONNECTED', 19),
      entry('RECONNECTING', 14),
      entry('CONNECTED', 10, 'repaired: webhook'),
      entry('CONNECTED', 0),
    ]);
    expect(told.map(({ kind, lasted }) => [kind, lasted === null ? null : lasted / 60_000])).toEqual([
      ['note', null],
      ['state', null],
      ['state', 5],
      ['note', null],
      ['state', 14],
    ]);
  });

  it('takes no less than nothing when clocks disagree', () => {
    expect(timelineOf([entry('CONNECTED', 0), entry('RECONNECTING', 1)])[1]?.lasted).toBe(0);
  });
});

describe('durationText', () => {
  it.each([
    [0, 'en', '1 sec'],
    [59_600, 'en', '1 min'],
    [65_000, 'en', '1 min 5 sec'],
    [3_600_000, 'en', '1 hr'],
    [2 * 86_400_000 + 3 * 3_600_000 + 5_000, 'en', '2 days 3 hr'],
    [65_000, 'pt-BR', '1 min 5 s'],
  ])('%d in %s: %s', (ms, language, text) => expect(durationText(ms, language)).toBe(text));
});
