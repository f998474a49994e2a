import { UniqueConstraintViolationException } from '@mikro-orm/core';
import {
  inSight,
  newId,
  NotFound,
  unitOfWork,
  UserProblem,
  type TenantContext,
  type UnitOfWork,
} from '@prosa/server/platform';
import { scopeOf, watchConversation } from '../conversation/change-conversation';
import { requireMember, requireRight } from '../conversation/conversation.policy';
import { noteMessage, reopen, takeOver } from '../conversation/conversation.rules';
import { findConversation } from '../conversation/find-conversation';
import { chargeStranger } from '../first-contact/charge-stranger';
import { Conversation, Message, type AuthorKind } from '../inbox.entities';
import { appendStored } from '../message/message.events';
import { attachFile } from '../media/attach';
import { sortKey } from '../message/sort-key';
import { requireWelcome } from '../people/require-welcome';
import { wakeSender } from '../wake';
import { fingerprint, readContent, type Content, type ContentInput } from './message-content';

export interface SendMessage extends ContentInput {
  conversationId: string;
  /** The message of the same conversation that this one answers. */
  replyToId?: string | null;
  clientKey: string;
}

/**
 * Queues a member's message. The same `clientKey` gives the message that it made before: a double click sends once. With
 * another content it is refused: nothing that somebody wrote may vanish. Who writes by hand takes the conversation over in the
 * same commit, and opens it again. Throws NotFound, UserProblem.
 */
export async function sendMessage(ctx: TenantContext, input: SendMessage): Promise<Message> {
  requireRight(ctx, 'inbox:reply');
  const memberId = requireMember(ctx);
  if (input.clientKey.length === 0 || input.clientKey.length > 100)
    throw new UserProblem('INVALID', 'The key has 1 to 100 characters.', ['clientKey']);
  const clientKey = `member:${input.clientKey}`;
  const wanted = { clientKey, input };
  const contentIn = await readContent(ctx, input);
  return once(ctx, wanted, () =>
    unitOfWork(ctx, async (unit) => {
      const known = await sentBefore(ctx, unit.em, wanted);
      if (known) return known;
      const conversation = await findConversation(ctx, unit, input.conversationId);
      // The first of two clicks may have taken the file while the second waited for the conversation.
      const meanwhile = await sentBefore(ctx, unit.em, wanted);
      if (meanwhile) return meanwhile;
      const replyToProviderId = await quotable(unit, conversation, input.replyToId);
      await requireWelcome(ctx, unit, conversation, ['conversationId']);
      await chargeStranger(ctx, unit, conversation, ['conversationId']);
      const watch = watchConversation(unit, conversation);
      takeOver(conversation, memberId);
      if (conversation.status !== 'OPEN') reopen(conversation);
      const content = await contentIn(unit);
      const message = queueMessage(ctx, unit, conversation, {
        ...content,
        clientKey,
        replyToProviderId,
        author: { kind: 'MEMBER', id: memberId },
      });
      watch.finish();
      return message;
    }),
  );
}

export interface QueuedMessage extends Partial<Content> {
  text: string | null;
  clientKey: string;
  author: { kind: AuthorKind; id: string };
  agentRunId?: string | null;
  replyToProviderId?: string | null;
}

/** Writes a message as QUEUED, inside an open unit of work that holds the conversation; the `conversation.send` job takes it from there. */
export function queueMessage(
  ctx: TenantContext,
  unit: UnitOfWork,
  conversation: Conversation,
  queued: QueuedMessage,
): Message {
  const id = newId();
  const now = ctx.platform.clock.now();
  const message = unit.em.create(Message, {
    id,
    tenantId: ctx.tenantId,
    conversationId: conversation.id,
    channelId: conversation.channelId,
    direction: 'OUTBOUND',
    kind: queued.kind ?? 'TEXT',
    status: 'QUEUED',
    text: queued.text,
    authorKind: queued.author.kind,
    authorId: queued.author.id,
    clientKey: queued.clientKey,
    providerId: null,
    remoteJid: null,
    sortKey: sortKey(now, id),
    sentAt: now,
    deliveredAt: null,
    readAt: null,
    editedAt: null,
    deletedAt: null,
    failureCode: null,
    failureMessage: null,
    failureRetryable: null,
    replyToProviderId: queued.replyToProviderId ?? null,
    detail: queued.detail ?? null,
    agentRunId: queued.agentRunId ?? null,
    queuedAt: now,
    sendAfter: null,
    sendingAt: null,
    createdAt: now,
  });
  if (queued.file) attachFile(ctx, unit, message, queued.file);
  noteMessage(conversation, message);
  appendStored(unit, conversation, message);
  wakeSender(ctx, unit, conversation.id);
  return message;
}

/** The provider's id of what is answered: a message of this conversation that WhatsApp has. */
async function quotable(
  unit: UnitOfWork,
  conversation: Conversation,
  id: string | null | undefined,
): Promise<string | null> {
  if (!id) return null;
  const quoted = await unit.em.findOne(Message, { id, conversationId: conversation.id });
  if (!quoted) throw new NotFound('Message');
  if (quoted.providerId && !quoted.deletedAt) return quoted.providerId;
  throw new UserProblem('NOT_QUOTABLE', 'This message cannot be answered any more.', ['replyToId']);
}

interface Wanted {
  clientKey: string;
  input: SendMessage;
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
    conversation.id !== wanted.input.conversationId &&
    (await em.findOne(Conversation, { id: wanted.input.conversationId }));
  if (elsewhere || (!changed && !isSame(message, wanted.input)))
    throw new UserProblem('KEY_USED', 'This key was used for another message.', ['clientKey']);
  return message;
}

const isSame = (message: Message, input: ContentInput): boolean =>
  message.kind === 'TEXT' ? message.text === input.text?.toWellFormed() : message.detail?.asked === fingerprint(input);

/** Two clicks at the same instant: on PostgreSQL the second one finds out by the unique key, and gets what the first made. */
async function once(ctx: TenantContext, wanted: Wanted, write: () => Promise<Message>): Promise<Message> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof UniqueConstraintViolationException)) throw error;
    const message = await sentBefore(ctx, ctx.platform.db.forTenant(ctx.tenantId), wanted);
    if (!message) throw error;
    return message;
  }
}
