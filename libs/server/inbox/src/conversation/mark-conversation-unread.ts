import { unitOfWork, UserProblem, type TenantContext, type UnitOfWork } from '@prosa/server/platform';
import type { Conversation } from '../inbox.entities';
import { askReceipts } from '../read-receipt/ask-receipts';
import { watchConversation } from './change-conversation';
import { requireRight } from './conversation.policy';
import { findConversation } from './find-conversation';

/** The newest message of the contact counts as unread again, for the team. Throws NotFound, UserProblem. */
export async function markConversationUnread(ctx: TenantContext, id: string): Promise<Conversation> {
  requireRight(ctx, 'inbox:read');
  return unitOfWork(ctx, async (unit) => {
    const conversation = await findConversation(ctx, unit, id);
    const watch = watchConversation(unit, conversation);
    if (conversation.unreadCount === 0) await setUnread(ctx, unit, conversation, 1);
    watch.finish();
    return conversation;
  });
}

/** Exactly the newest so many messages of the contact are unread: none is "read". Throws UserProblem when there is none to be unread. */
export async function setUnread(
  ctx: TenantContext,
  unit: UnitOfWork,
  conversation: Conversation,
  count: number,
): Promise<void> {
  const { em } = unit;
  const inbound = `tenant_id = ? and conversation_id = ? and direction = 'INBOUND'`;
  const of = [ctx.tenantId, conversation.id];
  if (count === 0) await askReceipts(ctx, unit, conversation, null);
  const newest = (await em.execute(
    `select id, read_at from message where ${inbound} order by sort_key desc limit ?`,
    [...of, count],
    'all',
  )) as { id: string }[];
  if (count > 0 && newest.length === 0)
    throw new UserProblem('NOTHING_TO_READ', 'They have not written anything yet.', ['id']);
  const ids = newest.map(({ id }) => id);
  const marks = ids.map(() => '?').join(', ');
  const others = ids.length > 0 ? ` and id not in (${marks})` : '';
  await em.execute(
    `update message set read_at = ? where ${inbound} and read_at is null${others}`,
    [ctx.platform.clock.now().getTime(), ...of, ...ids],
    'run',
  );
  if (ids.length > 0)
    await em.execute(`update message set read_at = null where ${inbound} and id in (${marks})`, [...of, ...ids], 'run');
  conversation.unreadCount = ids.length;
}
