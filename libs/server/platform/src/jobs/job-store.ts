import type { Database, Row } from '../database/database';
import { newId } from '../database/columns';
import { MAY_BE_UNDONE } from '../database/statement-cache';
import type { JobRequest } from './job-queue';

/** A job as claimed. `attempts` counts this one. */
export interface ClaimedJob {
  id: string;
  kind: string;
  key: string;
  tenantId: string | null;
  payload: Record<string, unknown>;
  attempts: number;
  maxAttempts: number;
  leaseToken: string;
}

interface JobRow {
  id: string;
  kind: string;
  key: string;
  tenant_id: string | null;
  payload: string;
  attempts: number;
  max_attempts: number;
  lease_token: string;
}

const DEFAULT_ATTEMPTS = 10;
const DEAD_PAUSE_MS = 10 * 60_000;
const TRIMMED_AT_ONCE = 2_000;
/** PostgreSQL's code; on SQLite the statement is alone. */
const UNIQUE_VIOLATION = '23505';
const PROCESS_ENDED = 'The process that ran it ended.';

/** The queue's statements, the same on both databases. Times are epoch milliseconds. */
export class JobStore {
  constructor(private readonly db: Database) {}

  /** Jobs are wake-ups: what a power cut takes away of them, leases and sweeps bring back. */
  private write<T extends object = Row>(sql: string, params: readonly unknown[]): Promise<T[]> {
    return this.db.write<T>(`${MAY_BE_UNDONE} ${sql}`, params);
  }

  /** One waiting job per kind and key: a second request keeps the earlier time. One that failed keeps its pause, whoever asks. */
  async enqueue(request: JobRequest, now: number): Promise<void> {
    await this.write(`${INSERT} values (${VALUES}) ${KEEP_EARLIER}`, valuesOf(request, now));
  }

  /** What a sweep found. A key that was given up a moment ago is left alone: it would only be given up again. */
  async heal(request: JobRequest, now: number): Promise<void> {
    const [uuid, int, bigint] = this.db.dialect === 'sqlite' ? ['text', 'integer', 'integer'] : ['uuid', 'integer', 'bigint'];
    await this.write(
      `${INSERT} select cast(? as ${uuid}), cast(? as ${uuid}), ?, ?, ?, 'WAITING', 0, cast(? as ${int}), cast(? as ${bigint}), cast(? as ${bigint})
        where not exists (select 1 from async_job dead where dead.status = 'DEAD' and dead.kind = ? and dead.key = ? and dead.finished_at > ?) ${KEEP_EARLIER}`,
      [...valuesOf(request, now), request.kind, request.key, now - DEAD_PAUSE_MS],
    );
  }

  /**
   * Leases up to `limit` due jobs of `kind`, in one statement. Fair: a tenant's turn comes after those of tenants for whom less
   * runs; among equals the one that was served last (`lastServed`) comes last and chance decides between the others, so that
   * none is always behind. Within a tenant the oldest comes first. A key whose job runs is passed over.
   */
  async claim(kind: string, limit: number, lease: { now: number; until: number; lastServed: string | null }): Promise<ClaimedJob[]> {
    const { now } = lease;
    const token = newId();
    const skipLocked = this.db.dialect === 'postgresql' ? 'for update skip locked' : '';
    const rows = await this.write<JobRow>(
      `update async_job set status = 'RUNNING', attempts = attempts + 1, lease_until = ?, lease_token = ?, started_at = ?
        where id in (
          select id from async_job where id in (
            select id from (
              select id, tenant_id, row_number() over (partition by tenant_id order by run_at, id)
                     + (select count(*) from async_job mine where mine.status = 'RUNNING' and mine.kind = waiting.kind and mine.tenant_id = waiting.tenant_id) as turn
                from async_job waiting
               where kind = ? and status in ('WAITING', 'RETRYING') and run_at <= ?
                 and not exists (select 1 from async_job running where running.status = 'RUNNING' and running.kind = waiting.kind and running.key = waiting.key)
            ) fair order by turn, case when tenant_id = ? then 1 else 0 end, random() limit ?
          ) and status in ('WAITING', 'RETRYING') ${skipLocked}
        )
        returning id, kind, key, tenant_id, payload, attempts, max_attempts, lease_token`,
      [lease.until, token, now, kind, now, lease.lastServed, limit],
    );
    return rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      key: row.key,
      tenantId: row.tenant_id,
      payload: JSON.parse(row.payload),
      attempts: row.attempts,
      maxAttempts: row.max_attempts,
      leaseToken: row.lease_token,
    }));
  }

  /** Those of these kinds that have something due: to look is cheaper than to try to claim, and an idle product writes nothing. */
  async dueKinds(kinds: readonly string[], now: number): Promise<string[]> {
    if (kinds.length === 0) return [];
    const rows = await this.db.read<{ kind: string }>(
      `select kind from (${kinds.map(() => 'select cast(? as text) as kind').join(' union all ')}) known
        where exists (select 1 from async_job job where job.kind = known.kind and job.status in ('WAITING', 'RETRYING') and job.run_at <= ?)`,
      [...kinds, now],
    );
    return rows.map(({ kind }) => kind);
  }

  /** Extends leases; returns the ids that are still ours. */
  async renew(jobs: readonly ClaimedJob[], leaseUntil: number): Promise<Set<string>> {
    const kept = await this.write<{ id: string }>(
      `update async_job set lease_until = ? where status = 'RUNNING' and ${ours(jobs)} returning id`,
      [leaseUntil, ...jobs.flatMap((job) => [job.id, job.leaseToken])],
    );
    return new Set(kept.map(({ id }) => id));
  }

  async done(job: ClaimedJob, now: number): Promise<void> {
    await this.write(`update async_job set status = 'DONE', finished_at = ?, lease_until = null, last_error = null where id = ? and lease_token = ?`, [
      now,
      job.id,
      job.leaseToken,
    ]);
  }

  /** Puts a job back to wait. When the same key waits already, that one keeps the earlier time and this one is done. */
  async putBack(job: ClaimedJob, change: { status: 'WAITING' | 'RETRYING'; runAt: number; attempts: number; error: string | null; now: number }): Promise<void> {
    const params = [change.status, change.runAt, change.attempts, change.error, job.id, job.leaseToken];
    const waits = await this
      .write(
        `update async_job set status = ?, run_at = ?, attempts = ?, last_error = ?, lease_until = null, lease_token = null
          where id = ? and lease_token = ? and not exists (${sameKeyWaits('async_job')}) returning id`,
        params,
      )
      .catch((error: unknown) => {
        if ((error as { code?: unknown }).code === UNIQUE_VIOLATION) return []; // the same key began to wait just now
        throw error;
      });
    if (waits.length > 0) return;
    await this.write(
      `update async_job set run_at = case when run_at < ? then run_at else ? end
        where kind = ? and key = ? and id <> ? and status in ('WAITING', 'RETRYING')`,
      [change.runAt, change.runAt, job.kind, job.key, job.id],
    );
    await this.done(job, change.now);
  }

  async dead(job: ClaimedJob, error: string, now: number): Promise<void> {
    await this.write(`update async_job set status = 'DEAD', finished_at = ?, lease_until = null, last_error = ? where id = ? and lease_token = ?`, [
      now,
      error,
      job.id,
      job.leaseToken,
    ]);
  }

  /**
   * Jobs whose holder died: back to wait, or done where the same key waits already; given up when that was their last try, for
   * they may be what ends the process. Tells how many wait again and which were given up.
   */
  async releaseExpired(now: number): Promise<{ released: number; dead: { id: string; kind: string; tenantId: string | null }[] }> {
    const expired = `status = 'RUNNING' and lease_until < ?`;
    const over = `finished_at = ?, lease_until = null, lease_token = null`;
    await this.write(`update async_job set status = 'DONE', ${over} where ${expired} and exists (${sameKeyWaits('async_job')})`, [now, now]);
    const dead = await this.write<{ id: string; kind: string; tenant_id: string | null }>(
      `update async_job set status = 'DEAD', ${over}, last_error = ? where ${expired} and attempts >= max_attempts returning id, kind, tenant_id`,
      [now, PROCESS_ENDED, now],
    );
    const released = await this.write(
      `update async_job set status = 'RETRYING', run_at = ?, lease_until = null, lease_token = null, last_error = ? where ${expired} returning id`,
      [now, PROCESS_ENDED, now],
    );
    return { released: released.length, dead: dead.map(({ id, kind, tenant_id }) => ({ id, kind, tenantId: tenant_id })) };
  }

  /** When the next waiting job of these kinds comes due after this time; null when none does. What is due already is not told. */
  async nextDue(kinds: readonly string[], after: number): Promise<number | null> {
    if (kinds.length === 0) return null;
    const [row] = await this.write<{ at: number | string | null }>(
      `select min(run_at) as at from async_job where status in ('WAITING', 'RETRYING') and run_at > ? and kind in (${kinds.map(() => '?').join(', ')})`,
      [after, ...kinds],
    );
    return row?.at == null ? null : Number(row.at);
  }

  /** Forgets jobs that ended before these times, a piece at a time: nobody waits long for the write connection. Returns how many. */
  async trim(doneBefore: number, deadBefore: number): Promise<number> {
    for (let trimmed = 0; ; ) {
      const piece = await this.write(
        `delete from async_job where id in (
           select id from async_job where (status in ('DONE', 'CANCELLED') and finished_at < ?) or (status = 'DEAD' and finished_at < ?) limit ${TRIMMED_AT_ONCE}
         ) returning id`,
        [doneBefore, deadBefore],
      );
      trimmed += piece.length;
      if (piece.length < TRIMMED_AT_ONCE) return trimmed;
    }
  }
}

const INSERT = `insert into async_job (id, tenant_id, kind, key, payload, status, attempts, max_attempts, run_at, created_at)`;
const VALUES = `?, ?, ?, ?, ?, 'WAITING', 0, ?, ?, ?`;
const KEEP_EARLIER = `on conflict (kind, key) where status in ('WAITING', 'RETRYING')
  do update set run_at = case when async_job.status = 'RETRYING' or async_job.run_at < excluded.run_at then async_job.run_at else excluded.run_at end`;

const valuesOf = ({ tenantId, kind, key, payload, maxAttempts, runAt }: JobRequest, now: number): unknown[] => [
  newId(), tenantId, kind, key, JSON.stringify(payload ?? {}), maxAttempts ?? DEFAULT_ATTEMPTS, runAt?.getTime() ?? now, now,
];
const sameKeyWaits = (job: string): string =>
  `select 1 from async_job w where w.kind = ${job}.kind and w.key = ${job}.key and w.status in ('WAITING', 'RETRYING')`;
const ours = (jobs: readonly ClaimedJob[]): string => `(${jobs.map(() => '(id = ? and lease_token = ?)').join(' or ')})`;
