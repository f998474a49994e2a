import { MemberRef } from '@prosa/server/identity';
import { builder, graphqlError, loaderOf, sightSql, type TenantContext } from '@prosa/server/platform';
import { ConversationFilterInput, filterOf } from './conversation.graphql';
import { countConversations } from './conversation.read';
import { ACTIVE } from './inbox-counts';

/** Nobody reads the difference between a thousand and more. */
const MOST_COUNTED = 1_000;
const MOST_FILTERS = 50;

builder.queryField('conversationCounts', (t) =>
  t.field({
    description: `How many conversations in sight match each filter, counted up to ${MOST_COUNTED}; without filters: of all.`,
    type: ['Int'],
    authScopes: { right: 'inbox:read' },
    args: { filters: t.arg({ type: [ConversationFilterInput] }) },
    resolve: async (_root, { filters }, ctx) => {
      const asked = filters ?? [{}];
      if (asked.length > MOST_FILTERS) throw graphqlError('BAD_USER_INPUT', `At most ${MOST_FILTERS} filters.`);
      const tenant = ctx.tenant as TenantContext;
      return Promise.all(asked.map((filter) => countConversations(tenant, filterOf(filter), MOST_COUNTED)));
    },
  }),
);

/** What waits with each of these members, within the caller's sight. */
export async function countOpenOf(ctx: TenantContext, memberIds: readonly string[]): Promise<Map<string, number>> {
  const [inSight, params] = sightSql(ctx.sight, 'c');
  const rows = await ctx.platform.db.read<{ assignee_id: string; n: number | string }>(
    `select c.assignee_id, count(*) as n from conversation c
      where c.tenant_id = ? and c.assignee_id in (${memberIds.map(() => '?').join(', ')}) and c.status in ${ACTIVE} and ${inSight}
      group by c.assignee_id`,
    [ctx.tenantId, ...memberIds, ...params],
  );
  return new Map(rows.map(({ assignee_id, n }) => [assignee_id, Number(n)]));
}

builder.objectField(MemberRef, 'openConversations', (t) =>
  t.int({
    description: 'Conversations of theirs, in sight, that are open or pending.',
    authScopes: { right: 'inbox:read' },
    resolve: async ({ id }, _args, ctx) => {
      const load = (ids: readonly string[]) => countOpenOf(ctx.tenant as TenantContext, ids);
      return (await loaderOf<number>(ctx, 'openConversations', load).load(id)) ?? 0;
    },
  }),
);
