import { Channel } from '@prosa/server/channels';
import type { TenantContext, UnitOfWork } from '@prosa/server/platform';
import type { Conversation } from '../inbox.entities';

/** Notes which messages are about to be read here, before they are: the `conversation.tell-read` job tells the phone. */
export async function askReceipts(
  ctx: TenantContext,
  unit: UnitOfWork,
  conversation: Conversation,
  unread: { sql: string; params: unknown[] },
): Promise<void> {
  // In a group WhatsApp would have to be told who wrote each, which Evolution's call has no place for.
  if (conversation.isGroup) return;
  const channel = await unit.em.findOne(Channel, { id: conversation.channelId });
  if (!channel?.readReceipts || channel.deletedAt) return;
  const noted = (await unit.em.execute(
    `insert into read_receipt (message_id, tenant_id, conversation_id, due_at)
       select id, tenant_id, conversation_id, ${Number(ctx.platform.clock.now().getTime())} from message
        where ${unread.sql} and provider_id is not null and kind <> 'SYSTEM'
     on conflict (message_id) do nothing returning message_id`,
    unread.params,
    'all',
  )) as unknown[];
  if (noted.length === 0) return;
  const { id: key } = conversation;
  unit.afterCommit(() => ctx.platform.jobs.enqueue({ kind: 'conversation.tell-read', key, tenantId: ctx.tenantId }));
}
