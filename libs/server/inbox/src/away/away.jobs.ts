import { systemContext, type JobHandler, type Platform, type Sweep } from '@prosa/server/platform';
import { sayAway } from './say-away';

/** Job `conversation.away`: tells a contact who wrote while it is closed that nobody is there. */
export function awayJob(platform: Platform): JobHandler {
  return {
    kind: 'conversation.away',
    run: async (job) => {
      const again = await sayAway(systemContext(platform, job.tenantId as string, 'conversation.away'), job.key);
      if (again) return { again };
    },
  };
}

/** Conversations that are due and whose wake-up was lost. */
export function awaySweep(platform: Platform): Sweep {
  return {
    kind: 'conversation.away',
    find: async (limit) => {
      const rows = await platform.db.read<{ id: string; tenant_id: string }>(
        `select id, tenant_id from conversation where away_due_at is not null and away_due_at <= ? order by away_due_at limit ?`,
        [platform.clock.now().getTime(), limit],
      );
      return rows.map((row) => ({ kind: 'conversation.away', key: row.id, tenantId: row.tenant_id }));
    },
  };
}
