import type { Clock } from '../context/clock';
import { newId } from '../database/columns';
import type { JobHandler, JobQueue, JobRequest, Sweep } from '../jobs/job-queue';

const MOST_RUNS = 1_000;

/** A queue that runs nothing by itself: tests look at what waits, and run it when they want to. */
export class FakeJobQueue implements JobQueue {
  /** Every request ever made, in order, repeated ones too. */
  readonly requests: JobRequest[] = [];
  private waiting: JobRequest[] = [];
  private readonly handlers = new Map<string, JobHandler>();
  private readonly sweeps: Sweep[] = [];

  constructor(private readonly clock: Clock) {}

  async enqueue(request: JobRequest): Promise<void> {
    this.requests.push(request);
    const same = this.waiting.find((job) => job.kind === request.kind && job.key === request.key);
    if (!same) this.waiting.push({ ...request });
    else if (!request.runAt || (same.runAt && request.runAt < same.runAt)) same.runAt = request.runAt;
  }
  handle(handler: JobHandler): void {
    this.handlers.set(handler.kind, handler);
  }
  sweep(sweep: Sweep): void {
    this.sweeps.push(sweep);
  }
  async start(): Promise<void> {
    // nothing runs by itself
  }
  async stop(): Promise<void> {
    // nothing runs by itself
  }

  /** What waits now, one per kind and key. */
  waitingJobs(kind?: string): JobRequest[] {
    return this.waiting.filter((job) => !kind || job.kind === kind);
  }

  /** Lets every sweep look for due rows. */
  async runSweeps(): Promise<void> {
    for (const sweep of this.sweeps) for (const request of await sweep.find(100)) await this.enqueue(request);
  }

  /** Takes the oldest waiting job and runs it; what its handler throws comes out here. False when nothing waits. */
  async runNext(kind?: string): Promise<boolean> {
    const job = this.waitingJobs(kind)[0];
    if (!job) return false;
    this.waiting = this.waiting.filter((other) => other !== job);
    const handler = this.handlers.get(job.kind);
    if (!handler) throw new Error(`No handler for the job ${job.kind}`);
    const { kind: k, key, tenantId, payload = {} } = job;
    const result = await handler.run({
      id: newId(),
      kind: k,
      key,
      tenantId,
      payload,
      attempt: 1,
      signal: new AbortController().signal,
    });
    if (result) await this.enqueue({ ...job, runAt: result.again });
    return true;
  }

  /** Runs what waits, and what that enqueues, until nothing is due any more. Returns how many ran. */
  async runAll(kind?: string): Promise<number> {
    for (let ran = 0; ; ran++) {
      if (ran >= MOST_RUNS)
        throw new Error(`Jobs keep enqueueing jobs: ${this.waiting.map((job) => job.kind).join(', ')}`);
      const due = this.waitingJobs(kind).find((job) => !job.runAt || job.runAt <= this.clock.now());
      if (!due) return ran;
      this.waiting = [due, ...this.waiting.filter((job) => job !== due)];
      await this.runNext(due.kind);
    }
  }
}
