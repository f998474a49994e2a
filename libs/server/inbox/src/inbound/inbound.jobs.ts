import type { JobHandler, Platform, Sweep } from '@prosa/server/platform';
import { drainInbound, type DrainPorts } from './drain-inbound';

/** Job `inbound.drain`: one per channel takes in what the webhook door has stored. */
export function inboundDrainJob(platform: Platform, ports: DrainPorts): JobHandler {
  return {
    kind: 'inbound.drain',
    concurrency: 4,
    run: async (job) => {
      const again = await drainInbound(platform, ports, job.tenantId as string, job.key, job.signal);
      if (again) return { again };
    },
  };
}

/** Channels with deliveries that are due although nobody was woken for them. */
export function inboundSweep(platform: Platform): Sweep {
  return {
    kind: 'inbound.drain',
    find: async (limit) => {
      const rows = await platform.db.read<{ tenant_id: string; integration_id: string }>(
        `select distinct tenant_id, integration_id from inbound_event
          where provider = 'EVOLUTION' and status in ('RECEIVED', 'RETRYING') and next_attempt_at <= ? limit ?`,
        [platform.clock.now().getTime(), limit],
      );
      return rows.map((row) => ({ kind: 'inbound.drain', key: row.integration_id, tenantId: row.tenant_id }));
    },
  };
}
