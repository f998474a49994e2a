import { newId, NotFound, UserProblem, type TenantContext, type UnitOfWork } from '@prosa/server/platform';
import { watchConversation } from '../conversation/change-conversation';
import { requireMember, requireRight } from '../conversation/conversation.policy';
import { noteMessage, reopen, takeOver } from '../conversation/conversation.rules';
import { readByReply } from '../conversation/read-all';
import { chargeStranger } from '../first-contact/charge-stranger';
import { Message, type AuthorKind, type Conversation } from '../inbox.entities';
import { appendStored } from '../message/message.events';
import { attachFile } from '../media/attach';
import { sortKey } from '../message/sort-key';
import { requireWelcome } from '../people/require-welcome';
import { wakeSender } from '../wake';
import { undoUntil } from './cancel-message';
import { fingerprint, readContent, type Content, type ContentInput } from './message-content';
import { memberKey, sentOnce } from './sent-once';

export interface SendMessage extends ContentInput {
  conversationId: string;
  /** The message of the same conversation that this one answers. */
  replyToId?: string | null;
  /** So long it can be taken back before it goes. */
  undoSeconds?: number | null;
  clientKey: string;
}

/**
 * Queues a member's message. The same `clientKey` gives the message that it made before: a double click sends once. With
 * another content it is refused: nothing that somebody wrote may vanish. Who writes by hand takes the conversation over in the
 * same commit, and opens it again. Throws NotFound, UserProblem.
 */
export async function sendMessage(ctx: TenantContext, input: SendMessage): Promise<Message> {
  requireRight(ctx, 'inbox:send');
  const memberId = requireMember(ctx);
  const clientKey = memberKey(input.clientKey);
  const sendAfter = undoUntil(ctx.platform.clock.now(), input.undoSeconds);
  const contentIn = await readContent(ctx, input);
  const { conversationId } = input;
  return sentOnce(
    ctx,
    { clientKey, conversationId, isSame: (message) => isSame(message, input) },
    async (unit, conversation) => {
      const replyToProviderId = await quotable(unit, conversation, input.replyToId);
      await requireWelcome(ctx, unit, conversation, ['conversationId']);
      await chargeStranger(ctx, unit, conversation, ['conversationId']);
      const watch = watchConversation(unit, conversation);
      takeOver(conversation, memberId);
      if (conversation.status !== 'OPEN') reopen(conversation);
      const content = await contentIn(unit);
      const author = { kind: 'MEMBER' as const, id: memberId };
      const message = queueMessage(ctx, unit, conversation, {
        ...content,
        clientKey,
        replyToProviderId,
        author,
        sendAfter,
      });
      await readByReply(ctx, unit, conversation);
      watch.finish();
      return message;
    },
  );
}

export interface QueuedMessage extends Partial<Content> {
  text: string | null;
  clientKey: string;
  author: { kind: AuthorKind; id: string };
  agentRunId?: string | null;
  replyToProviderId?: string | null;
  /** Not before. */
  sendAfter?: Date | null;
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
    sendAfter: queued.sendAfter ?? null,
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

const isSame = (message: Message, input: ContentInput): boolean =>
  message.kind === 'TEXT' ? message.text === input.text?.toWellFormed() : message.detail?.asked === fingerprint(input);
