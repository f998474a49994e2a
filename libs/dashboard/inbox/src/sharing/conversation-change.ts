import type { UpdateConversationInput } from '@prosa/dashboard/data-access';
import type { Conversation } from '../inbox.model';

export type Change = Omit<UpdateConversationInput, 'id' | 'expectedVersion'>;
/** What is shown before the server has answered: names, where the change has only ids. */
export type Shown = Pick<Partial<Conversation>, 'assignee' | 'team'>;

/** A conversation as it will look. */
export function changed(before: Conversation, change: Change, shown: Shown): Conversation {
  const { status, snoozedUntil, labels, unreadCount } = change;
  const after = { ...before, ...shown };
  if (status) Object.assign(after, { status, snoozedUntil: null });
  if (snoozedUntil) Object.assign(after, { status: 'SNOOZED', snoozedUntil });
  if (labels) after.labels = labels;
  if (unreadCount != null) after.unreadCount = unreadCount;
  return after;
}

/** What puts back what a change has changed. */
export function reverse(before: Conversation, change: Change): Change {
  const back: Record<string, unknown> = {};
  if (change.status !== undefined || change.snoozedUntil !== undefined) {
    back['status'] = before.status;
    if (before.status === 'SNOOZED') back['snoozedUntil'] = before.snoozedUntil ?? null;
  }
  if (change.assigneeId !== undefined) back['assigneeId'] = before.assignee?.id ?? null;
  if (change.teamId !== undefined) back['teamId'] = before.team?.id ?? null;
  if (change.labels !== undefined) back['labels'] = before.labels;
  if (change.unreadCount !== undefined) back['unreadCount'] = before.unreadCount;
  return back as Change;
}
