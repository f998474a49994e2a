import {
  builder,
  eventType,
  graphqlError,
  liveSource,
  tryRowId,
  type EventPosition,
  type EventType,
  type GraphqlContext,
  type LogEvent,
  type TenantContext,
} from '@prosa/server/platform';
import { ConversationRef } from './conversation/conversation.graphql';
import { readConversations } from './conversation/conversation.read';
import { MessageRef } from './message/message.refs';

const MessageEvent = eventType('Message', 'message', MessageRef);
const ConversationEvent = eventType('Conversation', 'conversation', ConversationRef);

const STORED: ReadonlySet<EventType> = new Set(['MESSAGE_RECEIVED', 'MESSAGE_SENT'] as const);
const CHANGED: ReadonlySet<EventType> = new Set([
  'MESSAGE_STATUS_CHANGED',
  'MESSAGE_EDITED',
  'MESSAGE_DELETED',
  'MESSAGE_REACTED',
] as const);
const CONVERSATION: ReadonlySet<EventType> = new Set([
  'CONVERSATION_CREATED',
  'CONVERSATION_CHANGED',
  'CONVERSATION_DELETED',
] as const);

interface Following {
  after?: EventPosition | null;
  conversationId?: string | null;
}

/** Follows events of these kinds, of all conversations in sight or of one. */
async function follow(ctx: GraphqlContext, types: ReadonlySet<EventType>, { after, conversationId }: Following) {
  const tenant = ctx.tenant as TenantContext;
  const only = conversationId == null ? null : await conversationInSight(tenant, conversationId);
  const match = (event: LogEvent) => types.has(event.type) && (only === null || event.conversationId === only);
  return liveSource(tenant, { after: after ?? null, match });
}

/** The conversation's row id. Throws NOT_FOUND. */
export async function conversationInSight(tenant: TenantContext, id: string): Promise<string> {
  const row = tryRowId('Conversation', id);
  const [found] = row ? await readConversations(tenant, [row]) : [];
  if (!found) throw graphqlError('NOT_FOUND', 'No such conversation.');
  return found.id;
}

builder.subscriptionFields((t) => ({
  messageReceived: t.field({
    description: 'Every message stored, either direction, in this tenant or one conversation.',
    type: MessageEvent,
    authScopes: { right: 'inbox:read' },
    args: { conversationId: t.arg.id(), after: t.arg({ type: 'EventCursor' }) },
    subscribe: ((_root: unknown, args: Following, ctx: GraphqlContext) => follow(ctx, STORED, args)) as never,
    resolve: (event) => event as unknown as LogEvent,
  }),
  messageChanged: t.field({
    description: 'Delivery status, edits, deletions and reactions.',
    type: MessageEvent,
    authScopes: { right: 'inbox:read' },
    args: { conversationId: t.arg.id(), after: t.arg({ type: 'EventCursor' }) },
    subscribe: ((_root: unknown, args: Following, ctx: GraphqlContext) => follow(ctx, CHANGED, args)) as never,
    resolve: (event) => event as unknown as LogEvent,
  }),
  conversationChanged: t.field({
    type: ConversationEvent,
    authScopes: { right: 'inbox:read' },
    args: { after: t.arg({ type: 'EventCursor' }) },
    subscribe: ((_root: unknown, args: Following, ctx: GraphqlContext) => follow(ctx, CONVERSATION, args)) as never,
    resolve: (event) => event as unknown as LogEvent,
  }),
}));
