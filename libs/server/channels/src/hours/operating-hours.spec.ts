import { closedSince, isWithinHours, type OperatingHours } from './operating-hours';

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
    [
      'Tuesday in London is Monday evening here',
      [{ weekday: 1, from: '20:00', to: '23:00' }],
      '2026-11-24T01:00:00Z',
      true,
    ],
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

describe('closed since', () => {
  const week = (from: string, to: string, days = [1, 2, 3, 4, 5]): OperatingHours[] =>
    days.map((weekday) => ({ weekday, from, to }));
  const since = (hours: OperatingHours[], at: string, zone = 'America/Sao_Paulo') =>
    closedSince(hours, zone, new Date(at))?.toISOString() ?? null;

  it.each([
    ['open', week('09:00', '18:00'), '2026-11-24T15:00:00Z', null],
    ['the evening', week('09:00', '18:00'), '2026-11-24T21:00:00Z', '2026-11-24T21:00:00.000Z'],
    ['the morning after', week('09:00', '18:00'), '2026-11-25T11:59:00Z', '2026-11-24T21:00:00.000Z'],
    ['the weekend', week('09:00', '18:00'), '2026-11-29T15:00:00Z', '2026-11-27T21:00:00.000Z'],
    [
      'noon',
      [...week('09:00', '12:00'), ...week('13:00', '18:00')],
      '2026-11-24T15:30:00Z',
      '2026-11-24T15:00:00.000Z',
    ],
    [
      'before the afternoon of the same day',
      week('13:00', '18:00', [2]),
      '2026-11-24T15:59:00Z',
      '2026-11-17T21:00:00.000Z',
    ],
    ['after a night', [{ weekday: 5, from: '22:00', to: '02:00' }], '2026-11-28T15:00:00Z', '2026-11-28T05:00:00.000Z'],
    [
      'before the same night',
      [{ weekday: 5, from: '22:00', to: '02:00' }],
      '2026-11-27T15:00:00Z',
      '2026-11-21T05:00:00.000Z',
    ],
    [
      'after a whole day',
      [{ weekday: 6, from: '00:00', to: '00:00' }],
      '2026-11-30T15:00:00Z',
      '2026-11-29T03:00:00.000Z',
    ],
    [
      'after spans that overlap',
      [...week('09:00', '18:00'), ...week('12:00', '20:00')],
      '2026-11-25T03:00:00Z',
      '2026-11-24T23:00:00.000Z',
    ],
  ])('%s', (_, hours, at, expected) => expect(since(hours, at)).toBe(expected));

  it('knows no end of what never closes', () => expect(since([], '2026-11-24T03:00:00Z')).toBeNull());

  it('follows the clocks when they are changed', () => {
    // New York closes on Saturday at 18:00 EST; on Sunday it is EDT.
    const saturday = [{ weekday: 6, from: '09:00', to: '18:00' }];
    expect(since(saturday, '2026-03-08T20:00:00Z', 'America/New_York')).toBe('2026-03-07T23:00:00.000Z');
  });

  it('is one instant all through each closed period, and no other', () => {
    const hours = [...week('09:00', '12:00'), ...week('13:30', '18:00'), { weekday: 6, from: '22:00', to: '02:00' }];
    for (const zone of ['America/Sao_Paulo', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Apia']) {
      let closed: string | null = null;
      let previous: boolean | null = null;
      // Ten days around the change of New York's clocks, by the quarter.
      for (let at = Date.parse('2026-03-03T00:00:00Z'); at < Date.parse('2026-03-13T00:00:00Z'); at += 900_000) {
        const open = isWithinHours(hours, zone, new Date(at));
        const found = closedSince(hours, zone, new Date(at));
        expect(found === null).toBe(open);
        if (!open && previous === true) expect(found?.getTime()).toBe(at);
        if (!open && previous === false) expect(found?.toISOString()).toBe(closed);
        closed = found?.toISOString() ?? null;
        previous = open;
      }
    }
  });
});
