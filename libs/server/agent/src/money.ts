import { UserProblem } from '@prosa/server/platform';

/** Decimal places of a currency, as the language's own tables say (ISO 4217). */
const digitsOf = (currency: string): number => new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;

/** `"12.50"` and `BRL` → 1250. Throws UserProblem for anything that is no amount, or has more places than the currency. */
export function toMinorUnits(amount: string, currency: string): { amount: number; currency: string } {
  const wrong = new UserProblem('INVALID', 'An amount such as 12.50.', ['config', 'monthlyBudget']);
  if (!/^[A-Z]{3}$/.test(currency)) throw wrong;
  const digits = digitsOf(currency);
  const match = /^(\d{1,12})(?:\.(\d+))?$/.exec(amount);
  if (!match || (match[2]?.length ?? 0) > digits) throw wrong;
  return { amount: Number(`${match[1]}${(match[2] ?? '').padEnd(digits, '0')}`), currency };
}

export function fromMinorUnits(amount: number, currency: string): string {
  const digits = digitsOf(currency);
  return (amount / 10 ** digits).toFixed(digits);
}
