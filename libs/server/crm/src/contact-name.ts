import { NAME_SOURCES, type NameSource } from './crm.entities';
import { formatPhone } from './phone';

export interface Named {
  name: string;
  nameSource: NameSource;
}
const rank = (source: NameSource) => NAME_SOURCES.indexOf(source);
const LONGEST = 200;

/**
 * A profile name as it may be shown, or null: WhatsApp also sends blanks, the number itself, and bare punctuation for it.
 * Marks that turn the direction of text could make a name say something else than it is.
 */
export function profileName(raw: string | null | undefined): string | null {
  const name =
    raw
      ?.replace(/[\p{Cc}\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]+/gu, ' ')
      .trim()
      .slice(0, LONGEST) ?? '';
  return /\p{L}|\p{Extended_Pictographic}/u.test(name) ? name : null;
}

/** The better of what is known and what is offered: only a better source renames. */
export const betterName = (known: Named, offered: Named): Named =>
  rank(offered.nameSource) > rank(known.nameSource) ? offered : known;

/** What a contact is called before anybody named it. */
export function provisionalName(phone: string | null, other: { kind: 'LID' | 'GROUP'; value: string } | null): Named {
  if (phone) return { name: formatPhone(phone), nameSource: 'PHONE_NUMBER' };
  if (!other) return { name: 'WhatsApp', nameSource: 'NONE' };
  const digits = other.value.replace(/\D/g, '').slice(-4);
  return { name: `WhatsApp …${digits}`, nameSource: 'NONE' };
}
