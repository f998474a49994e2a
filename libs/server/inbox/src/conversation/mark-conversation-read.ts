import { NotFound, unitOfWork, type TenantContext } from '@prosa/server/platform';
import { Message, type Conversation } from '../inbox.entities';
import { watchConversation } from './change-conversation';
import { requireRight } from './conversation.policy';
import { findConversation } from './find-conversation';
import { readAll } from './read-all';

/** Read by the team, up to and including a message, or wholly. What came after it stays unread. Throws NotFound. */
export async function markConversationRead(
  ctx: TenantContext,
  input: { id: string; upToMessageId?: string | null },
): Promise<Conversation> {
  requireRight(ctx, 'inbox:read');
  return unitOfWork(ctx, async (unit) => {
    const conversation = await findConversation(ctx, unit, input.id);
    const upTo = input.upToMessageId
      ? await unit.em.findOne(Message, { id: input.upToMessageId, conversationId: conversation.id })
      : null;
    if (input.upToMessageId && !upTo) throw new NotFound('Message');
    const watch = watchConversation(unit, conversation);
    await readAll(ctx, unit, conversation, upTo?.sortKey ?? null);
    watch.finish();
    return conversation;
  });
}
