import type { TenantContext, UnitOfWork } from '@prosa/server/platform';
import type { Channel } from './channels.entities';
import { recordEvidence } from './record-evidence';

/** Starts a new attempt to connect: what an earlier attempt still answers no longer counts. */
export async function requestConnection(ctx: TenantContext, unit: UnitOfWork, channel: Channel, pairingPhone: string | null): Promise<void> {
  const now = ctx.platform.clock.now();
  channel.connectAttempt += 1;
  channel.connectRequestedAt = now;
  channel.pairingPhone = pairingPhone;
  channel.qrAttempt = 0;
  await recordEvidence(ctx, unit, channel, { kind: 'CONNECT_REQUESTED' }, 'member', now);
  unit.afterCommit(() => ctx.platform.jobs.enqueue({ kind: 'channel.provision', key: channel.id, tenantId: ctx.tenantId }));
}
