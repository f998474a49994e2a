import { endOfDay, localDay } from './local-day';

describe("a tenant's day", () => {
  it.each([
    ['America/Sao_Paulo', '2026-11-28T02:59:59Z', '2026-11-27', '2026-11-28T03:00:00.000Z'],
    ['America/Sao_Paulo', '2026-11-28T03:00:00Z', '2026-11-28', '2026-11-29T03:00:00.000Z'],
    ['Asia/Kolkata', '2026-11-28T00:00:00Z', '2026-11-28', '2026-11-28T18:30:00.000Z'],
    // The clocks go back: a day of 25 hours.
    ['America/New_York', '2026-11-01T04:00:00Z', '2026-11-01', '2026-11-02T05:00:00.000Z'],
    // The clocks skip midnight.
    ['America/Santiago', '2026-09-06T03:00:00Z', '2026-09-05', '2026-09-06T04:00:00.000Z'],
  ])('in %s at %s is %s and ends at %s', (zone, at, day, end) => {
    expect(localDay(zone, new Date(at))).toBe(day);
    expect(endOfDay(zone, new Date(at)).toISOString()).toBe(end);
  });
});
