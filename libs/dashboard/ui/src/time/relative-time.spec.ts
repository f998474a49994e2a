import { compactTime, relativeTime } from './relative-time';

const at = (iso: string) => new Date(iso);
const NOW = at('2026-11-24T14:00:00').getTime();

describe('relativeTime', () => {
  it.each([
    ['2026-11-24T13:59:30', 'en', 'now'],
    ['2026-11-24T13:57:00', 'en', '3 min. ago'],
    ['2026-11-24T12:00:00', 'pt-BR', 'há 2 h'],
    ['2026-11-20T12:00:00', 'en', 'Nov 20, 2026'],
  ])('%s in %s reads %s', (instant, language, expected) =>
    expect(relativeTime(at(instant), NOW, language)).toBe(expected),
  );
  it('says nothing of what is no time', () => expect(relativeTime('', NOW, 'en')).toBe(''));
});

describe('compactTime', () => {
  it.each([
    ['2026-11-24T09:05:00', 'pt-BR', '09:05'],
    ['2026-11-23T23:59:00', 'en', 'yesterday'],
    ['2026-11-20T10:00:00', 'en', 'Fri'],
    ['2026-10-01T10:00:00', 'pt-BR', '01/10/26'],
  ])('%s in %s reads %s', (instant, language, expected) =>
    expect(compactTime(at(instant), NOW, language)).toBe(expected),
  );
});
