import { LockMode } from '@mikro-orm/core';
import { NotFound, unitOfWork, type TenantContext } from '@prosa/server/platform';
import { InboundEvent, type IntegrationProvider } from './integrations.entities';

/** The job that takes in what an integration of this provider was told; its key is the integration. */
const TAKES_IN: Partial<Record<IntegrationProvider, string>> = { EVOLUTION: 'inbound.drain' };

/**
 * Has a stored delivery taken in once more: it was not understood, failed too often, or a newer version reads more in it. What
 * is in it already is not doubled. One that waits anyway is left as it is. Throws NotFound.
 */
export async function replayInboundEvent(ctx: TenantContext, id: string): Promise<InboundEvent> {
  return unitOfWork(ctx, async (unit) => {
    const event = await unit.em.findOne(InboundEvent, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!event) throw new NotFound('InboundEvent');
    if (event.status !== 'RECEIVED') {
      const nextAttemptAt = ctx.platform.clock.now();
      Object.assign(event, { status: 'RECEIVED', attempts: 0, problem: null, processedAt: null, nextAttemptAt });
    }
    const kind = TAKES_IN[event.provider];
    if (kind) unit.afterCommit(() => ctx.platform.jobs.enqueue({ kind, key: event.integrationId, tenantId: ctx.tenantId }));
    return event;
  });
}
