import type { Platform } from '../context/context';
import type { Database } from '../database/database';
import type { JobHandler } from '../jobs/job-queue';

const DAY_MS = 24 * 60 * 60_000;
const KEEP_MS = 90 * DAY_MS;
const AT_ONCE = 2_000;

/** How far a reader that must miss nothing has come in a tenant's log; null when it follows none of that tenant. */
export type LogPosition = (tenantId: string) => Promise<number | null>;

/**
 * Forgets a tenant's events from before `before`, oldest first and a piece at a time, never past the position of one of the
 * readers. Numbers go on: a client whose cursor lies before what is kept is told CURSOR_EXPIRED. Returns how many went.
 */
export async function trimEvents(db: Database, tenantId: string, before: Date, readers: readonly LogPosition[] = []): Promise<number> {
  const positions = (await Promise.all(readers.map((read) => read(tenantId)))).filter((position) => position !== null);
  const furthest = Math.min(Number.MAX_SAFE_INTEGER, ...positions);
  for (let trimmed = 0; ; ) {
    const oldest = await db.read<{ seq: number | string; at: number | string }>(
      `select seq, at from event_log where tenant_id = ? and seq <= ? order by seq limit ${AT_ONCE}`,
      [tenantId, furthest],
    );
    const kept = oldest.findIndex(({ at }) => Number(at) >= before.getTime());
    const last = oldest.at(kept < 0 ? -1 : kept - 1);
    if (kept === 0 || !last) return trimmed;
    await db.write(`delete from event_log where tenant_id = ? and seq <= ?`, [tenantId, Number(last.seq)]);
    trimmed += kept < 0 ? oldest.length : kept;
    if (kept > 0 || oldest.length < AT_ONCE) return trimmed;
  }
}

/** Job `event-log.trim`, of the whole installation, once a day. */
export function trimEventsJob({ db, clock }: Platform, readers: readonly LogPosition[] = []): JobHandler {
  return {
    kind: 'event-log.trim',
    concurrency: 1,
    run: async ({ signal }) => {
      const now = clock.now().getTime();
      for (const { tenant_id } of await db.read<{ tenant_id: string }>('select tenant_id from event_head')) {
        if (signal.aborted) break;
        await trimEvents(db, tenant_id, new Date(now - KEEP_MS), readers);
      }
      return { again: new Date(now + DAY_MS) };
    },
  };
}

/** Asked for at each start; the job asks for itself from then on. */
export const TRIM_EVENTS = { kind: 'event-log.trim', key: 'all', tenantId: null };
