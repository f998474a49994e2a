import { sightSql, type TenantContext } from '@prosa/server/platform';
import type { ConversationStatus, Handler } from '../inbox.entities';

/** A conversation as it is read. */
export interface ConversationRow {
  id: string;
  tenantId: string;
  channelId: string;
  contactId: string;
  isGroup: boolean;
  status: ConversationStatus;
  handler: Handler;
  handoffReason: string | null;
  agentId: string | null;
  assigneeId: string | null;
  teamId: string | null;
  unreadCount: number;
  labels: string[];
  snoozedUntil: Date | null;
  lastMessageId: string | null;
  lastActivityAt: Date;
  version: number;
}
type Raw = Record<string, string | number | boolean | null | string[]>;

const COLUMNS = `c.id, c.tenant_id, c.channel_id, c.contact_id, c.is_group, c.status, c.handler, c.handoff_reason, c.agent_id, c.assignee_id, c.team_id,
  c.unread_count, c.labels, c.snoozed_until, c.last_message_id, c.last_activity_at, c.version`;

function fromRaw(raw: Raw): ConversationRow {
  const labels = raw['labels'];
  return {
    id: raw['id'] as string,
    tenantId: raw['tenant_id'] as string,
    channelId: raw['channel_id'] as string,
    contactId: raw['contact_id'] as string,
    isGroup: Boolean(raw['is_group']),
    status: raw['status'] as ConversationStatus,
    handler: raw['handler'] as Handler,
    handoffReason: raw['handoff_reason'] as string | null,
    agentId: raw['agent_id'] as string | null,
    assigneeId: raw['assignee_id'] as string | null,
    teamId: raw['team_id'] as string | null,
    unreadCount: raw['unread_count'] as number,
    labels: typeof labels === 'string' ? JSON.parse(labels) : ((labels ?? []) as string[]),
    snoozedUntil: raw['snoozed_until'] == null ? null : new Date(Number(raw['snoozed_until'])),
    lastMessageId: raw['last_message_id'] as string | null,
    lastActivityAt: new Date(Number(raw['last_activity_at'])),
    version: raw['version'] as number,
  };
}

/** Those of these conversations that the caller sees. One statement; the order is not that of the ids. */
export async function readConversations(ctx: TenantContext, ids: readonly string[]): Promise<ConversationRow[]> {
  if (ids.length === 0) return [];
  const [inSight, params] = sightSql(ctx.sight, 'c');
  const rows = await ctx.platform.db.read<Raw>(
    `select ${COLUMNS} from conversation c where c.tenant_id = ? and c.id in (${ids.map(() => '?').join(', ')}) and ${inSight}`,
    [ctx.tenantId, ...ids, ...params],
  );
  return rows.map(fromRaw);
}

export interface ConversationFilter {
  status?: readonly ConversationStatus[] | null;
  assigneeId?: string | null;
  unassigned?: boolean | null;
  unread?: boolean | null;
  handler?: Handler | null;
  channelId?: string | null;
  contactId?: string | null;
  teamId?: string | null;
  label?: string | null;
}
/** Where a page starts: after this conversation, at this time. */
export interface ConversationKey {
  lastActivityAt: number;
  id: string;
}
export interface ConversationPage {
  rows: ConversationRow[];
  hasNextPage: boolean;
}

/** A page of the inbox, latest activity first, by key: its cost does not grow with depth. One statement. */
export async function listConversations(
  ctx: TenantContext,
  filter: ConversationFilter,
  page: { first: number; after: ConversationKey | null },
): Promise<ConversationPage> {
  const { sql, params } = listStatement(ctx, filter, page);
  const rows = await ctx.platform.db.read<Raw>(sql, params);
  return { rows: rows.slice(0, page.first).map(fromRaw), hasNextPage: rows.length > page.first };
}

export function listStatement(
  ctx: TenantContext,
  filter: ConversationFilter,
  page: { first: number; after: ConversationKey | null },
): { sql: string; params: unknown[] } {
  const where: [sql: string, params: unknown[]][] = [['c.tenant_id = ?', [ctx.tenantId]], sightSql(ctx.sight, 'c')];
  const add = (wanted: unknown, sql: string, ...params: unknown[]) => void (wanted && where.push([sql, params]));
  const { status } = filter;
  if (status?.length === 1) where.push(['c.status = ?', [status[0]]]);
  else if (status)
    where.push([status.length === 0 ? '1 = 0' : `c.status in (${status.map(() => '?').join(', ')})`, [...status]]);
  add(filter.assigneeId, 'c.assignee_id = ?', filter.assigneeId);
  add(filter.unassigned, 'c.assignee_id is null');
  if (filter.unread != null) where.push([filter.unread ? 'c.unread_count > 0' : 'c.unread_count = 0', []]);
  add(filter.handler, 'c.handler = ?', filter.handler);
  add(filter.channelId, 'c.channel_id = ?', filter.channelId);
  add(filter.contactId, 'c.contact_id = ?', filter.contactId);
  add(filter.teamId, 'c.team_id = ?', filter.teamId);
  const labelled =
    ctx.platform.db.dialect === 'sqlite'
      ? 'exists (select 1 from json_each(c.labels) l where l.value = ?)'
      : 'c.labels @> jsonb_build_array(?::text)';
  add(filter.label, labelled, filter.label);
  if (page.after) where.push(['(c.last_activity_at, c.id) < (?, ?)', [page.after.lastActivityAt, page.after.id]]);
  return {
    sql: `select ${COLUMNS} from conversation c where ${where.map(([sql]) => sql).join(' and ')} order by c.last_activity_at desc, c.id desc limit ?`,
    params: [...where.flatMap(([, params]) => params), page.first + 1],
  };
}
