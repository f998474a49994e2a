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
  channel.logoutRequestedAt = null;
  channel.unreachableSince = null;
  await recordEvidence(ctx, unit, channel, { kind: 'CONNECT_REQUESTED' }, 'member', now);
  wakeTender(ctx, unit, channel.id);
}

/** After the commit, has the machine look at a channel; what there is to do lies in its row (`checkAt`). */
export function wakeTender(ctx: TenantContext, unit: UnitOfWork, channelId: string): void {
  unit.afterCommit(() => ctx.platform.jobs.enqueue({ kind: 'channel.tend', key: channelId, tenantId: ctx.tenantId }));
}
