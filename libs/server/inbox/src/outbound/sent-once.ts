import { UniqueConstraintViolationException } from '@mikro-orm/core';
import {
  inSight,
  NotFound,
  unitOfWork,
  UserProblem,
  type TenantContext,
  type UnitOfWork,
} from '@prosa/server/platform';
import { scopeOf } from '../conversation/change-conversation';
import { findConversation } from '../conversation/find-conversation';
import { Conversation, Message } from '../inbox.entities';

/** A member's key, as the message is kept under it. Throws UserProblem. */
export function memberKey(clientKey: string): string {
  if (clientKey.length === 0 || clientKey.length > 100)
    throw new UserProblem('INVALID', 'The key has 1 to 100 characters.', ['clientKey']);
  return `member:${clientKey}`;
}

export interface Wanted {
  clientKey: string;
  conversationId: string;
  /** Whether a message of this key says what is wanted now. */
  isSame(message: Message): boolean;
}

/**
 * Writes what a member wrote, once for each key: the same key gives the message that it made before, and with another content it
 * is refused, for nothing that somebody wrote may vanish. Throws NotFound, UserProblem KEY_USED.
 */
export async function sentOnce(
  ctx: TenantContext,
  wanted: Wanted,
  write: (unit: UnitOfWork, conversation: Conversation) => Promise<Message>,
): Promise<Message> {
  try {
    return await unitOfWork(ctx, async (unit) => {
      const known = await sentBefore(ctx, unit.em, wanted);
      if (known) return known;
      const conversation = await findConversation(ctx, unit, wanted.conversationId);
      // The first of two clicks may have taken the file while the second waited for the conversation.
      return (await sentBefore(ctx, unit.em, wanted)) ?? (await write(unit, conversation));
    });
  } catch (error) {
    // Two clicks at the same instant: on PostgreSQL the second one finds out by the unique key, and gets what the first made.
    if (!(error instanceof UniqueConstraintViolationException)) throw error;
    const message = await sentBefore(ctx, ctx.platform.db.forTenant(ctx.tenantId), wanted);
    if (!message) throw error;
    return message;
  }
}

/** The message that a key made. One in a conversation that the caller does not see is not admitted to. */
async function sentBefore(ctx: TenantContext, em: TenantContext['em'], wanted: Wanted): Promise<Message | null> {
  const message = await em.findOne(Message, { clientKey: wanted.clientKey });
  if (!message) return null;
  const conversation = await em.findOneOrFail(Conversation, { id: message.conversationId });
  if (!inSight(ctx.sight, scopeOf(conversation))) throw new NotFound('Conversation');
  const changed = message.editedAt || message.deletedAt;
  // The conversation that it was written in may have become part of another.
  const elsewhere =
    conversation.id !== wanted.conversationId && (await em.findOne(Conversation, { id: wanted.conversationId }));
  if (elsewhere || (!changed && !wanted.isSame(message)))
    throw new UserProblem('KEY_USED', 'This key was used for another message.', ['clientKey']);
  return message;
}
