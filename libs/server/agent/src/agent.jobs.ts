import type { Platform, Sweep, TenantContext } from '@prosa/server/platform';
import { Agent } from './agent.entities';

/** Conversations that are due for an answer and whose wake-up was lost. */
export const agentSweep = (platform: Platform): Sweep => ({
  kind: 'agent.reply',
  find: async (limit) => {
    const rows = await platform.db.read<{ id: string; tenant_id: string }>(
      `select id, tenant_id from conversation where agent_due_at <= ? order by agent_due_at limit ${Number(limit)}`,
      [platform.clock.now().getTime()],
    );
    return rows.map((row) => ({ kind: 'agent.reply', key: row.id, tenantId: row.tenant_id }));
  },
});

/** Whether an agent of this tenant may be given conversations. */
export const isAgentActive = async (ctx: TenantContext, agentId: string): Promise<boolean> => (await ctx.em.findOne(Agent, { id: agentId }))?.status === 'ACTIVE';
