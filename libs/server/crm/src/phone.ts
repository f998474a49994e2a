import { parsePhoneNumberFromString } from 'libphonenumber-js';

/**
 * One spelling per number: E.164, Brazilian mobiles with their ninth digit, Mexican ones without the old 1 after the country
 * code (WhatsApp still names many people by the old forms). Null when it cannot be a phone number.
 */
export function canonicalPhone(raw: string): string | null {
  const digits = raw.replace(/\D/g, '').replace(/^00/, '');
  if (digits.length < 8 || digits.length > 15) return null;
  const known = digits.replace(/^55(\d\d)([6-9]\d{7})$/, '55$19$2').replace(/^521(\d{10})$/, '52$1');
  const parsed = parsePhoneNumberFromString(`+${known}`);
  return parsed?.isPossible() ? parsed.number : `+${known}`;
}

/** The spellings under which WhatsApp may know a number: the canonical one, and its older form where there is one. */
export function phoneVariants(e164: string): string[] {
  const brazilian = /^\+55(\d\d)9([6-9]\d{7})$/.exec(e164);
  if (brazilian) return [e164, `+55${brazilian[1]}${brazilian[2]}`];
  const mexican = /^\+52(\d{10})$/.exec(e164);
  return mexican ? [e164, `+521${mexican[1]}`] : [e164];
}

/** How a number is shown where a person's name is not known yet. */
export const formatPhone = (e164: string): string => parsePhoneNumberFromString(e164)?.formatInternational() ?? e164;
