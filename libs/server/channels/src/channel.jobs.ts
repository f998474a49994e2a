import { systemContext, unitOfWork, type JobHandler, type Platform, type Sweep } from '@prosa/server/platform';
import { GatewayError, type WhatsAppGateway } from './evolution';
import { Channel } from './channels.entities';
import { recordEvidence } from './record-evidence';

const gone = (error: unknown) => error instanceof GatewayError && error.kind === 'NOT_FOUND';
const notConnected = (error: unknown) => error instanceof GatewayError && (error.kind === 'NOT_CONNECTED' || error.kind === 'INVALID');

/** Job `channel.logout`: unlinks the phone. An instance that is already gone or closed is as good as logged out. */
export function logoutChannelJob(platform: Platform, gateway: WhatsAppGateway): JobHandler {
  return {
    kind: 'channel.logout',
    run: async (job) => {
      const ctx = systemContext(platform, job.tenantId as string, 'channel.logout');
      const channel = await ctx.em.findOne(Channel, { id: job.key });
      if (!channel || channel.deletedAt) return;
      await gateway.logout(channel.instanceName).catch((error: unknown) => {
        if (!gone(error) && !notConnected(error)) throw error;
      });
      await unitOfWork(ctx, async (unit) => {
        const row = await unit.em.findOneOrFail(Channel, { id: job.key });
        await recordEvidence(ctx, unit, row, { kind: 'DISCONNECTED_BY_US' }, 'evolution answer: logout', platform.clock.now());
      });
    },
  };
}

/** Deleting is asynchronous at Evolution and can be held up there: asked again until the instance is really gone. */
const LOOK_AGAIN_MS = 5_000;

export function deleteChannelJob(platform: Platform, gateway: WhatsAppGateway): JobHandler {
  return {
    kind: 'channel.delete',
    run: async (job) => {
      const ctx = systemContext(platform, job.tenantId as string, 'channel.delete');
      const channel = await ctx.em.findOne(Channel, { id: job.key });
      if (!channel?.deletedAt) return;
      try {
        await gateway.logout(channel.instanceName).catch(() => undefined); // best effort: delete ends the session too
        await gateway.deleteInstance(channel.instanceName);
      } catch (error) {
        if (!gone(error)) throw error;
        return markGone(ctx.platform, job.tenantId as string, job.key);
      }
      return { again: new Date(platform.clock.now().getTime() + LOOK_AGAIN_MS) };
    },
  };
}

async function markGone(platform: Platform, tenantId: string, id: string): Promise<void> {
  const ctx = systemContext(platform, tenantId, 'channel.delete');
  await unitOfWork(ctx, async (unit) => {
    (await unit.em.findOneOrFail(Channel, { id })).state = 'NOT_CONNECTED';
  });
}

/** Channels whose wake-up was lost: still being made, waiting for a scan past the code's time, or deleted but not gone. */
export function channelSweeps(platform: Platform): Sweep[] {
  const due = (kind: string, condition: string, params: () => unknown[]): Sweep => ({
    kind,
    find: async (limit) => {
      const rows = await platform.db.read<{ id: string; tenant_id: string }>(
        `select id, tenant_id from channel where ${condition} order by id limit ${Number(limit)}`,
        params(),
      );
      return rows.map((row) => ({ kind, key: row.id, tenantId: row.tenant_id }));
    },
  });
  const before = (ms: number) => platform.clock.now().getTime() - ms;
  return [
    due('channel.provision', `deleted_at is null and state in ('CREATING', 'WAITING_QR', 'WAITING_SCAN', 'CONNECTING') and state_since < ?`, () => [before(90_000)]),
    due('channel.delete', `deleted_at is not null and deleted_at < ? and state <> 'NOT_CONNECTED'`, () => [before(30_000)]),
  ];
}
