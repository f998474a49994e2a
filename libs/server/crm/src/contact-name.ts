import { NAME_SOURCES, type NameSource } from './crm.entities';
import { formatPhone } from './phone';

export interface Named {
  name: string;
  nameSource: NameSource;
  /** When they were called so, as far as that is known. */
  namedAt?: Date | null;
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

/**
 * The better of what is known and what is offered: a better source renames, and of WhatsApp's own names the newest stays, in
 * whatever order they become known. Of two of the same moment the one that sorts last: any rule does that is always the same.
 */
export function betterName(known: Named, offered: Named): Named {
  const better = rank(offered.nameSource) - rank(known.nameSource);
  if (better !== 0) return better > 0 ? offered : known;
  if (offered.nameSource !== 'WHATSAPP' || !offered.namedAt) return known;
  const later = offered.namedAt.getTime() - (known.namedAt?.getTime() ?? 0);
  return later > 0 || (later === 0 && offered.name > known.name) ? offered : known;
}

/** What a contact is called before anybody named it. */
export function provisionalName(phone: string | null, other: { kind: 'LID' | 'GROUP'; value: string } | null): Named {
  if (phone) return { name: formatPhone(phone), nameSource: 'PHONE_NUMBER' };
  if (!other) return { name: 'WhatsApp', nameSource: 'NONE' };
  const digits = other.value.replace(/\D/g, '').slice(-4);
  return { name: `WhatsApp …${digits}`, nameSource: 'NONE' };
}
