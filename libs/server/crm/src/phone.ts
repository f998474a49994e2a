import { parsePhoneNumberFromString } from 'libphonenumber-js';

/**
 * One spelling per number: E.164, Brazilian mobiles with their ninth digit, Mexican ones without the old 1 after the country
 * code, Argentine ones with their 9 (WhatsApp and Evolution name many people by the other forms). Null when it cannot be a
 * phone number.
 */
export function canonicalPhone(raw: string): string | null {
  const digits = raw.replace(/\D/g, '').replace(/^00/, '');
  if (digits.length < 8 || digits.length > 15) return null;
  const known = digits
    .replace(/^55(\d\d)([6-9]\d{7})$/, '55$19$2')
    .replace(/^521(\d{10})$/, '52$1')
    .replace(/^54([1-8]\d{9})$/, '549$1');
  const parsed = parsePhoneNumberFromString(`+${known}`);
  return parsed?.isPossible() ? parsed.number : `+${known}`;
}

/** How a number is shown where a person's name is not known yet. */
export const formatPhone = (e164: string): string => parsePhoneNumberFromString(e164)?.formatInternational() ?? e164;
