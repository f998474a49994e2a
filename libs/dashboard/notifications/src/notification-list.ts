import type { NotificationPartsFragment } from '@prosa/dashboard/data-access';

/** The list is as long as one looks at: what is older is found in its conversation. */
export const MOST = 30;

type Listed = Pick<NotificationPartsFragment, 'id' | 'createdAt' | 'readAt'>;

export const isUnread = ({ readAt }: Pick<Listed, 'readAt'>): boolean => !readAt;

/** The newest first, each once; and what fell off the end for it. */
export function withOne<T extends Listed>(before: readonly T[], one: T): { list: T[]; fallen: T | undefined } {
  const all = [one, ...before.filter(({ id }) => id !== one.id)].sort(
    (a, b) => Date.parse(b.createdAt as string) - Date.parse(a.createdAt as string),
  );
  return { list: all.slice(0, MOST), fallen: all[MOST] };
}
