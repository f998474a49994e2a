import type { UnitOfWork } from '@prosa/server/platform';
import { Message, type Conversation } from '../inbox.entities';
import { appendMessageEvent } from '../message/message.events';

/** Takes a message that nothing has left of off its conversation, which the caller holds, as if it had never been written. */
export async function withdrawMessage(unit: UnitOfWork, conversation: Conversation, message: Message): Promise<void> {
  const { id } = message;
  appendMessageEvent(unit, 'MESSAGE_DELETED', conversation, message);
  await unit.em.nativeDelete(Message, { id });
  unit.em.getUnitOfWork().unsetIdentity(message);
  if (conversation.lastMessageId === id) await nameLast(unit, conversation);
}

async function nameLast(unit: UnitOfWork, conversation: Conversation): Promise<void> {
  const [last] = await unit.em.find(
    Message,
    { conversationId: conversation.id, kind: { $ne: 'NOTE' } },
    { orderBy: { sortKey: 'desc' }, limit: 1 },
  );
  conversation.lastMessageId = last?.id ?? null;
  conversation.lastMessageKey = last?.sortKey ?? null;
  if (last) conversation.lastActivityAt = last.sentAt;
}
