import { Channel } from '@prosa/server/channels';
import type { TenantContext, UnitOfWork } from '@prosa/server/platform';
import type { Conversation } from '../inbox.entities';

/** Of a longer backlog the contact sees the newest as read: what nobody looked at for so long is of no matter. */
const MOST_AT_ONCE = 200;

/**
 * Notes which messages are read, of those that nobody here has read and that match: the `conversation.tell-read` job tells the
 * phone. Called before they are marked as read.
 */
export async function askReceipts(
  ctx: TenantContext,
  unit: UnitOfWork,
  conversation: Conversation,
  upToKey: string | null,
): Promise<void> {
  // In a group WhatsApp would have to be told who wrote each, which Evolution's call has no place for.
  if (conversation.isGroup) return;
  const channel = await unit.em.findOne(Channel, { id: conversation.channelId });
  if (!channel?.readReceipts || channel.deletedAt) return;
  const now = ctx.platform.clock.now().getTime();
  const noted = (await unit.em.execute(
    `insert into read_receipt (message_id, tenant_id, conversation_id, due_at)
       select id, tenant_id, conversation_id, ${Number(now)} from
         (select id, tenant_id, conversation_id, provider_id, kind, told_read_at from message where tenant_id = ? and conversation_id = ? and direction = 'INBOUND' and read_at is null
            ${upToKey === null ? '' : 'and sort_key <= ?'} order by sort_key desc limit ${MOST_AT_ONCE}) newest
        where told_read_at is null and provider_id is not null and kind <> 'SYSTEM'
     on conflict (message_id) do nothing returning message_id`,
    [ctx.tenantId, conversation.id, ...(upToKey === null ? [] : [upToKey])],
    'all',
  )) as { message_id: string }[];
  if (noted.length === 0) return;
  const ids = noted.map(({ message_id }) => message_id);
  await unit.em.execute(
    `update message set told_read_at = ? where tenant_id = ? and id in (${ids.map(() => '?').join(', ')})`,
    [now, ctx.tenantId, ...ids],
    'run',
  );
  const { id: key } = conversation;
  unit.afterCommit(() => ctx.platform.jobs.enqueue({ kind: 'conversation.tell-read', key, tenantId: ctx.tenantId }));
}

/** The agent has answered what it had read: the contact sees that, too. For people it stays unread. */
export async function askAgentsReceipts(
  ctx: TenantContext,
  unit: UnitOfWork,
  conversation: Conversation,
): Promise<void> {
  const { agentAnsweredKey } = conversation;
  if (agentAnsweredKey) await askReceipts(ctx, unit, conversation, agentAnsweredKey);
}
