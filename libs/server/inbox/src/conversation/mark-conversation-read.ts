import { NotFound, unitOfWork, type TenantContext } from '@prosa/server/platform';
import { Message, type Conversation } from '../inbox.entities';
import { askReceipts } from '../read-receipt/ask-receipts';
import { watchConversation } from './change-conversation';
import { requireRight } from './conversation.policy';
import { findConversation } from './find-conversation';

/** Read by the team, up to and including a message, or wholly. What came after it stays unread. Throws NotFound. */
export async function markConversationRead(
  ctx: TenantContext,
  input: { id: string; upToMessageId?: string | null },
): Promise<Conversation> {
  requireRight(ctx, 'inbox:read');
  return unitOfWork(ctx, async (unit) => {
    const conversation = await findConversation(ctx, unit, input.id);
    const upTo = input.upToMessageId
      ? await unit.em.findOne(Message, { id: input.upToMessageId, conversationId: conversation.id })
      : null;
    if (input.upToMessageId && !upTo) throw new NotFound('Message');
    const watch = watchConversation(unit, conversation);
    const unread = `tenant_id = ? and conversation_id = ? and direction = 'INBOUND' and read_at is null`;
    const params = [ctx.tenantId, conversation.id];
    const some = upTo
      ? ([`${unread} and sort_key <= ?`, [...params, upTo.sortKey]] as const)
      : ([unread, params] as const);
    await askReceipts(ctx, unit, conversation, { sql: some[0], params: [...some[1]] });
    await unit.em.execute(
      `update message set read_at = ? where ${some[0]}`,
      [ctx.platform.clock.now().getTime(), ...some[1]],
      'run',
    );
    const [left] = (await unit.em.execute(`select count(*) as n from message where ${unread}`, params, 'all')) as [
      { n: number | string },
    ];
    conversation.unreadCount = Number(left.n);
    watch.finish();
    return conversation;
  });
}
