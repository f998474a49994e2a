/**
 * Jobs are wake-ups: what is to be done lies in domain rows, a job says "drain this". Unique per kind + key while it waits;
 * one more may wait while one runs. Delivered at least once.
 */
export interface JobRequest {
  kind: string;
  key: string;
  /** null: work of the installation, not of a tenant. */
  tenantId: string | null;
  payload?: Record<string, unknown>;
  /** Not before; default now. A waiting job of the same key keeps the earlier time. */
  runAt?: Date;
  maxAttempts?: number;
}

export interface RunningJob {
  id: string;
  kind: string;
  key: string;
  tenantId: string | null;
  payload: Record<string, unknown>;
  /** 1 for the first try. */
  attempt: number;
  /** Aborted when the lease is lost or the process stops. */
  signal: AbortSignal;
}

export interface JobHandler {
  kind: string;
  /** Most jobs of this kind at once in this process; default 4. */
  concurrency?: number;
  /** Throwing retries with backoff and jitter, then the job is DEAD. `{ again: Date }` runs it once more at that time, without counting as a try. */
  run(job: RunningJob): Promise<void | { again: Date }>;
}

/** Finds due rows whose wake-up was lost; returns what to enqueue. */
export interface Sweep {
  kind: string;
  find(limit: number): Promise<JobRequest[]>;
}

export interface JobQueue {
  enqueue(request: JobRequest): Promise<void>;
  handle(handler: JobHandler): void;
  sweep(sweep: Sweep): void;
  start(): Promise<void>;
  /** Takes no more work, waits for what runs up to `graceMs`, then releases it. */
  stop(graceMs?: number): Promise<void>;
}
