import { LockMode } from '@mikro-orm/core';
import { connectChannel, findChannel, type Channel } from '@prosa/server/channels';
import { IntegrationBinding } from '@prosa/server/integrations';
import { NotFound, unitOfWork, UserProblem, type TenantContext } from '@prosa/server/platform';
import { Agent } from './agent.entities';

/** One press of Connect: integration, binding, instance, webhook and code. Throws UserProblem when no Evolution is configured, NotFound for a foreign agent. */
export async function connectEvolutionForAgent(
  ctx: TenantContext,
  input: { agentId: string; displayName?: string | null; pairingPhone?: string | null },
): Promise<Channel> {
  return unitOfWork(ctx, async ({ em }) => {
    const agent = await em.findOne(Agent, { id: input.agentId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!agent) throw new NotFound('Agent');
    if (!ctx.platform.config.evolution) {
      throw new UserProblem('EVOLUTION_NOT_CONFIGURED', 'No Evolution server is configured: set EVOLUTION_URL and EVOLUTION_API_KEY.', ['agentId']);
    }
    const displayName = input.displayName?.trim() || `WhatsApp · ${agent.name}`;
    if (displayName.length > 120) throw new UserProblem('TOO_LONG', 'The name has at most 120 characters.', ['displayName']);
    return connectChannel(ctx, { agentId: agent.id, displayName, pairingPhone: input.pairingPhone ?? null });
  });
}

/** Gives a channel to another agent, or to none: then people answer it. */
export async function bindChannel(ctx: TenantContext, channelId: string, agentId: string | null): Promise<Channel> {
  return unitOfWork(ctx, async (unit) => {
    const channel = await findChannel(unit, channelId);
    if (agentId && !(await unit.em.findOne(Agent, { id: agentId }))) throw new NotFound('Agent');
    await unit.em.nativeDelete(IntegrationBinding, { integrationId: channelId });
    if (agentId) {
      unit.em.create(IntegrationBinding, { integrationId: channelId, agentId, tenantId: ctx.tenantId, createdAt: ctx.platform.clock.now() });
    }
    channel.version += 1;
    unit.append({ type: 'CHANNEL_CHANGED', node: { type: 'Channel', id: channelId }, version: channel.version, audience: { kind: 'tenant' } });
    return channel;
  });
}
