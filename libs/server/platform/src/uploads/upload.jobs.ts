import type { BlobStore } from '../blobs/blob-store';
import { systemContext, type Platform } from '../context/context';
import type { JobHandler, Sweep } from '../jobs/job-queue';

/** What was given for sending is looked at again this much later, should removing it fail. */
const AGAIN_MS = 60 * 60_000;

/** Job `upload.forget`: removes a file that nobody has used in time. The row says so first: from then on nothing can take it. */
export function forgetUploadJob(platform: Platform, blobs: BlobStore): JobHandler {
  return {
    kind: 'upload.forget',
    concurrency: 2,
    run: async ({ key: id, tenantId }) => {
      const { db, clock } = platform;
      const now = clock.now().getTime();
      const ctx = systemContext(platform, tenantId as string, 'upload.forget');
      const gone = await db.write(
        `update upload set state = 'GONE', expires_at = ? where tenant_id = ? and id = ? and (expires_at <= ? or state = 'GONE') returning id`,
        [now + AGAIN_MS, ctx.tenantId, id, now],
      );
      if (gone.length === 0) return;
      await blobs.remove(ctx.tenantId, id);
      await db.write(`delete from upload where tenant_id = ? and id = ? and state = 'GONE'`, [ctx.tenantId, id]);
    },
  };
}

export function uploadSweep({ db, clock }: Platform): Sweep {
  return {
    kind: 'upload.forget',
    find: async (limit) => {
      const rows = await db.read<{ id: string; tenant_id: string }>(
        `select id, tenant_id from upload where expires_at <= ? order by expires_at limit ${Number(limit)}`,
        [clock.now().getTime()],
      );
      return rows.map(({ id, tenant_id }) => ({ kind: 'upload.forget', key: id, tenantId: tenant_id }));
    },
  };
}
