import { dailyLimit } from './budget.rules';

const number = (ageDays: number, approached = 0, answered = 0) => dailyLimit({ ageDays, approached, answered });

describe('the daily budget of a number', () => {
  it('starts low and grows by the week', () =>
    expect([0, 6, 7, 14, 21, 28, 35, 400].map((days) => number(days))).toEqual([10, 10, 20, 40, 80, 120, 200, 200]));

  it('is halved when fewer than a quarter write back, and quartered below a tenth', () => {
    expect(number(40, 20, 5)).toBe(200);
    expect(number(40, 20, 4)).toBe(100);
    expect(number(40, 20, 1)).toBe(50);
  });

  it('is not judged by a few, and never falls to nothing', () => {
    expect(number(0, 9, 0)).toBe(10);
    expect(number(0, 10, 0)).toBe(5);
  });
});
