import type { TenantContext, UnitOfWork } from '@prosa/server/platform';
import type { Conversation } from '../inbox.entities';
import { askReceipts } from '../read-receipt/ask-receipts';

/** Read by the team, up to and including a message's place in the thread, or wholly: here, and on the phone. */
export async function readAll(
  ctx: TenantContext,
  unit: UnitOfWork,
  conversation: Conversation,
  upToKey: string | null = null,
): Promise<void> {
  await askReceipts(ctx, unit, conversation, upToKey);
  const unread = `tenant_id = ? and conversation_id = ? and direction = 'INBOUND' and read_at is null`;
  const params = [ctx.tenantId, conversation.id];
  await unit.em.execute(
    `update message set read_at = ? where ${unread}${upToKey === null ? '' : ' and sort_key <= ?'}`,
    [ctx.platform.clock.now().getTime(), ...params, ...(upToKey === null ? [] : [upToKey])],
    'run',
  );
  const [left] = (await unit.em.execute(`select count(*) as n from message where ${unread}`, params, 'all')) as [
    { n: number | string },
  ];
  conversation.unreadCount = Number(left.n);
}

/** Who answers has read what there was. */
export async function readByReply(ctx: TenantContext, unit: UnitOfWork, conversation: Conversation): Promise<void> {
  if (conversation.unreadCount > 0) await readAll(ctx, unit, conversation);
}
