import { NotFound, unitOfWork, UserProblem, type TenantContext } from '@prosa/server/platform';
import { watchConversation } from '../conversation/change-conversation';
import { requireMember, requireRight } from '../conversation/conversation.policy';
import { findConversation } from '../conversation/find-conversation';
import { Message, type Conversation } from '../inbox.entities';
import { wakeSender } from '../wake';
import { isFileKind } from './outgoing';
import { withdrawMessage } from './withdraw-message';

/** How long a message may be told to wait for being taken back. */
export const LONGEST_UNDO_S = 30;

/** Not before: what a member wants to be able to take back waits so long. */
export function undoUntil(now: Date, seconds: number | null | undefined): Date | null {
  if (seconds == null || seconds === 0) return null;
  if (seconds < 0 || seconds > LONGEST_UNDO_S)
    throw new UserProblem('INVALID', `From 0 to ${LONGEST_UNDO_S} seconds.`, ['undoSeconds']);
  return new Date(now.getTime() + seconds * 1_000);
}

/**
 * Takes back what a member wrote and nothing has left of: it is gone as if it had never been written. The conversation is held
 * by whoever takes a message for sending, so that it is either sent or taken back. Throws NotFound; UserProblem TOO_LATE when
 * it is on its way, NOT_YOURS.
 */
export async function cancelMessage(ctx: TenantContext, id: string): Promise<Conversation> {
  requireRight(ctx, 'inbox:send');
  const memberId = requireMember(ctx);
  return unitOfWork(ctx, async (unit) => {
    const found = await unit.em.findOne(Message, { id });
    if (!found) throw new NotFound('Message');
    const conversation = await findConversation(ctx, unit, found.conversationId).catch(() => {
      throw new NotFound('Message');
    });
    const message = await unit.em.refresh(found); // it may have been taken for sending while we waited for the conversation
    if (!message) throw new NotFound('Message');
    if (message.status !== 'QUEUED' || message.sendAttempts > 0)
      throw new UserProblem('TOO_LATE', 'It is on its way already.', ['id']);
    if (message.authorKind !== 'MEMBER' || message.authorId !== memberId)
      throw new UserProblem('NOT_YOURS', 'Only who wrote it can take it back.', ['id']);
    if (isFileKind(message.kind)) throw new UserProblem('FILE', 'A file cannot be taken back.', ['id']);
    const watch = watchConversation(unit, conversation);
    await withdrawMessage(unit, conversation, message);
    watch.finish();
    wakeSender(ctx, unit, conversation.id); // what waited behind it may go
    return conversation;
  });
}
