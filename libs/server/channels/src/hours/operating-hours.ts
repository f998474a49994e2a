/** A span of the week, by the clocks of some time zone. Weekday 0 is Sunday; one that ends before it begins runs past midnight. */
export interface OperatingHours {
  weekday: number;
  from: string;
  to: string;
}

const DAY_MS = 86_400_000;

/** Whether `at` lies within these hours, as the clocks of `timeZone` show it; no hours at all: always. */
export function isWithinHours(hours: readonly OperatingHours[], timeZone: string, at: Date): boolean {
  if (hours.length === 0) return true;
  const { weekday, time } = localTime(timeZone, at);
  const yesterday = (weekday + 6) % 7;
  return hours.some(({ weekday: day, from, to }) =>
    from < to
      ? day === weekday && from <= time && time < to
      : (day === weekday && from <= time) || (day === yesterday && time < to),
  );
}

/** Since when it has been closed, at `at`; null: it is open. The same instant, whenever in a closed period it is asked. */
export function closedSince(hours: readonly OperatingHours[], timeZone: string, at: Date): Date | null {
  if (isWithinHours(hours, timeZone, at)) return null;
  // What was open last before now ended last. From then on nothing was, or its end would be later.
  const ends = hours.flatMap((span) => lastEnds(span, timeZone, at)).filter((end) => end <= at.getTime());
  return new Date(Math.max(...ends));
}

/** The ends of this span that may be the last before `at`. */
function lastEnds({ weekday, from, to }: OperatingHours, timeZone: string, at: Date): number[] {
  const today = Math.floor(wallClock(timeZone, at.getTime()) / DAY_MS);
  const daysAgo = (dayOf(today) - weekday + 7) % 7;
  return [daysAgo, daysAgo + 7].map((ago) => {
    const midnight = (today - ago + (from < to ? 0 : 1)) * DAY_MS;
    return instantOf(timeZone, midnight + minutesOf(to) * 60_000);
  });
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
/** 1 January 1970 was a Thursday. */
const dayOf = (days: number): number => (((days + 4) % 7) + 7) % 7;

/** What the clocks of a zone show, as if it were UTC. */
function wallClock(timeZone: string, at: number): number {
  const { year, month, day, time } = localTime(timeZone, new Date(at));
  return Date.UTC(year, month - 1, day) + minutesOf(time) * 60_000;
}

/** When the clocks of a zone show that; of an hour that is skipped, when it is skipped. */
function instantOf(timeZone: string, wall: number): number {
  const before = wall - (wallClock(timeZone, wall) - wall);
  const after = wall - (wallClock(timeZone, before) - before);
  return [before, after].find((at) => wallClock(timeZone, at) === wall) ?? Math.max(before, after);
}

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const formats = new Map<string, Intl.DateTimeFormat>();

/** Making one costs a hundred times what using it does. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      weekday: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    formats.set(timeZone, format);
  }
  return format;
}

function localTime(timeZone: string, at: Date) {
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  return {
    weekday: DAYS.indexOf(parts.get('weekday') ?? ''),
    time: `${parts.get('hour')}:${parts.get('minute')}`,
    year: Number(parts.get('year')),
    month: Number(parts.get('month')),
    day: Number(parts.get('day')),
  };
}
