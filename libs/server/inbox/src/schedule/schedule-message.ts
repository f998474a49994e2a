import { newId, NotFound, unitOfWork, UserProblem, type TenantContext, type UnitOfWork } from '@prosa/server/platform';
import { rowsOf, scopeOf } from '../conversation/change-conversation';
import { requireMember, requireRight } from '../conversation/conversation.policy';
import { findConversation } from '../conversation/find-conversation';
import { Message, type Conversation } from '../inbox.entities';
import { checkedText } from '../outbound/message-content';
import { memberKey } from '../outbound/sent-once';
import { wakeScheduler } from '../wake';
import { ScheduledMessage } from './scheduled-message.entity';

export interface ScheduleMessage {
  conversationId: string;
  text: string;
  sendAt: Date;
  cancelOnReply?: boolean | null;
  clientKey: string;
}
/** An absent field stays as it is. */
export interface UpdateScheduledMessage {
  id: string;
  text?: string | null;
  sendAt?: Date | null;
  cancelOnReply?: boolean | null;
}

const MOST_SCHEDULED = 50;
const FURTHEST_MS = 366 * 24 * 60 * 60_000;

/** Keeps a text for a later time. The same `clientKey` gives what it made before. Throws NotFound, UserProblem. */
export async function scheduleMessage(ctx: TenantContext, input: ScheduleMessage): Promise<ScheduledMessage> {
  requireRight(ctx, 'inbox:send');
  const memberId = requireMember(ctx);
  const clientKey = memberKey(input.clientKey);
  const text = checkedText(input.text);
  return unitOfWork(ctx, async (unit) => {
    const conversation = await findConversation(ctx, unit, input.conversationId);
    const known = await unit.em.findOne(ScheduledMessage, { clientKey });
    if (known && known.conversationId === conversation.id && known.text === text) return known;
    if (known || (await unit.em.findOne(Message, { clientKey })))
      throw new UserProblem('KEY_USED', 'This key was used for another message.', ['clientKey']);
    const sendAt = later(ctx, input.sendAt);
    if ((await unit.em.count(ScheduledMessage, { conversationId: conversation.id })) >= MOST_SCHEDULED)
      throw new UserProblem('TOO_MANY', `At most ${MOST_SCHEDULED} for one conversation.`, ['conversationId']);
    const scheduled = unit.em.create(ScheduledMessage, {
      id: newId(),
      tenantId: ctx.tenantId,
      conversationId: conversation.id,
      memberId,
      text,
      sendAt,
      cancelOnReply: input.cancelOnReply ?? false,
      inboundKey: conversation.lastInboundKey ?? null,
      clientKey,
      failureCode: null,
      failureMessage: null,
      createdAt: ctx.platform.clock.now(),
    });
    appendScheduled(unit, conversation);
    wakeScheduler(ctx, unit, conversation.id, sendAt);
    return scheduled;
  });
}

/** Another text or time. What had failed is tried again at its time, and a reply counts from now on. Throws NotFound, UserProblem. */
export async function updateScheduledMessage(
  ctx: TenantContext,
  input: UpdateScheduledMessage,
): Promise<ScheduledMessage> {
  requireRight(ctx, 'inbox:send');
  const memberId = requireMember(ctx);
  const text = input.text == null ? null : checkedText(input.text);
  return unitOfWork(ctx, async (unit) => {
    const { scheduled, conversation } = await findScheduled(ctx, unit, input.id);
    scheduled.sendAt = later(ctx, input.sendAt ?? scheduled.sendAt);
    // In the name of who wrote the words.
    if (text !== null && text !== scheduled.text) Object.assign(scheduled, { text, memberId });
    if (input.cancelOnReply != null) scheduled.cancelOnReply = input.cancelOnReply;
    Object.assign(scheduled, {
      inboundKey: conversation.lastInboundKey ?? null,
      failureCode: null,
      failureMessage: null,
    });
    appendScheduled(unit, conversation);
    wakeScheduler(ctx, unit, conversation.id, scheduled.sendAt);
    return scheduled;
  });
}

/** Throws NotFound. */
export async function cancelScheduledMessage(
  ctx: TenantContext,
  id: string,
): Promise<{ type: 'ScheduledMessage'; id: string }> {
  requireRight(ctx, 'inbox:send');
  return unitOfWork(ctx, async (unit) => {
    const { scheduled, conversation } = await findScheduled(ctx, unit, id);
    unit.em.remove(scheduled);
    appendScheduled(unit, conversation);
    return { type: 'ScheduledMessage', id };
  });
}

/** With its conversation, locked: whoever sends what is due holds that, too. */
export async function findScheduled(
  ctx: TenantContext,
  unit: UnitOfWork,
  id: string,
): Promise<{ scheduled: ScheduledMessage; conversation: Conversation }> {
  const found = await unit.em.findOne(ScheduledMessage, { id });
  if (!found) throw new NotFound('ScheduledMessage');
  const conversation = await findConversation(ctx, unit, found.conversationId).catch(() => {
    throw new NotFound('ScheduledMessage');
  });
  const scheduled = await unit.em.refresh(found); // it may have been sent while we waited for the conversation
  if (!scheduled) throw new NotFound('ScheduledMessage');
  return { scheduled, conversation };
}

/** What waits for its time is told as a change of the conversation. */
export function appendScheduled(unit: UnitOfWork, conversation: Conversation): void {
  conversation.version += 1;
  unit.append({
    type: 'CONVERSATION_CHANGED',
    node: { type: 'Conversation', id: conversation.id },
    version: conversation.version,
    conversationId: conversation.id,
    audience: rowsOf(scopeOf(conversation)),
    changes: {},
  });
}

function later(ctx: TenantContext, sendAt: Date): Date {
  const wait = sendAt.getTime() - ctx.platform.clock.now().getTime();
  if (wait <= 0) throw new UserProblem('PAST', 'Choose a time in the future.', ['sendAt']);
  if (wait > FURTHEST_MS) throw new UserProblem('TOO_FAR', 'At most a year ahead.', ['sendAt']);
  return sendAt;
}
