import { newId, type TenantContext, type UnitOfWork } from '@prosa/server/platform';
import { AgentRun } from './agent.entities';
import type { ModelReply } from './language-model';

type RunFacts = Pick<AgentRun, 'conversationId' | 'agentId' | 'inboundKey' | 'status' | 'reason'> & { startedAt: Date };

/** Keeps how a turn ended. There is one for each inbound message; once it ended with a reply it is final: null then. */
export async function recordRun(ctx: TenantContext, unit: UnitOfWork, facts: RunFacts, reply?: ModelReply): Promise<AgentRun | null> {
  const { conversationId, inboundKey } = facts;
  const now = ctx.platform.clock.now();
  const before = await unit.em.findOne(AgentRun, { conversationId, inboundKey });
  if (before?.status === 'REPLIED') return null;
  const run = before ?? unit.em.create(AgentRun, { id: newId(), tenantId: ctx.tenantId, createdAt: now, ...facts });
  const usage = reply && { model: reply.model, inputTokens: reply.inputTokens, outputTokens: reply.outputTokens };
  return Object.assign(run, facts, { finishedAt: now }, usage);
}
