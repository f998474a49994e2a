import { sightSql, type TenantContext } from '@prosa/server/platform';
import type { ActivityDetail, ActivityKind } from './activity.entity';

export interface ActivityRow {
  id: string;
  conversationId: string;
  kind: ActivityKind;
  actorKind: 'MEMBER' | 'AGENT' | 'SYSTEM';
  actorId: string | null;
  detail: ActivityDetail;
  sortKey: string;
  at: Date;
}
type Raw = Record<string, string | number | null | ActivityDetail>;

const COLUMNS = 'a.id, a.conversation_id, a.kind, a.actor_kind, a.actor_id, a.detail, a.sort_key, a.at';
const fromRaw = (raw: Raw): ActivityRow => ({
  id: raw['id'] as string,
  conversationId: raw['conversation_id'] as string,
  kind: raw['kind'] as ActivityKind,
  actorKind: raw['actor_kind'] as ActivityRow['actorKind'],
  actorId: raw['actor_id'] as string | null,
  detail: (typeof raw['detail'] === 'string' ? JSON.parse(raw['detail']) : raw['detail']) as ActivityDetail,
  sortKey: raw['sort_key'] as string,
  at: new Date(Number(raw['at'])),
});

/** Those of these lines whose conversation the caller sees. */
export async function readActivities(ctx: TenantContext, ids: readonly string[]): Promise<ActivityRow[]> {
  if (ids.length === 0) return [];
  const [inSight, params] = sightSql(ctx.sight, 'c');
  const rows = await ctx.platform.db.read<Raw>(
    `select ${COLUMNS} from conversation_activity a join conversation c on c.id = a.conversation_id
      where a.tenant_id = ? and a.id in (${ids.map(() => '?').join(', ')}) and ${inSight}`,
    [ctx.tenantId, ...ids, ...params],
  );
  return rows.map(fromRaw);
}

/** The lines of a conversation in sight, newest first; one more than asked when there are more. */
export async function readActivityOf(
  ctx: TenantContext,
  conversationId: string,
  page: { limit: number; after: string | null },
): Promise<ActivityRow[]> {
  const rows = await ctx.platform.db.read<Raw>(
    `select ${COLUMNS} from conversation_activity a
      where a.tenant_id = ? and a.conversation_id = ?${page.after === null ? '' : ' and a.sort_key < ?'}
      order by a.sort_key desc limit ?`,
    [ctx.tenantId, conversationId, ...(page.after === null ? [] : [page.after]), page.limit],
  );
  return rows.map(fromRaw);
}
