import { unitOfWork, type TenantContext } from '@prosa/server/platform';
import type { Conversation } from '../inbox.entities';
import { watchConversation } from './change-conversation';
import { requireMember, requireRight } from './conversation.policy';
import { takeOver } from './conversation.rules';
import { findConversation } from './find-conversation';

/** A member answers from here on. What the agent has queued and not sent yet is not sent any more. Throws NotFound. */
export async function takeOverConversation(ctx: TenantContext, id: string): Promise<Conversation> {
  requireRight(ctx, 'inbox:reply');
  const memberId = requireMember(ctx);
  return unitOfWork(ctx, async (unit) => {
    const conversation = await findConversation(ctx, unit, id);
    const watch = watchConversation(unit, conversation);
    takeOver(conversation, memberId);
    watch.finish();
    return conversation;
  });
}
