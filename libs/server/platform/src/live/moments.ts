import type { Clock } from '../context/clock';

/** Something that is so for a moment, as that somebody is writing: it passes by itself and is kept nowhere. */
export interface Moment {
  /** What kind of thing it is. */
  topic: string;
  /** The row that it is about, and the row of who does it. */
  about: string;
  who: string;
  /** What they do; null when it is over. */
  what: string | null;
}
type Going = Moment & { timer: { cancel(): void } };

/**
 * Tells whoever listens in this process. No row, no event, no replay: who comes later is shown what is still so. Several
 * processes put Redis behind the same calls.
 */
export class Moments {
  private readonly going = new Map<string, Map<string, Going>>();
  private readonly listeners = new Map<string, Set<(moment: Moment) => void>>();

  constructor(private readonly clock: Clock) {}

  /** It is so from now on, for `ms` unless it is said again. Told when it is news. */
  begin(tenantId: string, moment: Moment & { what: string }, ms: number): void {
    const ofTenant = this.going.get(tenantId) ?? new Map<string, Going>();
    this.going.set(tenantId, ofTenant);
    const key = keyOf(moment);
    const before = ofTenant.get(key);
    before?.timer.cancel();
    ofTenant.set(key, { ...moment, timer: this.clock.after(ms, () => this.end(tenantId, moment)) });
    if (before?.what !== moment.what) this.tell(tenantId, moment);
  }

  /** It is over. Told when it was so. */
  end(tenantId: string, moment: Omit<Moment, 'what'>): void {
    const ofTenant = this.going.get(tenantId);
    const before = ofTenant?.get(keyOf(moment));
    if (!ofTenant || !before) return;
    before.timer.cancel();
    ofTenant.delete(keyOf(moment));
    if (ofTenant.size === 0) this.going.delete(tenantId);
    this.tell(tenantId, { ...moment, what: null });
  }

  /** What is so now. */
  now(tenantId: string): Moment[] {
    return [...(this.going.get(tenantId)?.values() ?? [])].map(({ topic, about, who, what }) => ({
      topic,
      about,
      who,
      what,
    }));
  }

  /** Calls `fn` with each that begins, changes or ends, until the answer is called. */
  follow(tenantId: string, fn: (moment: Moment) => void): () => void {
    const set = this.listeners.get(tenantId) ?? new Set();
    this.listeners.set(tenantId, set.add(fn));
    return () => {
      set.delete(fn);
      if (set.size === 0) this.listeners.delete(tenantId);
    };
  }

  private tell(tenantId: string, moment: Moment): void {
    for (const fn of [...(this.listeners.get(tenantId) ?? [])]) fn(moment);
  }
}

const keyOf = ({ topic, about, who }: Omit<Moment, 'what'>): string => `${topic} ${about} ${who}`;
