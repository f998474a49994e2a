import type { Platform } from '@prosa/server/platform';
import { onSessionEnded } from './session-end';
import { liveSessions, type MemberContext } from './viewer';

interface Watched {
  sessionId: string;
  ended: () => void;
  silence: () => void;
}
const TICK = 5_000;
const AT_ONCE = 500;

/**
 * Watches the sessions behind open sockets: one query per 500 sessions every five seconds, and at once when this or another
 * process says that a session ended. One per process, made in the composition root.
 */
export class SessionWatch {
  private readonly watched = new Set<Watched>();
  private timer: { cancel(): void } | null = null;

  constructor(private readonly platform: Platform) {}

  /** Calls `ended` once when the session is revoked, has expired, or its member was deactivated; until the returned function is called. */
  watch({ actor: { sessionId } }: MemberContext, ended: () => void): () => void {
    const entry: Watched = { sessionId, ended, silence: () => undefined };
    entry.silence = onSessionEnded(this.platform.hub, sessionId, () => this.end(entry));
    this.watched.add(entry);
    this.timer ??= this.platform.clock.after(TICK, () => void this.tick());
    return () => this.forget(entry);
  }

  stop(): void {
    this.timer?.cancel();
    for (const entry of [...this.watched]) this.forget(entry);
  }

  private async tick(): Promise<void> {
    try {
      const entries = [...this.watched];
      for (let from = 0; from < entries.length; from += AT_ONCE) await this.check(entries.slice(from, from + AT_ONCE));
    } catch (error) {
      this.platform.logger.warn({ err: error }, 'open sessions could not be checked; trying again');
    } finally {
      this.timer = this.watched.size > 0 ? this.platform.clock.after(TICK, () => void this.tick()) : null;
    }
  }

  private async check(entries: readonly Watched[]): Promise<void> {
    const live = await liveSessions(this.platform, [...new Set(entries.map(({ sessionId }) => sessionId))]);
    const alive = new Set(live.map(({ id }) => id));
    for (const entry of entries) if (!alive.has(entry.sessionId)) this.end(entry);
  }

  private end(entry: Watched): void {
    if (!this.watched.has(entry)) return;
    this.forget(entry);
    entry.ended();
  }

  private forget(entry: Watched): void {
    this.watched.delete(entry);
    entry.silence();
    if (this.watched.size > 0) return;
    this.timer?.cancel();
    this.timer = null;
  }
}
