import { builder, sightSql, type TenantContext } from '@prosa/server/platform';

/** What counts as waiting for somebody: neither done nor asleep. */
export const ACTIVE = `('OPEN', 'PENDING')`;

export interface InboxCounts {
  mine: number;
  unassigned: number;
  agent: number;
  unread: number;
  all: number;
}

/** One walk through the small index of what is open, whatever is closed; exact within the caller's sight. */
export function countStatement(ctx: TenantContext): { sql: string; params: unknown[] } {
  const [inSight, params] = sightSql(ctx.sight, 'c');
  const [mine, me] = ctx.sight.memberId === null ? ['1 = 0', []] : ['c.assignee_id = ?', [ctx.sight.memberId]];
  const sum = (condition: string, name: string) =>
    `coalesce(sum(case when ${condition} then 1 else 0 end), 0) as ${name}`;
  return {
    sql: `select ${[
      sum(mine, 'mine'),
      sum(`c.assignee_id is null and c.handler = 'HUMAN'`, 'unassigned'),
      sum(`c.handler = 'AGENT'`, 'agent'),
      sum(`c.unread_count > 0`, 'unread'),
      'count(*) as "all"',
    ].join(', ')} from conversation c where c.tenant_id = ? and c.status in ${ACTIVE} and ${inSight}`,
    params: [...me, ctx.tenantId, ...params],
  };
}

export async function countInbox(ctx: TenantContext): Promise<InboxCounts> {
  const { sql, params } = countStatement(ctx);
  const [row] = await ctx.platform.db.read<Record<keyof InboxCounts, number | string>>(sql, params);
  const of = (name: keyof InboxCounts) => Number(row?.[name] ?? 0);
  return { mine: of('mine'), unassigned: of('unassigned'), agent: of('agent'), unread: of('unread'), all: of('all') };
}

const InboxCountsType = builder.objectRef<InboxCounts>('InboxCounts').implement({
  description: 'Of the conversations in sight that are open or pending.',
  fields: (t) => ({
    mine: t.exposeInt('mine'),
    unassigned: t.exposeInt('unassigned', { description: "Nobody's, and not the agent's either." }),
    agent: t.exposeInt('agent'),
    unread: t.exposeInt('unread', { description: 'Conversations, not messages.' }),
    all: t.exposeInt('all'),
  }),
});

builder.queryField('inboxCounts', (t) =>
  t.field({
    type: InboxCountsType,
    authScopes: { right: 'inbox:read' },
    resolve: (_root, _args, ctx) => countInbox(ctx.tenant as TenantContext),
  }),
);
