import { newId, type TenantContext, type UnitOfWork } from '@prosa/server/platform';
import { Conversation } from '../inbox.entities';
import { rowsOf, scopeOf } from './change-conversation';

/** What the making of a conversation decides; the rest begins empty. */
export type OpenedConversation = Pick<
  Conversation,
  'channelId' | 'contactId' | 'remoteJid' | 'isGroup' | 'handler' | 'lastActivityAt'
> &
  Partial<Conversation>;

/** Makes a conversation and tells the log. Its contact has none on this channel: the caller holds what makes that sure. */
export function openConversation(ctx: TenantContext, unit: UnitOfWork, given: OpenedConversation): Conversation {
  const conversation = unit.em.create(Conversation, {
    id: newId(),
    tenantId: ctx.tenantId,
    status: 'OPEN',
    agentId: null,
    assigneeId: null,
    teamId: null,
    unreadCount: 0,
    labels: [],
    snoozedUntil: null,
    lastMessageId: null,
    lastMessageKey: null,
    lastInboundAt: null,
    lastInboundKey: null,
    agentAnsweredKey: null,
    agentDueAt: null,
    awayDueAt: null,
    handoffReason: null,
    version: 1,
    createdAt: ctx.platform.clock.now(),
    ...given,
  });
  const { id } = conversation;
  unit.append({
    type: 'CONVERSATION_CREATED',
    node: { type: 'Conversation', id },
    version: 1,
    conversationId: id,
    audience: rowsOf(scopeOf(conversation)),
  });
  return conversation;
}
