/** From when to when on a day of the week; 0 is Sunday. One that ends before it begins runs past midnight. */
export interface WeekSpan {
  readonly weekday: number;
  readonly from: string;
  readonly to: string;
}

const DEFAULT = { from: '09:00', to: '18:00' };
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

export const isWhole = ({ from, to }: WeekSpan): boolean => TIME.test(from) && TIME.test(to);

/** Opens a closed day; like another open day, since most days are alike. Closes an open one. */
export function toggleDay(spans: readonly WeekSpan[], weekday: number): WeekSpan[] {
  const rest = spans.filter((span) => span.weekday !== weekday);
  if (rest.length < spans.length) return rest;
  const like = spans.at(-1)?.weekday;
  const others = spans.filter((span) => span.weekday === like);
  return [...rest, ...(others.length ? others : [DEFAULT]).map(({ from, to }) => ({ weekday, from, to }))];
}

/** Another span of a day, an hour after the last one. */
export function addSpan(spans: readonly WeekSpan[], weekday: number): WeekSpan[] {
  const last = spans.findLast((span) => span.weekday === weekday)?.to ?? '12:00';
  const hour = Number(last.slice(0, 2));
  const at = (hours: number) => `${String(Math.min(23, hours)).padStart(2, '0')}:00`;
  return [...spans, { weekday, from: at(hour + 1), to: hour + 5 > 23 ? '23:59' : at(hour + 5) }];
}
