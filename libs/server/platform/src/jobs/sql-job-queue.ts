import type { Clock } from '../context/clock';
import type { Logger } from '../telemetry/logger';
import type { Metrics } from '../telemetry/metrics';
import type { JobHandler, JobQueue, JobRequest, Sweep } from './job-queue';
import type { ClaimedJob, JobStore } from './job-store';

/** After a process was killed, what it ran waits for this long. */
const LEASE_MS = 15_000;
const HEARTBEAT_MS = 5_000;
const SWEEP_MS = 5_000;
const TRIM_MS = 60 * 60_000;
const KEEP_DONE_MS = 24 * 60 * 60_000;
const KEEP_DEAD_MS = 30 * 24 * 60 * 60_000;
/** A timer holds no longer time than this; the sweep looks again long before. */
const LONGEST_TIMER_MS = 60 * 60_000;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 5 * 60_000;
const SWEEP_LIMIT = 500;

export interface QueueOptions {
  store: JobStore;
  clock: Clock;
  logger: Logger;
  metrics: Metrics;
  /** 0 ≤ value < 1. */
  random?: () => number;
  /** A job that is given up. */
  onDead?: (job: { id: string; kind: string; tenantId: string | null }) => Promise<void>;
}

interface Running {
  job: ClaimedJob;
  abort: AbortController;
  ended: Promise<void>;
}

/** The queue on `async_job`: leases with heartbeat, retries with backoff and full jitter, wake-up within the process, sweeps. */
export class SqlJobQueue implements JobQueue {
  private readonly handlers = new Map<string, JobHandler>();
  private readonly sweeps: Sweep[] = [];
  private readonly running = new Map<string, Running>();
  private readonly lastServed = new Map<string, string | null>();
  private readonly pumping = new Map<string, boolean>();
  private readonly claims = new Set<Promise<void>>();
  private readonly timers = new Set<{ cancel(): void }>();
  private dueTimer: { at: number; cancel(): void } | null = null;
  private started = false;
  private lastTrim = 0;

  constructor(private readonly options: QueueOptions) {}

  async enqueue(request: JobRequest): Promise<void> {
    const now = this.now();
    await this.options.store.enqueue(request, now);
    const at = request.runAt?.getTime() ?? now;
    if (at <= now) this.pump(request.kind);
    else this.wakeAt(at);
  }

  handle(handler: JobHandler): void {
    this.handlers.set(handler.kind, handler);
  }

  sweep(sweep: Sweep): void {
    this.sweeps.push(sweep);
  }

  async start(): Promise<void> {
    this.started = true;
    await this.tick();
    this.every(HEARTBEAT_MS, () => this.heartbeat());
    this.every(SWEEP_MS, () => this.tick());
  }

  async stop(graceMs = 10_000): Promise<void> {
    this.started = false;
    for (const timer of this.timers) timer.cancel();
    this.dueTimer?.cancel();
    await Promise.all(this.claims); // what is being claimed must not be left behind with a lease
    const all = Promise.all([...this.running.values()].map(({ ended }) => ended));
    if (graceMs > 0) await Promise.race([all, new Promise<void>((done) => this.options.clock.after(graceMs, done))]);
    for (const { abort } of this.running.values()) abort.abort();
    // What is still running is released: another process, or our next start, takes it at once instead of after the lease.
    for (const { job } of this.running.values()) {
      await this.options.store.putBack(job, { status: 'RETRYING', runAt: this.now(), attempts: job.attempts - 1, error: 'Released at stop.', now: this.now() });
    }
  }

  private now = () => this.options.clock.now().getTime();

  private every(ms: number, work: () => Promise<void>): void {
    const timer = this.options.clock.after(ms, () => {
      this.timers.delete(timer);
      if (!this.started) return;
      void this.guarded(work).then(() => this.started && this.every(ms, work));
    });
    this.timers.add(timer);
  }

  private async guarded(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.options.logger.warn({ err: error }, 'the job queue could not reach its table; it tries again');
    }
  }

  /** Heals what a crash or a lost wake-up left: expired leases, due rows without a job, jobs due by now. */
  private async tick(): Promise<void> {
    const now = this.now();
    await this.guarded(() => this.takeUpExpired(now));
    for (const sweep of this.sweeps) await this.guarded(() => this.look(sweep, now)); // one that fails must not blind the others
    if (now - this.lastTrim >= TRIM_MS) {
      this.lastTrim = now;
      await this.guarded(() => this.options.store.trim(now - KEEP_DONE_MS, now - KEEP_DEAD_MS));
    }
    await this.guarded(() => this.pumpAll());
  }

  private async takeUpExpired(now: number): Promise<void> {
    const { store, logger, onDead } = this.options;
    const { released, dead } = await store.releaseExpired(now);
    if (released > 0) logger.info({ released }, 'jobs of an ended process are taken up again');
    for (const job of dead) {
      logger.error({ job }, 'a job was given up: each process that ran it ended');
      await onDead?.(job);
    }
  }

  private async look(sweep: Sweep, now: number): Promise<void> {
    for (const request of await sweep.find(SWEEP_LIMIT)) await this.options.store.heal(request, now);
  }

  private async pumpAll(): Promise<void> {
    const looked = this.now();
    const kinds = [...this.handlers.keys()];
    for (const kind of await this.options.store.dueKinds(kinds, looked)) this.pump(kind);
    // What is overdue waits for a place, not for the time: it must not hide what comes due next.
    const next = await this.options.store.nextDue(kinds, looked);
    if (next !== null) this.wakeAt(next);
  }

  private wakeAt(at: number): void {
    if (!this.started || (this.dueTimer && this.dueTimer.at <= at)) return;
    this.dueTimer?.cancel();
    const wait = Math.min(LONGEST_TIMER_MS, Math.max(0, at - this.now()));
    const timer = this.options.clock.after(wait, () => {
      this.dueTimer = null;
      void this.guarded(() => this.pumpAll());
    });
    this.dueTimer = { at, cancel: timer.cancel };
  }

  /** Fills the free places of a kind. Asked again while it claims, it looks once more. */
  private pump(kind: string): void {
    const handler = this.handlers.get(kind);
    if (!this.started || !handler) return;
    if (this.pumping.has(kind)) return void this.pumping.set(kind, true);
    this.pumping.set(kind, false);
    const claim = this.guarded(async () => {
      const free = (handler.concurrency ?? 4) - [...this.running.values()].filter(({ job }) => job.kind === kind).length;
      if (free <= 0) return;
      const now = this.now();
      const lease = { now, until: now + LEASE_MS, lastServed: this.lastServed.get(kind) ?? null };
      for (const job of await this.options.store.claim(kind, free, lease)) {
        this.lastServed.set(kind, job.tenantId);
        this.launch(handler, job);
      }
    }).then(() => {
      const again = this.pumping.get(kind);
      this.pumping.delete(kind);
      this.claims.delete(claim);
      if (again) this.pump(kind);
    });
    this.claims.add(claim);
  }

  private launch(handler: JobHandler, job: ClaimedJob): void {
    const abort = new AbortController();
    const ended = this.guarded(() => this.run(handler, job, abort)).then(() => {
      this.running.delete(job.id);
      this.pump(job.kind);
    });
    this.running.set(job.id, { job, abort, ended });
  }

  private async run(handler: JobHandler, job: ClaimedJob, abort: AbortController): Promise<void> {
    const { store, metrics } = this.options;
    const started = performance.now();
    const finish = (outcome: string) => {
      metrics.counter('prosa_jobs_total', 'Jobs that ended, by outcome', ['kind', 'outcome']).inc({ kind: job.kind, outcome });
      metrics.histogram('prosa_job_seconds', 'How long jobs ran', ['kind']).observe({ kind: job.kind }, (performance.now() - started) / 1000);
    };
    try {
      const { id, kind, key, tenantId, payload, attempts: attempt } = job;
      const result = await handler.run({ id, kind, key, tenantId, payload, attempt, signal: abort.signal });
      if (abort.signal.aborted) return;
      if (result) {
        await store.putBack(job, { status: 'WAITING', runAt: result.again.getTime(), attempts: 0, error: null, now: this.now() });
        this.wakeAt(result.again.getTime());
      } else {
        await store.done(job, this.now());
      }
      finish('done');
    } catch (error) {
      if (abort.signal.aborted) return;
      finish(await this.failed(job, error));
    }
  }

  private async failed(job: ClaimedJob, error: unknown): Promise<string> {
    const { store, logger, onDead, random = Math.random } = this.options;
    const { id, kind, attempts, tenantId } = job;
    const reason = reasonOf(error);
    if (attempts >= job.maxAttempts) {
      await store.dead(job, reason, this.now());
      logger.error({ err: error, job: { id, kind, attempts } }, 'a job was given up');
      await onDead?.({ id, kind, tenantId });
      return 'dead';
    }
    const runAt = this.now() + Math.round(random() * Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (attempts - 1)));
    await store.putBack(job, { status: 'RETRYING', runAt, attempts, error: reason, now: this.now() });
    logger.warn({ err: error, job: { id, kind, attempts } }, 'a job failed and is tried again');
    this.wakeAt(runAt);
    return 'retry';
  }

  /** Keeps the leases of what runs; one that was lost is aborted: somebody else has it. */
  private async heartbeat(): Promise<void> {
    const jobs = [...this.running.values()];
    if (jobs.length === 0) return;
    const kept = await this.options.store.renew(jobs.map(({ job }) => job), this.now() + LEASE_MS);
    for (const { job, abort } of jobs) if (!kept.has(job.id)) abort.abort();
  }
}

/** What may be kept of an error: its words may quote the values of a statement, which are people's. */
function reasonOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return `${error instanceof Error ? error.name : 'Error'}${typeof code === 'string' ? ` (${code})` : ''}`;
}
