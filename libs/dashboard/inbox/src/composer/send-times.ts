/** A time that is often meant, as a choice. */
export interface SendTime {
  readonly key: 'hour' | 'tomorrow' | 'monday';
  readonly at: Date;
}

const atNine = (from: Date, days: number): Date =>
  new Date(from.getFullYear(), from.getMonth(), from.getDate() + days, 9, 0, 0, 0);

/** In an hour, tomorrow at nine, on Monday at nine: in the time of the reader's clock. On Sunday, tomorrow is Monday. */
export function sendTimes(now: Date): SendTime[] {
  const toMonday = (8 - now.getDay()) % 7 || 7;
  return [
    { key: 'hour', at: new Date(Math.ceil((now.getTime() + 3_600_000) / 60_000) * 60_000) },
    { key: 'tomorrow', at: atNine(now, 1) },
    ...(toMonday > 1 ? [{ key: 'monday' as const, at: atNine(now, toMonday) }] : []),
  ];
}

const two = (value: number) => String(value).padStart(2, '0');

/** As a `datetime-local` field has it. */
export const toField = (at: Date): string =>
  `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;

export function fromField(value: string): Date | null {
  const at = new Date(value);
  return value === '' || Number.isNaN(at.getTime()) ? null : at;
}
