import type { Database } from '../database/database';
import { newId } from '../database/columns';
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

/** The queue's statements, the same on both databases. Times are epoch milliseconds. */
export class JobStore {
  constructor(private readonly db: Database) {}

  /** One waiting job per kind and key: a second request keeps the earlier time. Returns when it is due. */
  async enqueue(request: JobRequest, now: number): Promise<void> {
    const runAt = request.runAt?.getTime() ?? now;
    await this.db.write(
      `insert into async_job (id, tenant_id, kind, key, payload, status, attempts, max_attempts, run_at, created_at)
       values (?, ?, ?, ?, ?, 'WAITING', 0, ?, ?, ?)
       on conflict (kind, key) where status in ('WAITING', 'RETRYING')
       do update set run_at = case when async_job.run_at < excluded.run_at then async_job.run_at else excluded.run_at end`,
      [newId(), request.tenantId, request.kind, request.key, JSON.stringify(request.payload ?? {}), request.maxAttempts ?? DEFAULT_ATTEMPTS, runAt, now],
    );
  }

  /**
   * Leases up to `limit` due jobs of `kind`, in one statement. Fair: each tenant's oldest job comes before any tenant's second,
   * and the tenant that was served last (`lastServed`) comes after the others. A key whose job runs is passed over.
   */
  async claim(kind: string, limit: number, lease: { now: number; until: number; lastServed: string | null }): Promise<ClaimedJob[]> {
    const { now } = lease;
    const token = newId();
    const skipLocked = this.db.dialect === 'postgresql' ? 'for update skip locked' : '';
    const rows = await this.db.write<JobRow>(
      `update async_job set status = 'RUNNING', attempts = attempts + 1, lease_until = ?, lease_token = ?, started_at = ?
        where id in (
          select id from async_job where id in (
            select id from (
              select id, tenant_id, run_at, row_number() over (partition by tenant_id order by run_at, id) as turn
                from async_job waiting
               where kind = ? and status in ('WAITING', 'RETRYING') and run_at <= ?
                 and not exists (select 1 from async_job running where running.kind = waiting.kind and running.key = waiting.key and running.status = 'RUNNING')
            ) fair order by turn, case when tenant_id = ? then 1 else 0 end, run_at, id limit ?
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

  /** Extends leases; returns the ids that are still ours. */
  async renew(jobs: readonly ClaimedJob[], leaseUntil: number): Promise<Set<string>> {
    const kept = await this.db.write<{ id: string }>(
      `update async_job set lease_until = ? where status = 'RUNNING' and ${ours(jobs)} returning id`,
      [leaseUntil, ...jobs.flatMap((job) => [job.id, job.leaseToken])],
    );
    return new Set(kept.map(({ id }) => id));
  }

  async done(job: ClaimedJob, now: number): Promise<void> {
    await this.db.write(`update async_job set status = 'DONE', finished_at = ?, lease_until = null, last_error = null where id = ? and lease_token = ?`, [
      now,
      job.id,
      job.leaseToken,
    ]);
  }

  /** Puts a job back to wait. When the same key waits already, that one keeps the earlier time and this one is done. */
  async putBack(job: ClaimedJob, change: { status: 'WAITING' | 'RETRYING'; runAt: number; attempts: number; error: string | null; now: number }): Promise<void> {
    const [merged] = await this.db.write(
      `update async_job set run_at = case when run_at < ? then run_at else ? end
        where kind = ? and key = ? and id <> ? and status in ('WAITING', 'RETRYING') returning id`,
      [change.runAt, change.runAt, job.kind, job.key, job.id],
    );
    if (merged) return this.done(job, change.now);
    await this.db.write(
      `update async_job set status = ?, run_at = ?, attempts = ?, last_error = ?, lease_until = null, lease_token = null where id = ? and lease_token = ?`,
      [change.status, change.runAt, change.attempts, change.error, job.id, job.leaseToken],
    );
  }

  async dead(job: ClaimedJob, error: string, now: number): Promise<void> {
    await this.db.write(`update async_job set status = 'DEAD', finished_at = ?, lease_until = null, last_error = ? where id = ? and lease_token = ?`, [
      now,
      error,
      job.id,
      job.leaseToken,
    ]);
  }

  /** Jobs whose holder died: back to wait, or done where the same key waits already. Returns how many. */
  async releaseExpired(now: number): Promise<number> {
    const expired = `status = 'RUNNING' and lease_until < ?`;
    const waits = `exists (select 1 from async_job w where w.kind = async_job.kind and w.key = async_job.key and w.status in ('WAITING', 'RETRYING'))`;
    await this.db.write(`update async_job set status = 'DONE', finished_at = ?, lease_until = null, lease_token = null where ${expired} and ${waits}`, [now, now]);
    const released = await this.db.write(
      `update async_job set status = 'RETRYING', run_at = ?, lease_until = null, lease_token = null, last_error = 'The process that ran it ended.' where ${expired} returning id`,
      [now, now],
    );
    return released.length;
  }

  /** When the next waiting job of these kinds is due; null when none waits. */
  async nextDue(kinds: readonly string[]): Promise<number | null> {
    if (kinds.length === 0) return null;
    const [row] = await this.db.write<{ at: number | string | null }>(
      `select min(run_at) as at from async_job where status in ('WAITING', 'RETRYING') and kind in (${kinds.map(() => '?').join(', ')})`,
      kinds,
    );
    return row?.at == null ? null : Number(row.at);
  }

  async trim(before: number): Promise<void> {
    await this.db.write(`delete from async_job where status in ('DONE', 'CANCELLED') and finished_at < ?`, [before]);
  }
}

const ours = (jobs: readonly ClaimedJob[]): string => `(${jobs.map(() => '(id = ? and lease_token = ?)').join(' or ')})`;
