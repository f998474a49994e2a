import { systemContext, type JobHandler, type Platform, type Sweep } from '@prosa/server/platform';
import { fetchMedia, type MediaPorts } from './fetch-media';

/** Job `media.fetch`: one file. Few at once, because each lies in memory as a whole. */
export function mediaFetchJob(platform: Platform, ports: MediaPorts): JobHandler {
  return {
    kind: 'media.fetch',
    concurrency: 3,
    run: async (job) => {
      const again = await fetchMedia(systemContext(platform, job.tenantId as string, 'media.fetch'), ports, job.key);
      if (again) return { again };
    },
  };
}

export function mediaSweep(platform: Platform): Sweep {
  return {
    kind: 'media.fetch',
    find: async (limit) => {
      const rows = await platform.db.read<{ tenant_id: string; id: string }>(
        `select tenant_id, id from attachment where due_at is not null and due_at <= ? order by due_at limit ?`,
        [platform.clock.now().getTime(), limit],
      );
      return rows.map((row) => ({ kind: 'media.fetch', key: row.id, tenantId: row.tenant_id }));
    },
  };
}
