import { LockMode } from '@mikro-orm/core';
import type { ContactMerge, MergedThread, Resolved } from '@prosa/server/crm';
import type { UnitOfWork } from '@prosa/server/platform';
import { Conversation, Message, MessageAct } from '../inbox.entities';
import { ConversationActivity } from '../activity/activity.entity';
import { ConversationLabel } from '../label/label.entity';
import { setLabels } from '../label/set-labels';
import { ScheduledMessage } from '../schedule/scheduled-message.entity';
import { mergePictures } from '../picture/move-picture';
import { rowsOf, scopeOf, watchConversation } from './change-conversation';
import { handToPeople } from './conversation.rules';

/** What hangs on contacts that became one follows them. */
export async function followMerges(unit: UnitOfWork, { merged }: Resolved): Promise<void> {
  for (const { from, into, trail } of merged) await mergeConversations(unit, from, into.id, trail);
}

/** Two contacts turned out to be one person: their threads on the same channel become one, the others change hands. */
export async function mergeConversations(
  unit: UnitOfWork,
  fromContactId: string,
  intoContactId: string,
  trail: ContactMerge,
): Promise<void> {
  const all = await unit.em.find(
    Conversation,
    { contactId: { $in: [fromContactId, intoContactId] } },
    { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  const threads: MergedThread[] = [];
  for (const conversation of all.filter(({ contactId }) => contactId === fromContactId)) {
    const kept = all.find((other) => other.contactId === intoContactId && other.channelId === conversation.channelId);
    const { id, channelId, remoteJid, createdAt } = conversation;
    threads.push({ id, channelId, into: kept?.id ?? null, remoteJid, createdAt: createdAt.getTime() });
    await nameChats(unit, conversation);
    if (kept) {
      await nameChats(unit, kept);
      await mergeThreads(unit, kept, conversation);
      continue;
    }
    const watch = watchConversation(unit, conversation);
    conversation.contactId = intoContactId;
    watch.finish();
  }
  trail.detail = { ...trail.detail, threads };
  await mergePictures(unit, fromContactId, intoContactId);
}

/** From now on a thread has messages of several chats: each has to say of which it is, or they could not be taken apart again. */
async function nameChats(unit: UnitOfWork, { id, remoteJid }: Conversation): Promise<void> {
  await unit.em.flush();
  await unit.em.nativeUpdate(Message, { conversationId: id, remoteJid: null }, { remoteJid });
}

async function mergeThreads(unit: UnitOfWork, kept: Conversation, gone: Conversation): Promise<void> {
  const watch = watchConversation(unit, kept);
  await unit.em.flush();
  await unit.em.nativeUpdate(Message, { conversationId: gone.id }, { conversationId: kept.id });
  await unit.em.nativeUpdate(ConversationActivity, { conversationId: gone.id }, { conversationId: kept.id });
  await unit.em.nativeUpdate(MessageAct, { conversationId: gone.id }, { conversationId: kept.id });
  await unit.em.nativeUpdate(ScheduledMessage, { conversationId: gone.id }, { conversationId: kept.id });
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
  kept.awayDueAt ??= gone.awayDueAt;
  kept.unreadCount += gone.unreadCount;
  kept.assigneeId ??= gone.assigneeId;
  kept.teamId ??= gone.teamId;
  await setLabels(unit, kept, [...new Set([...kept.labels, ...gone.labels])]);
  await unit.em.nativeDelete(ConversationLabel, { conversationId: gone.id });
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
