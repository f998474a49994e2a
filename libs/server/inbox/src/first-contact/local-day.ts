/** The day that the clocks of a time zone show, YYYY-MM-DD. */
export const localDay = (timeZone: string, at: Date): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);

const MINUTE = 60_000;

/** When that day ends: to the minute, through changes of the clocks, also where midnight itself is skipped. */
export function endOfDay(timeZone: string, at: Date): Date {
  const today = localDay(timeZone, at);
  let same = Math.floor(at.getTime() / MINUTE);
  let next = same + 27 * 60; // no day is longer than 25 hours
  while (next - same > 1) {
    const middle = Math.floor((same + next) / 2);
    if (localDay(timeZone, new Date(middle * MINUTE)) === today) same = middle;
    else next = middle;
  }
  return new Date(next * MINUTE);
}
