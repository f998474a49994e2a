import { globalId, inSight, type LogEvent, type Scope, type Sight } from '@prosa/server/platform';
import type { NotificationKind, NotificationTopic } from './notification.entities';

/** A member who may be told of something. */
export interface Recipient {
  memberId: string;
  sight: Sight;
  mayReply: boolean;
  managesChannels: boolean;
}

/** What the events of a batch are about, as it is now. */
export interface Facts {
  recipients: readonly Recipient[];
  conversations: ReadonlyMap<string, Scope & { handler: string; handoffReason: string | null; status: string }>;
  messages: ReadonlyMap<string, MessageFacts>;
  isLooking(memberId: string, conversationId: string): boolean;
}
export interface MessageFacts {
  direction: string;
  kind: string;
  unread: boolean;
  /** The members whom a note names. */
  mentioned: readonly string[];
}

/** One member is to be told of one event. */
export interface Telling {
  memberId: string;
  kind: NotificationKind;
  topic: NotificationTopic;
  subjectId: string;
  messageId: string | null;
  seq: number;
  at: Date;
}

/** News that is none any more: unread notifications of a subject, of those members (null: of all) and kinds (null: of all). */
export interface Settling {
  topic: NotificationTopic;
  subjectId: string;
  members: (memberId: string) => boolean;
  kinds: readonly NotificationKind[] | null;
}

/** What asks for anybody at all: once somebody has it, nobody else needs to look. */
const ASKING: readonly NotificationKind[] = ['NEW_CONVERSATION', 'HANDOFF'];
/** A number that waits for its agent to be named has not been handed over by one. */
const NEVER_HAD_AGENT: ReadonlySet<string> = new Set(['NO_AGENT']);
/** It comes back by itself from the others. */
const LOST: ReadonlySet<unknown> = new Set(['DISCONNECTED', 'LOGGED_OUT', 'FAILED']);
const anyone = () => true;

const memberOf = (actor: string | null): string | null =>
  actor?.startsWith('Member:') ? actor.slice('Member:'.length) : null;

/** Whom an event is news for. Never for who did it, never out of sight, never of what the member is looking at. */
export function tellingsOf(event: LogEvent, facts: Facts): Telling[] {
  const actor = memberOf(event.actor);
  return newsOf(event, facts).filter(
    ({ memberId, topic, subjectId }) =>
      memberId !== actor && (topic === 'CHANNEL' || !facts.isLooking(memberId, subjectId)),
  );
}

function newsOf(event: LogEvent, facts: Facts): Telling[] {
  switch (event.type) {
    case 'MESSAGE_RECEIVED':
      return ofMessage(event, facts);
    case 'MESSAGE_SENT':
      return ofNote(event, facts);
    case 'HANDOFF_REQUESTED':
      return ofHandoff(event, facts);
    case 'CONVERSATION_CHANGED':
      return ofAssignment(event, facts);
    case 'CHANNEL_CONNECTION_CHANGED':
      return ofChannel(event, facts);
    default:
      return [];
  }
}

function ofMessage(event: LogEvent, facts: Facts): Telling[] {
  const message = facts.messages.get(event.nodeId ?? '');
  const conversation = facts.conversations.get(event.conversationId ?? '');
  // What was there before the number was connected, or was answered on the phone, has been read; an agent sees to what is its own.
  if (!message?.unread || message.direction !== 'INBOUND' || conversation?.handler !== 'HUMAN') return [];
  const kind = conversation.assigneeId ? 'MESSAGE' : 'NEW_CONVERSATION';
  return concerned(facts, conversation).map((memberId) => telling(event, memberId, kind, 'CONVERSATION', event.nodeId));
}

function ofNote(event: LogEvent, facts: Facts): Telling[] {
  const message = facts.messages.get(event.nodeId ?? '');
  const conversation = facts.conversations.get(event.conversationId ?? '');
  if (!message || !conversation || message.kind !== 'NOTE') return [];
  return facts.recipients
    .filter(({ memberId, sight }) => message.mentioned.includes(memberId) && inSight(sight, conversation))
    .map(({ memberId }) => telling(event, memberId, 'MENTIONED', 'NOTE', event.nodeId));
}

function ofHandoff(event: LogEvent, facts: Facts): Telling[] {
  const conversation = facts.conversations.get(event.conversationId ?? '');
  if (!conversation || conversation.handler !== 'HUMAN') return [];
  const kind =
    !conversation.assigneeId && NEVER_HAD_AGENT.has(conversation.handoffReason ?? '') ? 'NEW_CONVERSATION' : 'HANDOFF';
  return concerned(facts, conversation).map((memberId) => telling(event, memberId, kind, 'CONVERSATION', null));
}

function ofAssignment(event: LogEvent, facts: Facts): Telling[] {
  const conversation = facts.conversations.get(event.conversationId ?? '');
  const assigned = event.changes?.['assignee']?.[1];
  if (!conversation?.assigneeId || assigned !== globalId('Member', conversation.assigneeId)) return [];
  return facts.recipients
    .filter(({ memberId }) => memberId === conversation.assigneeId)
    .map(({ memberId }) => telling(event, memberId, 'ASSIGNED', 'CONVERSATION', null));
}

function ofChannel(event: LogEvent, facts: Facts): Telling[] {
  const [, state] = event.changes?.['state'] ?? [];
  // A member who cuts it knows what they do, and says so to the others.
  if (!event.nodeId || !LOST.has(state) || memberOf(event.actor)) return [];
  const { nodeId } = event;
  return facts.recipients
    .filter(({ managesChannels }) => managesChannels)
    .map(({ memberId }) => telling(event, memberId, 'CHANNEL_LOST', 'CHANNEL', null, nodeId));
}

/** Whose a conversation is; of one that is nobody's, its team, or all who see it and may answer. */
function concerned({ recipients }: Facts, scope: Scope): string[] {
  const seeing = recipients.filter(({ sight }) => inSight(sight, scope));
  if (scope.assigneeId) return seeing.filter(({ memberId }) => memberId === scope.assigneeId).map(idOf);
  const answering = seeing.filter(({ mayReply }) => mayReply);
  const { teamId } = scope;
  const team = teamId ? answering.filter(({ sight }) => sight.teamIds.includes(teamId)) : [];
  return (team.length > 0 ? team : answering).map(idOf);
}
const idOf = ({ memberId }: Recipient): string => memberId;

const telling = (
  { seq, at, conversationId }: LogEvent,
  memberId: string,
  kind: NotificationKind,
  topic: NotificationTopic,
  messageId: string | null,
  subjectId = conversationId as string,
): Telling => ({ memberId, kind, topic, subjectId, messageId, seq, at });

/** What an event makes old: who read, answered or took a conversation, and a channel that is back. */
export function settlingsOf(event: LogEvent): Settling[] {
  const { conversationId, changes } = event;
  const actor = memberOf(event.actor);
  if (event.type === 'CHANNEL_CONNECTION_CHANGED' && event.nodeId && changes?.['state']?.[1] === 'CONNECTED')
    return [{ topic: 'CHANNEL', subjectId: event.nodeId, members: anyone, kinds: null }];
  if (!conversationId) return [];
  const of = (members: Settling['members'], kinds: Settling['kinds']): Settling => ({
    topic: 'CONVERSATION',
    subjectId: conversationId,
    members,
    kinds,
  });
  if (event.type === 'MESSAGE_SENT' && actor) return [of((memberId) => memberId === actor, null)];
  if (event.type === 'CONVERSATION_DELETED') return [of(anyone, null)];
  if (event.type !== 'CONVERSATION_CHANGED') return [];
  const settled: Settling[] = [];
  const [before, after] = (changes?.['unreadCount'] ?? []) as [number?, number?];
  if (after === 0 && before !== undefined && before > 0) {
    settled.push(of(anyone, ASKING));
    // Read on the phone itself, it was read by whoever holds it: nobody needs to look here.
    settled.push(of((memberId) => !actor || memberId === actor, null));
  }
  const assigned = changes?.['assignee']?.[1];
  if (typeof assigned === 'string') settled.push(of((memberId) => globalId('Member', memberId) !== assigned, ASKING));
  if (changes?.['status']?.[1] === 'CLOSED') settled.push(of(anyone, null));
  return settled;
}

/** Which kind tells most of an unread notification that has more than one. */
const WEIGHT: Record<NotificationKind, number> = {
  MESSAGE: 0,
  NEW_CONVERSATION: 1,
  ASSIGNED: 2,
  HANDOFF: 3,
  MENTIONED: 4,
  CHANNEL_LOST: 5,
};
export const heavier = (a: NotificationKind, b: NotificationKind): NotificationKind => (WEIGHT[b] > WEIGHT[a] ? b : a);
