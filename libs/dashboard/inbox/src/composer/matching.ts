import { foldName } from '@prosa/shared/contracts';

/** Whether a name has each of these words at the beginning of one of its own; accents and case aside. */
export function nameMatches(name: string, search: string): boolean {
  const own = foldName(name).split(' ');
  return foldName(search)
    .split(' ')
    .filter(Boolean)
    .every((word) => own.some((part) => part.startsWith(word)));
}
