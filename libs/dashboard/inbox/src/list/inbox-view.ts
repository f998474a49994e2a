import type { ConversationFilter } from '@prosa/dashboard/data-access';
import type { Conversation } from '../inbox.model';

export const INBOX_VIEWS = ['all', 'mine', 'unassigned', 'agent'] as const;
export type InboxView = (typeof INBOX_VIEWS)[number];

export interface ListSelection {
  readonly view: InboxView;
  readonly unread: boolean;
  readonly closed: boolean;
}

export const isInboxView = (value: unknown): value is InboxView => INBOX_VIEWS.includes(value as InboxView);

const OPEN = ['OPEN', 'PENDING', 'SNOOZED'] as const;

export function filterOf({ view, unread, closed }: ListSelection, me: string): ConversationFilter {
  return {
    status: closed ? ['CLOSED'] : [...OPEN],
    ...(unread && { unread: true }),
    ...(view === 'mine' && { assigneeId: me }),
    ...(view === 'unassigned' && { unassigned: true, handler: 'HUMAN' }),
    ...(view === 'agent' && { handler: 'AGENT' }),
  };
}

/** The same rule as `filterOf`, for rows that change while they are on the screen. */
export function belongs(conversation: Conversation, { view, unread, closed }: ListSelection, me: string): boolean {
  if ((conversation.status === 'CLOSED') !== closed) return false;
  if (unread && conversation.unreadCount === 0) return false;
  switch (view) {
    case 'mine':
      return conversation.assignee?.id === me;
    case 'unassigned':
      return !conversation.assignee && conversation.handler === 'HUMAN';
    case 'agent':
      return conversation.handler === 'AGENT';
    default:
      return true;
  }
}

/** Newest activity first; the id decides between equals, as in the server's keyset. */
export function byActivity(a: Conversation, b: Conversation): number {
  return Date.parse(b.lastActivityAt) - Date.parse(a.lastActivityAt) || (a.id < b.id ? 1 : -1);
}
