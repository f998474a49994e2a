import type { Clock } from '../context/clock';
import { RateLimited } from '../context/problems';
import type { TenantContext } from '../context/context';

const MINUTE_MS = 60_000;

/**
 * How many operations an API key may begin in a minute, over HTTP and sockets together: it fills up evenly, so that a burst is let
 * through and a loop that runs wild is not. People are not counted. One per process.
 */
export class KeyAllowance {
  private readonly levels = new Map<string, { left: number; at: number }>();

  constructor(
    private readonly clock: Clock,
    private readonly perMinute: number,
  ) {}

  /** Counts one operation. Throws RateLimited, with the seconds until there is room again. */
  take({ actor }: Pick<TenantContext, 'actor'>): void {
    if (actor.kind !== 'member' || !actor.key) return;
    const now = this.clock.now().getTime();
    const left = this.leftOf(actor.sessionId, now);
    if (left < 1) throw new RateLimited(Math.ceil(((1 - left) * MINUTE_MS) / this.perMinute / 1_000));
    this.forgetFull(now);
    this.levels.delete(actor.sessionId);
    this.levels.set(actor.sessionId, { left: left - 1, at: now });
  }

  private leftOf(key: string, now: number): number {
    const known = this.levels.get(key);
    return known ? Math.min(this.perMinute, known.left + ((now - known.at) / MINUTE_MS) * this.perMinute) : this.perMinute;
  }

  /** Who has not called for a minute has all of it again. The one that called last stands last. */
  private forgetFull(now: number): void {
    for (const [key, { at }] of this.levels) {
      if (now - at < MINUTE_MS) return;
      this.levels.delete(key);
    }
  }
}
