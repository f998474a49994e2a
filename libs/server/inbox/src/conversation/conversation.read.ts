import { sightSql, type Sight, type TenantContext } from '@prosa/server/platform';
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
  lastInboundAt: Date | null;
  version: number;
}
type Raw = Record<string, string | number | boolean | null | string[]>;

const COLUMNS = `c.id, c.tenant_id, c.channel_id, c.contact_id, c.is_group, c.status, c.handler, c.handoff_reason, c.agent_id, c.assignee_id, c.team_id,
  c.unread_count, c.labels, c.snoozed_until, c.last_message_id, c.last_activity_at, c.last_inbound_at, c.version`;

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
    lastInboundAt: raw['last_inbound_at'] == null ? null : new Date(Number(raw['last_inbound_at'])),
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

type Condition = [sql: string, params: readonly unknown[]];

/**
 * Each branch walks one index in the order of the list and stops at the page's end: a condition with an "or" in it (several
 * statuses; what a team sees) would read and sort everything, or walk past whatever does not match.
 */
export function listStatement(
  ctx: TenantContext,
  filter: ConversationFilter,
  page: { first: number; after: ConversationKey | null },
): { sql: string; params: unknown[] } {
  const limit = page.first + 1;
  const { from, key, wheres } = branchesOf(ctx, filter, page.after);
  const order = key
    .split(', ')
    .map((column) => `${column} desc`)
    .join(', ');
  const branches = wheres.map(([where, params]): Condition => [
    `select ${COLUMNS} from ${from} where ${where} order by ${order} limit ?`,
    [...params, limit],
  ]);
  const [only] = branches;
  if (branches.length === 1 && only) return { sql: only[0], params: [...only[1]] };
  return {
    sql: `${branches.map(([sql]) => `select * from (${sql}) branch`).join(' union ')} order by last_activity_at desc, id desc limit ?`,
    params: [...branches.flatMap(([, params]) => params), limit],
  };
}

/** How many match, counted up to `most`: it reads no more of them than that. */
export async function countConversations(
  ctx: TenantContext,
  filter: ConversationFilter,
  most: number,
): Promise<number> {
  const { from, wheres } = branchesOf(ctx, filter, null);
  const branches = wheres.map(([where]) => `select * from (select c.id from ${from} where ${where} limit ?) branch`);
  const [row] = await ctx.platform.db.read<Raw>(
    `select count(*) as n from (select id from (${branches.join(' union ')}) matching limit ?) counted`,
    [...wheres.flatMap(([, params]) => [...params, most]), most],
  );
  return Number(row?.['n'] ?? 0);
}

/** What to read from, in whose order, and the condition of each branch. */
function branchesOf(
  ctx: TenantContext,
  filter: ConversationFilter,
  after: ConversationKey | null,
): { from: string; key: string; wheres: Condition[] } {
  // Of a label's conversations, the label's own rows are in the order of the list. "cross": SQLite has to begin with them.
  const [from, key] = filter.label
    ? (['conversation_label l cross join conversation c', 'l.last_activity_at, l.conversation_id'] as const)
    : (['conversation c', 'c.last_activity_at, c.id'] as const);
  const common = conditions(ctx, filter, after, key);
  const wheres = sightBranches(ctx.sight).flatMap((sight) =>
    statusBranches(filter.status).map((status): Condition => {
      const where = [...common, ...sight, ...status];
      return [where.map(([sql]) => sql).join(' and '), where.flatMap(([, params]) => params)];
    }),
  );
  return { from, key, wheres };
}

function conditions(
  ctx: TenantContext,
  filter: ConversationFilter,
  after: ConversationKey | null,
  key: string,
): Condition[] {
  const where: Condition[] = [['c.tenant_id = ?', [ctx.tenantId]]];
  const add = (wanted: unknown, sql: string, ...params: unknown[]) => void (wanted && where.push([sql, params]));
  add(filter.assigneeId, 'c.assignee_id = ?', filter.assigneeId);
  add(filter.unassigned, 'c.assignee_id is null');
  if (filter.unread != null) where.push([filter.unread ? 'c.unread_count > 0' : 'c.unread_count = 0', []]);
  add(filter.handler, 'c.handler = ?', filter.handler);
  add(filter.channelId, 'c.channel_id = ?', filter.channelId);
  add(filter.contactId, 'c.contact_id = ?', filter.contactId);
  add(filter.teamId, 'c.team_id = ?', filter.teamId);
  add(
    filter.label,
    'l.tenant_id = ? and l.label_id = (select id from label where tenant_id = ? and name = ?) and c.id = l.conversation_id',
    ctx.tenantId,
    ctx.tenantId,
    filter.label,
  );
  if (after) where.push([`(${key}) < (?, ?)`, [after.lastActivityAt, after.id]]);
  return where;
}

/** The same rule as `sightSql`, which a test holds it against, taken apart at its "or"s. */
function sightBranches(sight: Sight): Condition[][] {
  if (sight.visibility !== 'TEAM') return [[sightSql(sight, 'c')]];
  return [
    ...(sight.memberId === null ? [] : [[['c.assignee_id = ?', [sight.memberId]] as Condition]]),
    ...sight.teamIds.map((team) => [['c.team_id = ?', [team]] as Condition]),
    [['c.assignee_id is null and c.team_id is null', []]],
  ];
}

function statusBranches(statuses: readonly ConversationStatus[] | null | undefined): Condition[][] {
  if (!statuses) return [[]];
  if (statuses.length === 0) return [[['1 = 0', []]]];
  return [...new Set(statuses)].map((status) => [['c.status = ?', [status]]]);
}
