import type { NewEvent } from '@prosa/server/platform';
import type { Notification } from './notification.entities';

const of = ({ id, memberId }: Notification) => ({
  node: { type: 'Notification', id },
  audience: { kind: 'member', memberId } as const,
});

/** To the member alone, each time that it has something new to tell. */
export const notificationCreated = (row: Notification): NewEvent => ({ type: 'NOTIFICATION_CREATED', ...of(row) });

/** It was read, or tells of more without being news. */
export const notificationChanged = (row: Notification, changes?: NewEvent['changes']): NewEvent => ({
  type: 'NOTIFICATION_CHANGED',
  ...of(row),
  changes: changes ?? { readAt: [null, row.readAt?.toISOString() ?? null] },
});
