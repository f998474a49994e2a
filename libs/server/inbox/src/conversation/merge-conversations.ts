import { LockMode } from '@mikro-orm/core';
import type { Resolved } from '@prosa/server/crm';
import type { TenantContext, UnitOfWork } from '@prosa/server/platform';
import { Conversation, Message, MessageAct } from '../inbox.entities';
import { rowsOf, scopeOf, watchConversation } from './change-conversation';
import { handToPeople } from './conversation.rules';

/** What hangs on contacts that became one follows them. */
export async function followMerges(ctx: TenantContext, unit: UnitOfWork, { merged }: Resolved): Promise<void> {
  for (const { from, into } of merged) await mergeConversations(ctx, unit, from, into.id);
}

/** Two contacts turned out to be one person: their threads on the same channel become one, the others change hands. */
export async function mergeConversations(
  ctx: TenantContext,
  unit: UnitOfWork,
  fromContactId: string,
  intoContactId: string,
): Promise<void> {
  const all = await unit.em.find(
    Conversation,
    { contactId: { $in: [fromContactId, intoContactId] } },
    { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  for (const conversation of all.filter(({ contactId }) => contactId === fromContactId)) {
    const kept = all.find((other) => other.contactId === intoContactId && other.channelId === conversation.channelId);
    if (!kept) {
      const watch = watchConversation(unit, conversation);
      conversation.contactId = intoContactId;
      watch.finish();
      continue;
    }
    await mergeThreads(unit, kept, conversation);
  }
  const ids = all.map(({ id }) => id);
  await unit.em.nativeUpdate(
    Message,
    { conversationId: { $in: ids }, authorKind: 'CONTACT', authorId: fromContactId },
    { authorId: intoContactId },
  );
}

async function mergeThreads(unit: UnitOfWork, kept: Conversation, gone: Conversation): Promise<void> {
  const watch = watchConversation(unit, kept);
  await unit.em.flush();
  await unit.em.nativeUpdate(Message, { conversationId: gone.id }, { conversationId: kept.id });
  await unit.em.nativeUpdate(MessageAct, { conversationId: gone.id }, { conversationId: kept.id });
  if ((gone.lastMessageKey ?? '') > (kept.lastMessageKey ?? '')) {
    kept.lastMessageKey = gone.lastMessageKey;
    kept.lastMessageId = gone.lastMessageId;
  }
  if ((gone.lastInboundKey ?? '') > (kept.lastInboundKey ?? '')) {
    kept.lastInboundKey = gone.lastInboundKey;
    kept.lastInboundAt = gone.lastInboundAt;
    kept.remoteJid = gone.remoteJid;
  }
  if ((gone.agentAnsweredKey ?? '') > (kept.agentAnsweredKey ?? '')) kept.agentAnsweredKey = gone.agentAnsweredKey;
  if (gone.lastActivityAt > kept.lastActivityAt) kept.lastActivityAt = gone.lastActivityAt;
  if (gone.status === 'OPEN') kept.status = 'OPEN';
  if (gone.handler === 'HUMAN') handToPeople(kept, gone.handoffReason ?? null);
  else if (kept.handler === 'AGENT') kept.agentDueAt ??= gone.agentDueAt;
  kept.unreadCount += gone.unreadCount;
  kept.assigneeId ??= gone.assigneeId;
  kept.teamId ??= gone.teamId;
  kept.labels = [...new Set([...kept.labels, ...gone.labels])];
  unit.append({
    type: 'CONVERSATION_DELETED',
    node: { type: 'Conversation', id: gone.id },
    conversationId: gone.id,
    audience: rowsOf(scopeOf(gone)),
  });
  unit.em.remove(gone);
  await unit.em.flush();
  watch.finish();
}
