import type { Platform } from '../context/context';
import { headOf, readEvents, type LogEvent } from '../event-log/event-log';

const MOST_KEPT = 2_000;
const READ_AT_ONCE = 500;
/** A lost wake-up is healed by a look at the head this often. */
const TICK_MS = 5_000;

/** The end of one tenant's log, read once per wake-up however many follow it. */
class TenantTail {
  private kept: LogEvent[] = [];
  private waiting: { after: number; resolve: () => void }[] = [];
  private pulling: Promise<void> | null = null;
  private again = false;
  private readonly silence: () => void;
  private timer: { cancel(): void } | null = null;
  followers = 0;

  constructor(
    private readonly platform: Platform,
    private readonly tenantId: string,
    private head: number,
  ) {
    this.silence = platform.hub.onWake(tenantId, () => this.pull());
    this.tick();
  }

  /** The events after `after`, oldest first; none when it is the head. */
  async read(after: number): Promise<readonly LogEvent[]> {
    const first = this.kept[0]?.seq ?? this.head + 1;
    if (after >= first - 1) return this.kept.slice(Math.max(0, after - first + 1));
    return readEvents(this.platform.db, this.tenantId, after, READ_AT_ONCE);
  }

  /** Resolves when there is something after `after`, at the next tick, or when `signal` aborts. */
  wait(after: number, signal: AbortSignal): Promise<void> {
    if (this.head > after || signal.aborted) return Promise.resolve();
    return new Promise((done) => {
      const entry = { after, resolve: () => (signal.removeEventListener('abort', entry.resolve), done()) };
      signal.addEventListener('abort', entry.resolve, { once: true });
      this.waiting.push(entry);
    });
  }

  close(): void {
    this.silence();
    this.timer?.cancel();
  }

  private tick(): void {
    this.timer = this.platform.clock.after(TICK_MS, () => {
      this.pull();
      this.release(); // followers look at the time, too
      this.tick();
    });
  }

  private pull(): void {
    if (this.pulling) {
      this.again = true;
      return;
    }
    this.pulling = this.load().then(
      () => this.pulled(),
      (error: unknown) => {
        this.platform.logger.warn({ err: error }, 'the event log could not be read; trying again');
        this.pulled();
      },
    );
  }

  private pulled(): void {
    this.pulling = null;
    if (!this.again) return;
    this.again = false;
    this.pull();
  }

  private async load(): Promise<void> {
    for (;;) {
      const events = await readEvents(this.platform.db, this.tenantId, this.head, READ_AT_ONCE);
      if (events.length === 0) return;
      this.kept.push(...events);
      this.kept.splice(0, Math.max(0, this.kept.length - MOST_KEPT));
      this.head = (events.at(-1) as LogEvent).seq;
      this.release();
    }
  }

  private release(): void {
    const waiting = this.waiting;
    this.waiting = [];
    for (const { resolve } of waiting) resolve();
  }
}

/** The tails in use. */
export class Tails {
  private readonly tails = new Map<string, Promise<TenantTail>>();

  constructor(private readonly platform: Platform) {}

  /** Every event of the tenant after `after`, in order, and then each new one, in batches, empty ones at each tick; ends when `signal` aborts. */
  async *follow(tenantId: string, after: number, signal: AbortSignal): AsyncGenerator<readonly LogEvent[]> {
    const tail = await this.open(tenantId);
    tail.followers += 1;
    let position = after;
    try {
      while (!signal.aborted) {
        const events = await tail.read(position);
        const last = events.at(-1);
        yield events;
        if (last) position = last.seq;
        else await tail.wait(position, signal);
      }
    } finally {
      tail.followers -= 1;
      if (tail.followers === 0) {
        this.tails.delete(tenantId);
        tail.close();
      }
    }
  }

  private open(tenantId: string): Promise<TenantTail> {
    const known = this.tails.get(tenantId);
    if (known) return known;
    const made = headOf(this.platform.db, tenantId).then((head) => new TenantTail(this.platform, tenantId, head));
    this.tails.set(tenantId, made);
    made.catch(() => this.tails.delete(tenantId));
    return made;
  }
}
