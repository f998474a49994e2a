import { NotFound, unitOfWork, UserProblem, type TenantContext } from '@prosa/server/platform';
import { watchConversation } from '../conversation/change-conversation';
import { requireMember, requireRight } from '../conversation/conversation.policy';
import { takeOver } from '../conversation/conversation.rules';
import { findConversation } from '../conversation/find-conversation';
import { Message } from '../inbox.entities';
import { appendMessageEvent } from '../message/message.events';
import { wakeSender } from '../wake';
import { sentByPerson } from './claim-next';

/**
 * Sends again what failed, or what nobody could find out about: that a person decides, for it may reach the contact twice.
 * Throws NotFound; UserProblem NOT_RETRYABLE for anything else.
 */
export async function retryMessage(ctx: TenantContext, id: string): Promise<Message> {
  requireRight(ctx, 'inbox:send');
  const memberId = requireMember(ctx);
  return unitOfWork(ctx, async (unit) => {
    const found = await unit.em.findOne(Message, { id });
    if (!found) throw new NotFound('Message');
    const conversation = await findConversation(ctx, unit, found.conversationId).catch(() => {
      throw new NotFound('Message');
    });
    const message = await unit.em.refresh(found); // another may have retried it while we waited for the conversation
    if (!message || !isRetryable(message))
      throw new UserProblem('NOT_RETRYABLE', 'This message cannot be sent again.', ['id']);
    const watch = watchConversation(unit, conversation);
    takeOver(conversation, memberId);
    const before = message.status;
    Object.assign(message, {
      status: 'QUEUED',
      providerId: null,
      remoteJid: null,
      failureCode: null,
      failureMessage: null,
      failureRetryable: null,
      queuedAt: ctx.platform.clock.now(),
      sendAfter: null,
      sendingAt: null,
      sendAttempts: 0,
      detail: sentByPerson(message, memberId),
    });
    appendMessageEvent(unit, 'MESSAGE_STATUS_CHANGED', conversation, message, { status: [before, 'QUEUED'] });
    watch.finish();
    wakeSender(ctx, unit, conversation.id);
    return message;
  });
}

function isRetryable(message: Message): boolean {
  if (message.status === 'FAILED') return message.failureRetryable === true;
  return message.status === 'UNCONFIRMED' && message.failureCode === 'OUTCOME_UNKNOWN';
}
