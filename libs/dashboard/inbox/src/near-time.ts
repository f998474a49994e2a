const DAY = 86_400_000;

/** A moment as it is told within a sentence: "today, 14:30", "ontem, 09:12", "12 Nov, 14:30", with its year where that is another. */
export function nearTime(instant: string | Date, now: number, language: string, timeZone?: string): string {
  const at = new Date(instant);
  const zone = timeZone && { timeZone };
  const dayOf = (time: number): string =>
    new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', ...zone }).format(time);
  const away = [0, -1, 1].find((days) => dayOf(now + days * DAY) === dayOf(at.getTime()));
  const sameYear = dayOf(at.getTime()).slice(0, 4) === dayOf(now).slice(0, 4);
  const day =
    away === undefined
      ? new Intl.DateTimeFormat(language, {
          day: 'numeric',
          month: 'short',
          ...(!sameYear && { year: 'numeric' }),
          ...zone,
        }).format(at)
      : new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(away, 'day');
  return `${day}, ${new Intl.DateTimeFormat(language, { timeStyle: 'short', ...zone }).format(at)}`;
}
