import type { OutboxCard } from '../live/outbox-content';

export const bare = (text: string) => text.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '');

/** Those whose name has each of these words at the beginning of one of its own, or whose number has these digits; accents and case aside. */
export function matching(people: readonly OutboxCard[], search: string): OutboxCard[] {
  const digits = search.replace(/\D/g, '');
  return people.filter(({ name, phone }) => {
    if (digits.length >= 3 && phone.includes(digits)) return true;
    return nameMatches(name, search);
  });
}

/** Whether a name has each of these words at the beginning of one of its own; accents and case aside. */
export function nameMatches(name: string, search: string): boolean {
  const own = bare(name).split(/\s+/);
  return bare(search)
    .split(/\s+/)
    .filter(Boolean)
    .every((word) => own.some((part) => part.startsWith(word)));
}
