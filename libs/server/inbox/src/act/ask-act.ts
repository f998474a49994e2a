import { capabilitiesOf, type ChannelCapability } from '@prosa/server/channels';
import { IntegrationRow } from '@prosa/server/integrations';
import { newId, NotFound, unitOfWork, UserProblem, type TenantContext, type UnitOfWork } from '@prosa/server/platform';
import { requireMember, requireRight } from '../conversation/conversation.policy';
import { findConversation } from '../conversation/find-conversation';
import { MessageAct, Message, type ActKind, type Conversation } from '../inbox.entities';
import { appendActChanged } from '../message/message.events';
import { checkedText } from '../outbound/message-content';
import { wakeActor } from '../wake';
import { DELETE_WITHIN_MS, EDIT_WITHIN_MS, isOneEmoji, isOurs, REACT_WITHIN_MS } from './act.rules';

/** The text of one's own message. Throws NotFound, UserProblem. */
export function editMessage(ctx: TenantContext, input: { id: string; text: string }): Promise<Message> {
  const content = () => checkedText(input.text);
  return ask(ctx, input.id, 'EDIT', content, (message) => {
    requireOurs(message);
    if (message.kind !== 'TEXT') throw new UserProblem('NOT_EDITABLE', 'Only text can be edited.', ['id']);
    return before(ctx, message, EDIT_WITHIN_MS, 'WhatsApp lets a message be edited for 15 minutes.');
  });
}

/** One's own message, for everyone. Throws NotFound, UserProblem. */
export function deleteMessage(ctx: TenantContext, id: string): Promise<Message> {
  return ask(
    ctx,
    id,
    'DELETE',
    () => null,
    (message) => {
      requireOurs(message);
      return before(ctx, message, DELETE_WITHIN_MS, 'WhatsApp lets a message be deleted for two days.');
    },
  );
}

/** Null takes the reaction back. Throws NotFound, UserProblem. */
export function reactToMessage(ctx: TenantContext, input: { id: string; emoji?: string | null }): Promise<Message> {
  const content = () => {
    if (input.emoji == null || isOneEmoji(input.emoji)) return input.emoji ?? '';
    throw new UserProblem('ONE_EMOJI', 'A reaction is one emoji.', ['emoji']);
  };
  return ask(ctx, input.id, 'REACT', content, (message, conversation) => {
    // In a group the provider would have to be told who wrote it, which its call has no place for.
    if (conversation.isGroup && message.direction === 'INBOUND')
      throw new UserProblem('NOT_SUPPORTED', 'Messages of groups cannot be reacted to.', ['id']);
    if (message.kind === 'SYSTEM') throw new UserProblem('NOT_SUPPORTED', 'A call cannot be reacted to.', ['id']);
    if (message.providerId === null || (message.direction === 'OUTBOUND' && !isOurs(message)))
      throw new UserProblem('NOT_SENT_YET', 'WhatsApp does not have this message yet.', ['id']);
    return new Date(ctx.platform.clock.now().getTime() + REACT_WITHIN_MS);
  });
}

/** Stores what is asked for; the `conversation.act` job does it. A later wish of the same kind takes the place of one that has not left. */
async function ask(
  ctx: TenantContext,
  id: string,
  kind: ActKind,
  contentOf: () => string | null,
  checkUntil: (message: Message, conversation: Conversation) => Date,
): Promise<Message> {
  requireRight(ctx, 'inbox:send');
  const memberId = requireMember(ctx);
  const content = contentOf();
  return unitOfWork(ctx, async (unit) => {
    const found = await unit.em.findOne(Message, { id });
    if (!found) throw new NotFound('Message');
    const conversation = await findConversation(ctx, unit, found.conversationId).catch(() => {
      throw new NotFound('Message');
    });
    const message = await unit.em.refresh(found);
    if (!message) throw new NotFound('Message');
    await requireCapability(unit, conversation, kind);
    if (message.deletedAt) throw new UserProblem('DELETED', 'This message was deleted.', ['id']);
    const expiresAt = checkUntil(message, conversation);
    const open = await unit.em.find(MessageAct, { messageId: id }, { orderBy: { id: 'asc' } });
    const same = open.filter((act) => act.kind === kind);
    const underWay = same.find(({ status }) => status === 'SENDING' || status === 'UNCONFIRMED');
    if (underWay && underWay.content === content) return message; // a double click
    for (const act of same) if (act.status === 'QUEUED' || act.status === 'FAILED') unit.em.remove(act);
    if (kind === 'EDIT' && content === message.text && !underWay) return message;
    const now = ctx.platform.clock.now();
    unit.em.create(MessageAct, {
      id: newId(),
      tenantId: ctx.tenantId,
      conversationId: conversation.id,
      messageId: id,
      memberId,
      kind,
      content,
      status: 'QUEUED',
      dueAt: now,
      expiresAt,
      sendingAt: null,
      failureCode: null,
      failureMessage: null,
      createdAt: now,
    });
    appendActChanged(unit, conversation, message, null, kind);
    wakeActor(ctx, unit, conversation.id);
    return message;
  });
}

function requireOurs(message: Message): void {
  if (message.direction === 'INBOUND' || message.kind === 'SYSTEM' || message.kind === 'NOTE')
    throw new UserProblem('NOT_OURS', 'Only messages from this side can be changed.', ['id']);
  if (!isOurs(message)) throw new UserProblem('NOT_SENT_YET', 'WhatsApp does not have this message yet.', ['id']);
}

function before(ctx: TenantContext, message: Message, within: number, words: string): Date {
  const until = new Date(message.sentAt.getTime() + within);
  if (until <= ctx.platform.clock.now()) throw new UserProblem('TOO_LATE', words, ['id']);
  return until;
}

async function requireCapability(
  unit: UnitOfWork,
  conversation: Conversation,
  wanted: ChannelCapability,
): Promise<void> {
  const integration = await unit.em.findOne(IntegrationRow, { id: conversation.channelId });
  if (!integration || !capabilitiesOf(integration.provider).includes(wanted))
    throw new UserProblem('NOT_SUPPORTED', 'This channel cannot do that.', ['id']);
}
