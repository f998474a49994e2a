import type { InboxContactSearchQuery } from '@prosa/dashboard/data-access';

/** Somebody that a search found. */
export type FoundContact = InboxContactSearchQuery['contacts']['edges'][number]['node'];
