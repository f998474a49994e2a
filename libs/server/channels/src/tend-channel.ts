import { systemContext, type JobHandler, type Platform, type Sweep, type TenantContext } from '@prosa/server/platform';
import type { WhatsAppGateway } from './evolution';
import { isPairing } from './channel-state';
import { isSilent } from './next-check';
import { Channel } from './channels.entities';
import { advanceConnection } from './advance-connection';
import { auditChannel } from './audit-channel';
import { removeInstance, unlinkPhone } from './end-connection';
import { proveState } from './prove-state';
import { RollCall } from './roll-call';

/** A channel is not looked at more often than this, whatever its row says. */
const AT_MOST_EVERY_MS = 1_000;

/**
 * Job `channel.tend`: everything that is to be done for a channel at Evolution, one thing at a time: connecting, proving the
 * state, comparing settings, logging out, deleting. What is to be done lies in the channel's row, when in `checkAt`; each step can be repeated.
 */
export function tendChannelJob(platform: Platform, gateway: WhatsAppGateway): JobHandler {
  const rollCall = new RollCall(gateway, platform.clock);
  return {
    kind: 'channel.tend',
    concurrency: 8,
    run: async (job) => {
      const ctx = systemContext(platform, job.tenantId as string, 'channel.tend');
      const find = () => ctx.em.fork().findOne(Channel, { id: job.key });
      const channel = await find();
      if (channel?.checkAt && channel.checkAt <= platform.clock.now()) await stepOf(channel, platform.clock.now())(ctx, gateway, channel, rollCall);
      const next = (await find())?.checkAt;
      const soonest = platform.clock.now().getTime() + AT_MOST_EVERY_MS;
      return next ? { again: new Date(Math.max(next.getTime(), soonest)) } : undefined;
    },
  };
}

function stepOf(channel: Channel, now: Date): Step {
  if (channel.deletedAt) return removeInstance;
  if (channel.logoutRequestedAt) return unlinkPhone;
  if (isPairing(channel.state)) return advanceConnection;
  const audit = channel.state === 'CONNECTED' && channel.auditAt && channel.auditAt <= now && !isSilent(channel, now);
  return audit ? auditChannel : proveState;
}
type Step = (ctx: TenantContext, gateway: WhatsAppGateway, channel: Channel, rollCall: RollCall) => Promise<void>;

/** Channels that are due and whose wake-up was lost, or was never asked for: an event has moved the time. */
export function channelSweep(platform: Platform): Sweep {
  return {
    kind: 'channel.tend',
    find: async (limit) => {
      const rows = await platform.db.read<{ id: string; tenant_id: string }>(`select id, tenant_id from channel where check_at <= ? order by check_at limit ?`, [
        platform.clock.now().getTime(),
        limit,
      ]);
      return rows.map((row) => ({ kind: 'channel.tend', key: row.id, tenantId: row.tenant_id }));
    },
  };
}
