import { foldName } from '@prosa/shared/contracts';
import type { OutboxCard } from '../live/outbox-content';

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
  const own = foldName(name).split(' ');
  return foldName(search)
    .split(' ')
    .filter(Boolean)
    .every((word) => own.some((part) => part.startsWith(word)));
}
