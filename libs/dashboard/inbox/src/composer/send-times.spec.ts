import { fromField, sendTimes, toField } from './send-times';

const times = (now: string) => sendTimes(new Date(now)).map(({ key, at }) => [key, toField(at)]);

describe('sendTimes', () => {
  it('is in an hour, tomorrow, and on the next Monday', () => {
    expect(times('2026-11-24T15:10:20')).toEqual([
      ['hour', '2026-11-24T16:11'],
      ['tomorrow', '2026-11-25T09:00'],
      ['monday', '2026-11-30T09:00'],
    ]);
  });

  it('has no second name for tomorrow, and takes Monday for the next one', () => {
    expect(times('2026-11-29T10:00:00').map(([key]) => key)).toEqual(['hour', 'tomorrow']);
    expect(times('2026-11-30T08:00:00')[2]).toEqual(['monday', '2026-12-07T09:00']);
  });

  it('goes over the end of a month', () =>
    expect(times('2026-12-31T23:30:00').slice(0, 2)).toEqual([
      ['hour', '2027-01-01T00:30'],
      ['tomorrow', '2027-01-01T09:00'],
    ]));
});

it('reads what the field holds', () => {
  expect(fromField('2026-11-24T16:11')).toEqual(new Date(2026, 10, 24, 16, 11));
  expect(fromField('')).toBeNull();
  expect(fromField('x')).toBeNull();
});
