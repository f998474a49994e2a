import { sightSql, type TenantContext } from '@prosa/server/platform';
import { hasReply } from './send-scheduled';

export interface ScheduledMessageRow {
  id: string;
  conversationId: string;
  memberId: string;
  text: string;
  sendAt: Date;
  cancelOnReply: boolean;
  /** Why it does not go any more. */
  failure: { code: string; message: string; retryable: boolean } | null;
}
type Raw = Record<string, string | number | boolean | null>;

const SELECT = `select s.id, s.conversation_id, s.member_id, s.text, s.send_at, s.cancel_on_reply, s.inbound_key, s.failure_code, s.failure_message,
    c.last_inbound_key from scheduled_message s join conversation c on c.id = s.conversation_id and c.tenant_id = s.tenant_id`;

function rowOf(raw: Raw): ScheduledMessageRow {
  const cancelOnReply = Boolean(raw['cancel_on_reply']);
  const replied = hasReply(
    { cancelOnReply, inboundKey: raw['inbound_key'] as string | null },
    raw['last_inbound_key'] as string | null,
  );
  const code = (raw['failure_code'] as string | null) ?? (replied ? 'REPLIED' : null);
  const message = (raw['failure_message'] as string | null) ?? 'The contact wrote before its time.';
  return {
    id: raw['id'] as string,
    conversationId: raw['conversation_id'] as string,
    memberId: raw['member_id'] as string,
    text: raw['text'] as string,
    sendAt: new Date(Number(raw['send_at'])),
    cancelOnReply,
    failure: code === null ? null : { code, message, retryable: true },
  };
}

/** Those of these whose conversation the caller sees. */
export async function readScheduledMessages(
  ctx: TenantContext,
  ids: readonly string[],
): Promise<ScheduledMessageRow[]> {
  if (ids.length === 0) return [];
  const [inSight, params] = sightSql(ctx.sight, 'c');
  const rows = await ctx.platform.db.read<Raw>(
    `${SELECT} where s.tenant_id = ? and s.id in (${ids.map(() => '?').join(', ')}) and ${inSight}`,
    [ctx.tenantId, ...ids, ...params],
  );
  return rows.map(rowOf);
}

/** Those of conversations that are in sight, by time. */
export async function readScheduledOf(
  ctx: TenantContext,
  conversationIds: readonly string[],
): Promise<Map<string, ScheduledMessageRow[]>> {
  const rows = await ctx.platform.db.read<Raw>(
    `${SELECT} where s.tenant_id = ? and s.conversation_id in (${conversationIds.map(() => '?').join(', ')}) order by s.send_at, s.id`,
    [ctx.tenantId, ...conversationIds],
  );
  const of = new Map<string, ScheduledMessageRow[]>(conversationIds.map((id) => [id, []]));
  for (const row of rows.map(rowOf)) of.get(row.conversationId)?.push(row);
  return of;
}
