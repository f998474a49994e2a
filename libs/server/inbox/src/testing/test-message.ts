import { newId, unitOfWork } from '@prosa/server/platform';
import { type Conversation, Message } from '../inbox.entities';
import { sortKey } from '../message/sort-key';
import type { TestInbox } from './test-inbox';

/** One of our own messages, as far on its way as the test wants it. Answers its id. */
export async function sendableMessage(
  inbox: TestInbox,
  conversation: Pick<Conversation, 'id' | 'channelId'>,
  over: Partial<Message>,
): Promise<string> {
  const id = newId();
  const now = inbox.clock.now();
  await unitOfWork(inbox.ctx, async ({ em }) => {
    em.create(Message, {
      id,
      tenantId: inbox.tenantId,
      conversationId: conversation.id,
      channelId: conversation.channelId,
      direction: 'OUTBOUND',
      kind: 'TEXT',
      status: 'QUEUED',
      text: 'hello',
      authorKind: 'MEMBER',
      authorId: newId(),
      clientKey: id,
      sortKey: sortKey(now, id),
      sentAt: now,
      queuedAt: now,
      sendingAt: over.status === 'SENDING' || over.status === 'UNCONFIRMED' ? now : null,
      createdAt: now,
      ...over,
    } as never);
  });
  return id;
}
