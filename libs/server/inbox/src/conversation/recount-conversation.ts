import type { UnitOfWork } from '@prosa/server/platform';
import type { Conversation } from '../inbox.entities';

interface Newest {
  id: string;
  sort_key: string;
  sent_at: number | string;
}

/** Brings what a conversation says of its messages up to those that it has now: after some left it, or came. */
export async function recountConversation(unit: UnitOfWork, conversation: Conversation): Promise<void> {
  await unit.em.flush();
  const of = [conversation.tenantId, conversation.id];
  const newest = async (condition = '') =>
    (
      (await unit.em.execute(
        `select id, sort_key, sent_at from message where tenant_id = ? and conversation_id = ?${condition} order by sort_key desc limit 1`,
        of,
        'all',
      )) as Newest[]
    )[0];
  const [last, inbound] = [await newest(` and kind <> 'NOTE'`), await newest(` and direction = 'INBOUND'`)];
  const [unread] = (await unit.em.execute(
    `select count(*) as n from message where tenant_id = ? and conversation_id = ? and direction = 'INBOUND' and read_at is null`,
    of,
    'all',
  )) as [{ n: number | string }];
  conversation.lastMessageId = last?.id ?? null;
  conversation.lastMessageKey = last?.sort_key ?? null;
  if (last) conversation.lastActivityAt = new Date(Number(last.sent_at));
  conversation.lastInboundKey = inbound?.sort_key ?? null;
  conversation.lastInboundAt = inbound ? new Date(Number(inbound.sent_at)) : null;
  conversation.unreadCount = Number(unread.n);
  if (!inbound) conversation.agentDueAt = null;
}
