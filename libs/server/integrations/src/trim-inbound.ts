import type { Database, JobHandler, Platform } from '@prosa/server/platform';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
/** Longer than any sender repeats a delivery: until then the row is what a repetition is recognised by. */
const KEEP_NOISE_MS = 2 * HOUR_MS;
/** For looking into what happened. */
const KEEP_DONE_MS = 14 * DAY_MS;
/** What could not be taken in, or not wholly, waits for a person, or for a version that understands it. */
const KEEP_PROBLEMS_MS = 90 * DAY_MS;
const AT_ONCE = 1_000;

/** Told over and over: without network Evolution says "connecting" forty times a second. What it came to is kept elsewhere. */
const NOISE = ['connection.update', 'qrcode.updated', 'contacts.update'];

/** Forgets what came in and is done with, a piece at a time. What still waits to be taken in is never touched. Returns how many rows went. */
export async function trimInbound(db: Database, now: Date): Promise<number> {
  // A row that is done keeps the time at which it was last due: the index of what is due finds the old ones too.
  const before = (ms: number) => now.getTime() - ms;
  const noise = `status = 'PROCESSED' and event in (${NOISE.map(() => '?').join(', ')}) and next_attempt_at >= ? and next_attempt_at < ?`;
  const kinds: [condition: string, params: unknown[]][] = [
    [`status = 'IGNORED' and next_attempt_at < ?`, [before(KEEP_NOISE_MS)]],
    // Only what came in since the last runs: looking through two weeks of messages for it would cost more than it frees.
    [noise, [...NOISE, before(KEEP_NOISE_MS + 3 * HOUR_MS), before(KEEP_NOISE_MS)]],
    [`status = 'PROCESSED' and problem is null and next_attempt_at < ?`, [before(KEEP_DONE_MS)]],
    [`status in ('UNREADABLE', 'DEAD', 'PROCESSED') and next_attempt_at < ?`, [before(KEEP_PROBLEMS_MS)]],
  ];
  let gone = 0;
  for (const [condition, params] of kinds) {
    for (let found = AT_ONCE; found === AT_ONCE; gone += found) {
      found = (await db.write(`delete from inbound_event where id in (select id from inbound_event where ${condition} limit ${AT_ONCE}) returning id`, params)).length;
    }
  }
  return gone;
}

/** Job `inbound.trim`, of the whole installation, once an hour. */
export const trimInboundJob = ({ db, clock }: Platform): JobHandler => ({
  kind: 'inbound.trim',
  concurrency: 1,
  run: async () => {
    await trimInbound(db, clock.now());
    return { again: new Date(clock.now().getTime() + HOUR_MS) };
  },
});

/** Asked for at each start; the job asks for itself from then on. */
export const TRIM_INBOUND = { kind: 'inbound.trim', key: 'all', tenantId: null };
