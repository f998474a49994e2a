/** A time that is often meant. */
export interface SnoozeTime {
  readonly key: 'later' | 'tomorrow' | 'nextWeek';
  readonly at: Date;
}

const LATER_MS = 3 * 3_600_000;
const QUARTER_MS = 15 * 60_000;
/** Whoever snoozes until later today means the working day. */
const LAST_HOUR = 20;

const atNine = (from: Date, days: number): Date =>
  new Date(from.getFullYear(), from.getMonth(), from.getDate() + days, 9, 0, 0, 0);

/** Later today, tomorrow morning, next Monday morning, in the time of the reader's clock; on Sunday, tomorrow is Monday. */
export function snoozeTimes(now: Date): SnoozeTime[] {
  const later = new Date(Math.ceil((now.getTime() + LATER_MS) / QUARTER_MS) * QUARTER_MS);
  const today = later.getDate() === now.getDate() && later.getHours() < LAST_HOUR;
  const toMonday = (8 - now.getDay()) % 7 || 7;
  return [
    ...(today ? [{ key: 'later' as const, at: later }] : []),
    { key: 'tomorrow', at: atNine(now, 1) },
    ...(toMonday > 1 ? [{ key: 'nextWeek' as const, at: atNine(now, toMonday) }] : []),
  ];
}
