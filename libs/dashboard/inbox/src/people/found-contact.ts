import type { InboxContactSearchQuery } from '@prosa/dashboard/data-access';

/** Somebody that a search found. */
export type FoundContact = InboxContactSearchQuery['contacts']['edges'][number]['node'];

/** A group has a name and is found by it, but is nobody to write to first, nor the same as a person. */
export const isPerson = ({ identities }: FoundContact): boolean => !identities.some(({ kind }) => kind === 'GROUP');
