import { globalId } from '@prosa/server/platform';
import type { NotificationRow } from './notification.read';

/** Where in the dashboard it is seen. */
export function linkOf({
  topic,
  subjectId,
  messageId,
}: Pick<NotificationRow, 'topic' | 'subjectId' | 'messageId'>): string {
  if (topic === 'CHANNEL') return `/channels/${globalId('Channel', subjectId)}`;
  const place = `/inbox/${globalId('Conversation', subjectId)}`;
  return topic === 'NOTE' && messageId ? `${place}?message=${globalId('Message', messageId)}` : place;
}
