import type { Platform, TenantContext } from '../context/context';
import { headOf, readEvents, type LogEvent } from '../event-log/event-log';

const MOST_KEPT = 2_000;
const READ_AT_ONCE = 500;
/** A lost wake-up is healed by a look at the head this often. */
const TICK_MS = 5_000;
/** After one of these, somebody's rights or sight may be others. */
const RIGHTS_EVENTS: ReadonlySet<string> = new Set(['MEMBER_CHANGED', 'TEAM_CHANGED']);

/** The end of one tenant's log, read once per wake-up however many follow it. */
export class TenantTail {
  /** Rejects when the log cannot be read at the start. */
  readonly ready: Promise<void>;
  /** The newest event known that may have changed somebody's rights. */
  rightsSeq = 0;
  private revalidated = new Map<string, Promise<TenantContext | null>>();
  private kept: LogEvent[] = [];
  private waiting = new Set<() => void>();
  private pulling: Promise<void> | null = null;
  private again = false;
  private head = 0;
  private readonly silence: () => void;
  private timer: { cancel(): void } | null = null;

  constructor(
    private readonly platform: Platform,
    private readonly tenantId: string,
  ) {
    this.silence = platform.hub.onWake(tenantId, () => this.pull()); // before the head is read, so that no wake-up falls between
    this.ready = headOf(platform.db, tenantId).then((head) => {
      this.head = head;
      this.pulled();
    });
    this.pulling = this.ready.catch(() => undefined);
    this.tick();
  }

  /** Every event after `after`, in order, and then each new one, in batches, empty ones at each tick; ends when `signal` aborts. */
  async *follow(after: number, signal: AbortSignal): AsyncGenerator<readonly LogEvent[]> {
    let position = after;
    while (!signal.aborted) {
      const events = await this.read(position);
      const last = events.at(-1);
      yield events;
      if (last) position = last.seq;
      else await this.wait(position, signal);
    }
  }

  /** What `ask` says of this session since the newest change of rights, asked once for all its subscriptions. */
  asOfNow(sessionId: string, ask: () => Promise<TenantContext | null>): Promise<TenantContext | null> {
    const known = this.revalidated.get(sessionId) ?? ask();
    this.revalidated.set(sessionId, known);
    known.catch(() => this.revalidated.delete(sessionId));
    return known;
  }

  close(): void {
    this.silence();
    this.timer?.cancel();
  }

  private async read(after: number): Promise<readonly LogEvent[]> {
    const first = this.kept[0]?.seq ?? this.head + 1;
    if (after >= first - 1) return this.kept.slice(Math.max(0, after - first + 1));
    return readEvents(this.platform.db, this.tenantId, after, READ_AT_ONCE);
  }

  /** Resolves when there is something after `after`, at the next tick, or when `signal` aborts. */
  private wait(after: number, signal: AbortSignal): Promise<void> {
    if (this.head > after || signal.aborted) return Promise.resolve();
    return new Promise((done) => {
      const resolve = () => {
        this.waiting.delete(resolve);
        signal.removeEventListener('abort', resolve);
        done();
      };
      signal.addEventListener('abort', resolve, { once: true });
      this.waiting.add(resolve);
    });
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
      this.noteRights(events);
      this.release();
    }
  }

  private noteRights(events: readonly LogEvent[]): void {
    const newest = events.findLast(({ type }) => RIGHTS_EVENTS.has(type));
    if (!newest) return;
    this.rightsSeq = newest.seq;
    this.revalidated = new Map();
  }

  private release(): void {
    for (const resolve of [...this.waiting]) resolve();
  }
}

/** The tails in use; one is closed when its last holder lets go. */
export class Tails {
  private readonly held = new Map<string, { tail: TenantTail; holders: number }>();

  constructor(private readonly platform: Platform) {}

  get count(): number {
    return this.held.size;
  }

  /** The tenant's tail, until `release` is called. */
  hold(tenantId: string): { tail: TenantTail; release: () => void } {
    const entry = this.held.get(tenantId) ?? { tail: new TenantTail(this.platform, tenantId), holders: 0 };
    this.held.set(tenantId, entry);
    entry.holders += 1;
    let holding = true;
    const release = () => {
      if (!holding) return;
      holding = false;
      entry.holders -= 1;
      if (entry.holders > 0) return;
      if (this.held.get(tenantId) === entry) this.held.delete(tenantId);
      entry.tail.close();
    };
    entry.tail.ready.catch(() => this.held.get(tenantId) === entry && this.held.delete(tenantId)); // the next one tries anew
    return { tail: entry.tail, release };
  }
}
