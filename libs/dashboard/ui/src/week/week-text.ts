import type { WeekSpan } from './week-span';

// 4 January 1970 was a Sunday: weekday 0, as in JavaScript and cron.
export const dayNumbered = (weekday: number): Date => new Date(Date.UTC(1970, 0, 4 + weekday));

/** Hours on one line: "seg. 09:00–18:00, ter. 09:00–18:00". */
export function weekText(spans: readonly WeekSpan[], language: string): string {
  const day = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' });
  return [...spans]
    .sort((a, b) => a.weekday - b.weekday)
    .map(({ weekday, from, to }) => `${day.format(dayNumbered(weekday))} ${from}–${to}`)
    .join(', ');
}
