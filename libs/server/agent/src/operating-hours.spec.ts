import { isWithinHours } from './operating-hours';

describe('operating hours', () => {
  const monday = [{ weekday: 1, from: '09:00', to: '18:00' }];
  const night = [{ weekday: 5, from: '22:00', to: '02:00' }];
  const inSaoPaulo = (hours: typeof monday, at: string) => isWithinHours(hours, 'America/Sao_Paulo', new Date(at));

  it.each([
    ['Monday 09:00', monday, '2026-11-23T12:00:00Z', true],
    ['Monday 08:59', monday, '2026-11-23T11:59:59Z', false],
    ['Monday 17:59', monday, '2026-11-23T20:59:59Z', true],
    ['Monday 18:00', monday, '2026-11-23T21:00:00Z', false],
    ['Sunday noon', monday, '2026-11-22T15:00:00Z', false],
    ['Tuesday in London is Monday evening here', [{ weekday: 1, from: '20:00', to: '23:00' }], '2026-11-24T01:00:00Z', true],
    ['Friday 23:00', night, '2026-11-28T02:00:00Z', true],
    ['Saturday 01:59', night, '2026-11-28T04:59:00Z', true],
    ['Saturday 02:00', night, '2026-11-28T05:00:00Z', false],
    ['Friday 01:00', night, '2026-11-27T04:00:00Z', false],
  ])('%s', (_, hours, at, open) => expect(inSaoPaulo(hours, at)).toBe(open));

  it('are always when none are chosen', () => expect(inSaoPaulo([], '2026-11-22T03:00:00Z')).toBe(true));

  it('follow the clocks when they are changed', () => {
    const night = [{ weekday: 0, from: '02:30', to: '04:00' }];
    // New York goes from EST 02:00 to EDT 03:00 at 07:00Z on 8 March 2026.
    expect(isWithinHours(night, 'America/New_York', new Date('2026-03-08T06:59:00Z'))).toBe(false);
    expect(isWithinHours(night, 'America/New_York', new Date('2026-03-08T07:00:00Z'))).toBe(true);
    expect(isWithinHours(night, 'America/New_York', new Date('2026-03-08T08:00:00Z'))).toBe(false);
  });
});
