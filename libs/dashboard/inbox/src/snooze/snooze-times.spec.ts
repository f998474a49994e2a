import { snoozeTimes } from './snooze-times';

const keys = (now: Date) => snoozeTimes(now).map(({ key }) => key);
const at = (now: Date, key: string) => snoozeTimes(now).find((time) => time.key === key)?.at;

describe('snoozeTimes', () => {
  it('is three hours on, at a quarter, tomorrow at nine, and Monday at nine', () => {
    const wednesday = new Date(2026, 10, 25, 10, 7);
    expect(at(wednesday, 'later')).toEqual(new Date(2026, 10, 25, 13, 15));
    expect(at(wednesday, 'tomorrow')).toEqual(new Date(2026, 10, 26, 9));
    expect(at(wednesday, 'nextWeek')).toEqual(new Date(2026, 10, 30, 9));
  });

  it('has no later today in the evening', () => {
    expect(keys(new Date(2026, 10, 25, 17, 30))).toEqual(['tomorrow', 'nextWeek']);
    expect(keys(new Date(2026, 10, 25, 23, 30))).toEqual(['tomorrow', 'nextWeek']);
  });

  it('offers Monday once on a Sunday, and a week on when it is Monday', () => {
    expect(keys(new Date(2026, 10, 29, 10))).toEqual(['later', 'tomorrow']);
    expect(at(new Date(2026, 10, 30, 10), 'nextWeek')).toEqual(new Date(2026, 11, 7, 9));
  });
});
