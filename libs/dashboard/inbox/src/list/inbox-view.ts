import type { ConversationFilter } from '@prosa/dashboard/data-access';
import type { Conversation } from '../inbox.model';

export const INBOX_VIEWS = ['all', 'mine', 'unassigned', 'agent'] as const;
export type InboxView = (typeof INBOX_VIEWS)[number];
/** Waiting for somebody, put away until later, or done. */
export const STANDINGS = ['open', 'snoozed', 'closed'] as const;
export type Standing = (typeof STANDINGS)[number];

export interface ListSelection {
  readonly view: InboxView;
  readonly unread: boolean;
  readonly standing: Standing;
  /** A label's name. */
  readonly label: string | null;
  readonly teamId: string | null;
  readonly channelId: string | null;
}

export const EVERYTHING: ListSelection = {
  ...{ view: 'all', unread: false, standing: 'open' },
  ...{ label: null, teamId: null, channelId: null },
};

export const isInboxView = (value: unknown): value is InboxView => INBOX_VIEWS.includes(value as InboxView);
const isStanding = (value: unknown): value is Standing => STANDINGS.includes(value as Standing);

export const sameSelection = (a: ListSelection, b: ListSelection): boolean =>
  (Object.keys(EVERYTHING) as (keyof ListSelection)[]).every((key) => a[key] === b[key]);

/** What narrows a view, apart from the view itself. */
export const isFiltered = (selection: ListSelection): boolean =>
  !sameSelection(selection, { ...EVERYTHING, view: selection.view });

const STATUSES = { open: ['OPEN', 'PENDING'], snoozed: ['SNOOZED'], closed: ['CLOSED'] } as const;

export function filterOf(selection: ListSelection, me: string): ConversationFilter {
  const { view, unread, standing, label, teamId, channelId } = selection;
  return {
    status: [...STATUSES[standing]],
    ...(unread && { unread: true }),
    ...(label && { label }),
    ...(teamId && { teamId }),
    ...(channelId && { channelId }),
    ...(view === 'mine' && { assigneeId: me }),
    ...(view === 'unassigned' && { unassigned: true, handler: 'HUMAN' }),
    ...(view === 'agent' && { handler: 'AGENT' }),
  };
}

/** The same rule as `filterOf`, for rows that change while they are on the screen. */
export function belongs(conversation: Conversation, selection: ListSelection, me: string): boolean {
  const { view, unread, standing, label, teamId, channelId } = selection;
  if (!(STATUSES[standing] as readonly string[]).includes(conversation.status)) return false;
  if (unread && conversation.unreadCount === 0) return false;
  if (label && !conversation.labels.includes(label)) return false;
  if (teamId && conversation.team?.id !== teamId) return false;
  if (channelId && conversation.channel.id !== channelId) return false;
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

type Params = { get(name: string): string | null; has(name: string): boolean };

/** As an address has it. */
export function selectionOf(params: Params): ListSelection {
  const view = params.get('view');
  return {
    view: isInboxView(view) ? view : 'all',
    unread: params.has('unread'),
    standing: params.has('closed') ? 'closed' : params.has('snoozed') ? 'snoozed' : 'open',
    label: params.get('label'),
    teamId: params.get('team'),
    channelId: params.get('channel'),
  };
}

export function paramsOf({ view, unread, standing, label, teamId, channelId }: ListSelection) {
  return {
    view: view === 'all' ? null : view,
    unread: unread ? 1 : null,
    closed: standing === 'closed' ? 1 : null,
    snoozed: standing === 'snoozed' ? 1 : null,
    label,
    team: teamId,
    channel: channelId,
  };
}

/** A kept view's state, whatever an older or newer version of this screen wrote; null: it is none of ours. */
export function readState(state: unknown): ListSelection | null {
  if (typeof state !== 'object' || state === null) return null;
  const { view, unread, standing, label, teamId, channelId } = state as Record<string, unknown>;
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
  return {
    view: isInboxView(view) ? view : 'all',
    unread: unread === true,
    standing: isStanding(standing) ? standing : 'open',
    label: text(label),
    teamId: text(teamId),
    channelId: text(channelId),
  };
}
