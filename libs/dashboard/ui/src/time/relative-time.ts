const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Relative up to a day, then the date; the exact time belongs in a title. */
export function relativeTime(instant: string | Date, now: number, language: string): string {
  const at = new Date(instant);
  const age = now - at.getTime();
  if (Number.isNaN(age)) return '';
  const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' });
  if (Math.abs(age) < MINUTE) return words.format(0, 'second');
  if (Math.abs(age) < HOUR) return words.format(-Math.trunc(age / MINUTE), 'minute');
  if (Math.abs(age) < DAY) return words.format(-Math.trunc(age / HOUR), 'hour');
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(at);
}

/** As an inbox row shows it: the hour today, the weekday this week, else the short date. */
export function compactTime(instant: string | Date, now: number, language: string): string {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return '';
  const days = Math.round((startOfDay(now) - startOfDay(at.getTime())) / DAY);
  if (days <= 0) return new Intl.DateTimeFormat(language, { timeStyle: 'short' }).format(at);
  if (days === 1) return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(-1, 'day');
  if (days < 7) return new Intl.DateTimeFormat(language, { weekday: 'short' }).format(at);
  return new Intl.DateTimeFormat(language, { day: '2-digit', month: '2-digit', year: '2-digit' }).format(at);
}

export function exactTime(instant: string | Date, language: string): string {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return '';
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' }).format(at);
}

const startOfDay = (at: number): number => new Date(at).setHours(0, 0, 0, 0);
