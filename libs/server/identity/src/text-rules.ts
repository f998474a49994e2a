import { UserProblem } from '@prosa/server/platform';

export const LONGEST_NAME = 120;

/** A name that somebody typed, trimmed. Throws UserProblem REQUIRED, TOO_LONG. */
export function requireText(value: string, field: string, longest = LONGEST_NAME): string {
  const text = value.trim();
  if (text === '') throw new UserProblem('REQUIRED', 'Fill this in.', [field]);
  if (text.length > longest) throw new UserProblem('TOO_LONG', `At most ${longest} characters.`, [field]);
  return text;
}

/** The two languages that the product speaks, by any tag that means one of them. */
export function localeOf(tag: string | null | undefined): 'pt-BR' | 'en' {
  const language = (tag ?? 'pt-BR').toLowerCase().split(/[-_]/)[0];
  if (language === 'pt') return 'pt-BR';
  if (language === 'en') return 'en';
  throw new UserProblem('INVALID', 'Use pt-BR or en.', ['locale']);
}

const DEFAULT_ZONE = 'America/Sao_Paulo';
export const timeZoneOf = (zone: string | null | undefined): string =>
  zone ? requireTimeZone(zone, ['timeZone']) : DEFAULT_ZONE;

/** A time zone as it is spelt. Throws UserProblem INVALID. */
export function requireTimeZone(zone: string, path: string[]): string {
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions();
    if (/^[+-]/.test(timeZone)) throw new RangeError('an offset is no zone: it knows no summer time');
    return timeZone;
  } catch {
    throw new UserProblem('INVALID', 'This is not a time zone like America/Sao_Paulo.', path);
  }
}

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));
export function currencyOf(code: string): string {
  const currency = code.trim().toUpperCase();
  if (!CURRENCIES.has(currency)) throw new UserProblem('INVALID', 'This is not a currency like BRL.', ['currency']);
  return currency;
}
