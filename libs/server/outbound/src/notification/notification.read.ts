import { sightSql, type TenantContext } from '@prosa/server/platform';
import type { NotificationKind, NotificationTopic } from './notification.entities';

/** A notification of the caller, with what it is about as it is now. */
export interface NotificationRow {
  id: string;
  kind: NotificationKind;
  topic: NotificationTopic;
  subjectId: string;
  messageId: string | null;
  count: number;
  toldAt: Date;
  readAt: Date | null;
  /** The contact's, or the channel's. */
  name: string;
  /** Of the newest message. */
  text: string | null;
  messageKind: string | null;
}
type Raw = Record<string, string | number | null>;

const COLUMNS = `n.id, n.kind, n.topic, n.subject_id, n.message_id, n.count, n.told_at, n.read_at,
  coalesce(k.name, i.display_name) as name, m.text, m.kind as message_kind`;
const FROM = `notification n
  left join conversation c on n.topic <> 'CHANNEL' and c.id = n.subject_id and c.tenant_id = n.tenant_id
  left join contact k on k.id = c.contact_id and k.tenant_id = n.tenant_id
  left join integration i on n.topic = 'CHANNEL' and i.id = n.subject_id and i.tenant_id = n.tenant_id
  left join message m on m.id = n.message_id and m.tenant_id = n.tenant_id and m.conversation_id = c.id`;

/** Nobody's id: an agent or the product itself is told of nothing. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** The caller's own, of what they still see: a conversation that went out of their sight takes its notifications along. */
function mine({ sight, tenantId }: TenantContext, listed = 'n.in_app'): [sql: string, params: string[]] {
  const [inSight, params] = sightSql(sight, 'c');
  return [
    `n.tenant_id = ? and n.member_id = ? and ${listed} and ((n.topic = 'CHANNEL' and i.id is not null) or (c.id is not null and ${inSight}))`,
    [tenantId, sight.memberId ?? NOBODY, ...params],
  ];
}

const fromRaw = (raw: Raw): NotificationRow => ({
  id: raw['id'] as string,
  kind: raw['kind'] as NotificationKind,
  topic: raw['topic'] as NotificationTopic,
  subjectId: raw['subject_id'] as string,
  messageId: raw['message_id'] as string | null,
  count: Number(raw['count']),
  toldAt: new Date(Number(raw['told_at'])),
  readAt: raw['read_at'] == null ? null : new Date(Number(raw['read_at'])),
  name: (raw['name'] as string | null) ?? '',
  text: raw['text'] as string | null,
  messageKind: raw['message_kind'] as string | null,
});

export async function readNotifications(ctx: TenantContext, ids: readonly string[]): Promise<NotificationRow[]> {
  if (ids.length === 0) return [];
  const [own, params] = mine(ctx);
  const rows = await ctx.platform.db.read<Raw>(
    `select ${COLUMNS} from ${FROM} where ${own} and n.id in (${ids.map(() => '?').join(', ')})`,
    [...params, ...ids],
  );
  return rows.map(fromRaw);
}

/** Also one that the member wants pushed and not listed. */
export async function readForPush(ctx: TenantContext, id: string): Promise<NotificationRow | null> {
  const [own, params] = mine(ctx, '1 = 1');
  const [row] = await ctx.platform.db.read<Raw>(`select ${COLUMNS} from ${FROM} where ${own} and n.id = ?`, [
    ...params,
    id,
  ]);
  return row ? fromRaw(row) : null;
}

/** A page, the newest first, and one row more when there are more. */
export async function listNotifications(
  ctx: TenantContext,
  page: { unreadOnly: boolean; limit: number; after: [toldAt: number, id: string] | null },
): Promise<NotificationRow[]> {
  const [own, params] = mine(ctx);
  const rows = await ctx.platform.db.read<Raw>(
    `select ${COLUMNS} from ${FROM} where ${own}${page.unreadOnly ? ' and n.read_at is null' : ''}${
      page.after ? ' and (n.told_at, n.id) < (?, ?)' : ''
    } order by n.told_at desc, n.id desc limit ?`,
    [...params, ...(page.after ?? []), page.limit],
  );
  return rows.map(fromRaw);
}

/** Lists never count past this. */
const MOST_COUNTED = 10_000;

export async function countUnread(ctx: TenantContext): Promise<number> {
  const [own, params] = mine(ctx);
  const [row] = await ctx.platform.db.read<{ n: number | string }>(
    `select count(*) as n from (select n.id from ${FROM} where ${own} and n.read_at is null limit ${MOST_COUNTED}) counted`,
    params,
  );
  return Number(row?.n ?? 0);
}
