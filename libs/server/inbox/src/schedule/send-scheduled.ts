import { LockMode } from '@mikro-orm/core';
import { Channel } from '@prosa/server/channels';
import { Member } from '@prosa/server/identity';
import {
  inSight,
  systemContext,
  unitOfWork,
  UserProblem,
  type JobHandler,
  type Platform,
  type Sweep,
  type TenantContext,
  type UnitOfWork,
} from '@prosa/server/platform';
import { scopeOf, watchConversation } from '../conversation/change-conversation';
import { requireMember, requireRight } from '../conversation/conversation.policy';
import { reopen, takeOver } from '../conversation/conversation.rules';
import { chargeStranger } from '../first-contact/charge-stranger';
import { Conversation, type Message } from '../inbox.entities';
import { sightsOf } from '../note/sights-of';
import { queueMessage } from '../outbound/send-message';
import { requireWelcome } from '../people/require-welcome';
import { appendScheduled, findScheduled } from './schedule-message';
import { ScheduledMessage } from './scheduled-message.entity';

/** Sends one before its time, in the name of who says so, whatever kept it back. Throws NotFound, UserProblem. */
export async function sendScheduledMessage(ctx: TenantContext, id: string): Promise<Message> {
  requireRight(ctx, 'inbox:send');
  const memberId = requireMember(ctx);
  return unitOfWork(ctx, async (unit) => {
    const { scheduled, conversation } = await findScheduled(ctx, unit, id);
    return queue(ctx, unit, conversation, scheduled, memberId);
  });
}

/**
 * Queues what is due in a conversation, in the order of its times; what may not go stays with the reason. It goes as if its
 * member wrote it now: to who is welcome, by who still works here and sees the conversation. Returns when the next is due.
 */
export async function sendDue(ctx: TenantContext, conversationId: string): Promise<Date | null> {
  return unitOfWork(ctx, async (unit) => {
    const conversation = await unit.em.findOne(
      Conversation,
      { id: conversationId },
      { lockMode: LockMode.PESSIMISTIC_WRITE },
    );
    if (!conversation) return null;
    const waiting = await unit.em.find(
      ScheduledMessage,
      { conversationId, failureCode: null },
      { orderBy: { sendAt: 'asc', id: 'asc' }, refresh: true },
    );
    const now = ctx.platform.clock.now();
    for (const scheduled of waiting.filter(({ sendAt }) => sendAt <= now)) {
      try {
        await requireSendable(unit, conversation, scheduled);
        await queue(ctx, unit, conversation, scheduled, scheduled.memberId);
      } catch (error) {
        if (!(error instanceof UserProblem)) throw error;
        Object.assign(scheduled, { failureCode: error.code, failureMessage: error.message });
        appendScheduled(unit, conversation);
      }
    }
    return waiting.find(({ sendAt }) => sendAt > now)?.sendAt ?? null;
  });
}

export const hasReply = (
  scheduled: Pick<ScheduledMessage, 'cancelOnReply' | 'inboundKey'>,
  lastInboundKey: string | null | undefined,
): boolean => scheduled.cancelOnReply && (scheduled.inboundKey ?? null) !== (lastInboundKey ?? null);

async function requireSendable(
  unit: UnitOfWork,
  conversation: Conversation,
  scheduled: ScheduledMessage,
): Promise<void> {
  if (hasReply(scheduled, conversation.lastInboundKey))
    throw new UserProblem('REPLIED', 'The contact wrote before its time.');
  const member = await unit.em.findOne(Member, { id: scheduled.memberId, active: true });
  const [sight] = member ? await sightsOf(unit, [member]) : [];
  if (!sight || !inSight(sight, scopeOf(conversation)))
    throw new UserProblem('MEMBER_GONE', 'Who wrote it has no part in this conversation any more.');
}

async function queue(
  ctx: TenantContext,
  unit: UnitOfWork,
  conversation: Conversation,
  scheduled: ScheduledMessage,
  memberId: string,
): Promise<Message> {
  const channel = await unit.em.findOne(Channel, { id: conversation.channelId });
  if (!channel || channel.deletedAt) throw new UserProblem('CHANNEL_DELETED', 'The channel was deleted.', ['id']);
  await requireWelcome(ctx, unit, conversation, ['id']);
  await chargeStranger(ctx, unit, conversation, ['id']);
  const watch = watchConversation(unit, conversation);
  takeOver(conversation, memberId);
  if (conversation.status !== 'OPEN') reopen(conversation);
  const { text, clientKey } = scheduled;
  const message = queueMessage(ctx, unit, conversation, { text, clientKey, author: { kind: 'MEMBER', id: memberId } });
  unit.em.remove(scheduled);
  watch.finish();
  return message;
}

/** Job `conversation.schedule`: sends what is due in a conversation. */
export function sendScheduledJob(platform: Platform): JobHandler {
  return {
    kind: 'conversation.schedule',
    run: async (job) => {
      const again = await sendDue(systemContext(platform, job.tenantId as string, 'conversation.schedule'), job.key);
      if (again) return { again };
    },
  };
}

/** Rows that are due and whose wake-up was lost. */
export function sendScheduledSweep(platform: Platform): Sweep {
  return {
    kind: 'conversation.schedule',
    find: async (limit) => {
      const rows = await platform.db.read<{ conversation_id: string; tenant_id: string }>(
        `select distinct conversation_id, tenant_id from scheduled_message where failure_code is null and send_at <= ? limit ?`,
        [platform.clock.now().getTime(), limit],
      );
      return rows.map((row) => ({ kind: 'conversation.schedule', key: row.conversation_id, tenantId: row.tenant_id }));
    },
  };
}
