import type { AgentConfig } from './agent.entities';

/** Whether `at` lies within these hours, as the clocks of `timeZone` show it; no hours at all: always. Weekday 0 is Sunday; a span that ends before it begins runs past midnight. */
export function isWithinHours(hours: AgentConfig['operatingHours'], timeZone: string, at: Date): boolean {
  if (hours.length === 0) return true;
  const { weekday, time } = localTime(timeZone, at);
  const yesterday = (weekday + 6) % 7;
  return hours.some(({ weekday: day, from, to }) =>
    from < to ? day === weekday && from <= time && time < to : (day === weekday && from <= time) || (day === yesterday && time < to),
  );
}

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

function localTime(timeZone: string, at: Date): { weekday: number; time: string } {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? '';
  return { weekday: DAYS.indexOf(part('weekday')), time: `${part('hour')}:${part('minute')}` };
}
