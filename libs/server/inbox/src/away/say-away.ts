import { LockMode } from '@mikro-orm/core';
import { Channel, closedSince, timeZoneFor } from '@prosa/server/channels';
import { Contact, ContactIdentity } from '@prosa/server/crm';
import { Tenant } from '@prosa/server/identity';
import { IntegrationRow } from '@prosa/server/integrations';
import { unitOfWork, type TenantContext, type UnitOfWork } from '@prosa/server/platform';
import { fillVariables, firstNameOf } from '@prosa/shared/contracts';
import { watchConversation } from '../conversation/change-conversation';
import { Conversation, Message } from '../inbox.entities';
import { keyFrom } from '../message/sort-key';
import { queueMessage } from '../outbound/send-message';
import { AWAY_DEBOUNCE_MS, maySayAway } from './away.rules';

/**
 * Tells the contact of a conversation that nobody is there, once in each closed period and through the queue like everything that
 * is sent. The agent decides first whether it answers. Returns when to look again.
 */
export async function sayAway(ctx: TenantContext, conversationId: string): Promise<Date | null> {
  return unitOfWork(ctx, async (unit) => {
    const conversation = await unit.em.findOne(
      Conversation,
      { id: conversationId },
      { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
    );
    if (!conversation?.awayDueAt) return null;
    const now = ctx.platform.clock.now();
    if (conversation.awayDueAt > now) return conversation.awayDueAt;
    if (conversation.agentDueAt) {
      const later = Math.max(now.getTime(), conversation.agentDueAt.getTime()) + AWAY_DEBOUNCE_MS;
      conversation.awayDueAt = new Date(later);
      return conversation.awayDueAt;
    }
    conversation.awayDueAt = null;
    const channel = await unit.em.findOne(Channel, { id: conversation.channelId, deletedAt: null });
    const since = channel && (await closedAt(unit, channel, now));
    if (!channel || !since) return null;
    // The key is of the closed period: however often it is decided, it is said once.
    const clientKey = `away:${conversation.id}:${since.getTime()}`;
    if (!(await mayBeSaid(unit, conversation, channel, since, clientKey))) return null;
    const text = await filled(unit, conversation, channel);
    if (!text) return null;
    const watch = watchConversation(unit, conversation);
    queueMessage(ctx, unit, conversation, { text, clientKey, author: { kind: 'CHANNEL', id: channel.id } });
    watch.finish();
    return null;
  });
}

/** Since when nobody answers on a channel; null: somebody does, or it has nothing to say of it. */
export async function closedAt({ em, ctx }: UnitOfWork, channel: Channel, now: Date): Promise<Date | null> {
  if (!channel.awayMessage || !channel.operatingHours?.length) return null;
  const { tenantId } = ctx;
  return closedSince(channel.operatingHours, await timeZoneFor({ em, tenantId }, channel.timeZone ?? null), now);
}

async function mayBeSaid(
  unit: UnitOfWork,
  conversation: Conversation,
  channel: Channel,
  since: Date,
  clientKey: string,
): Promise<boolean> {
  const contact = await unit.em.findOneOrFail(Contact, { id: conversation.contactId });
  return maySayAway({
    now: unit.ctx.platform.clock.now(),
    closedSince: since,
    silent: !channel.awayMessage,
    isGroup: conversation.isGroup,
    done: conversation.status === 'CLOSED',
    optedOut: contact.optedOutAt != null,
    lastInboundAt: conversation.lastInboundAt ?? null,
    answered:
      (await unit.em.findOne(Message, { clientKey })) !== null || (await hasAnswer(unit, conversation, since, null)),
  });
}

/** Somebody wrote to the contact from then on. `but`: other than by this message. */
export async function hasAnswer(
  { em }: UnitOfWork,
  { tenantId, id }: Conversation,
  since: Date,
  but: string | null,
): Promise<boolean> {
  const rows = (await em.execute(
    `select id from message where tenant_id = ? and conversation_id = ? and sort_key >= ? and direction = 'OUTBOUND'
        and kind not in ('NOTE', 'SYSTEM') and status <> 'FAILED' limit 2`,
    [tenantId, id, keyFrom(since)],
    'all',
  )) as { id: string }[];
  return rows.some((row) => row.id !== but);
}

async function filled({ em, ctx }: UnitOfWork, conversation: Conversation, channel: Channel): Promise<string> {
  const contact = await em.findOneOrFail(Contact, { id: conversation.contactId });
  const phone = await em.findOne(ContactIdentity, { contactId: contact.id, kind: 'PHONE' }, { orderBy: { id: 'asc' } });
  const tenant = await em.findOneOrFail(Tenant, { id: ctx.tenantId });
  const integration = await em.findOneOrFail(IntegrationRow, { id: channel.id });
  return fillVariables(channel.awayMessage ?? '', {
    'contact.name': contact.name,
    'contact.firstName': firstNameOf(contact.name ?? ''),
    'contact.phone': phone?.value ?? null,
    'tenant.name': tenant.name,
    'channel.name': integration.displayName,
  }).trim();
}
