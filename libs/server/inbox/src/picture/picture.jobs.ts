import { systemContext, type JobHandler, type Platform, type Sweep } from '@prosa/server/platform';
import { fetchNextPicture, WORKABLE, type PicturePorts } from './fetch-picture';

/** Job `contact.picture`, of one channel: one picture after another, with pauses. Apart from all that carries messages. */
export const contactPictureJob = (platform: Platform, ports: PicturePorts): JobHandler => ({
  kind: 'contact.picture',
  concurrency: 2,
  run: async (job) => {
    const ctx = systemContext(platform, job.tenantId as string, 'contact.picture');
    const again = await fetchNextPicture(ctx, ports, job.key);
    if (again) return { again };
  },
});

/** Pictures whose wake-up was lost, or whose channel was away. */
export const contactPictureSweep = (platform: Platform): Sweep => ({
  kind: 'contact.picture',
  find: async (limit) => {
    const rows = await platform.db.read<{ tenant_id: string; channel_id: string }>(
      `select distinct p.tenant_id, p.channel_id from contact_picture p join channel h on h.id = p.channel_id
        where p.due_at <= ? and ${WORKABLE} limit ${Number(limit)}`,
      [platform.clock.now().getTime()],
    );
    return rows.map((row) => ({ kind: 'contact.picture', key: row.channel_id, tenantId: row.tenant_id }));
  },
});
