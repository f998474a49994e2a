import type { Platform } from '@prosa/server/platform';
import { onSessionEnded } from './session-end';
import { liveSessions, viewersOf, type MemberContext, type Viewer } from './viewer';

export interface SessionListener {
  /** Role, sight, teams or language are others now; deliver nothing more under the old ones. */
  changed(viewer: Viewer): void;
  /** Revoked, expired, or the member was deactivated. Called once; nothing is called after it. */
  ended(): void;
}
interface Watched {
  viewer: MemberContext;
  listener: SessionListener;
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

  /** Until the returned function is called or the session ends. */
  watch(viewer: MemberContext, listener: SessionListener): () => void {
    const entry: Watched = { viewer, listener, silence: () => undefined };
    entry.silence = onSessionEnded(this.platform.hub, viewer.actor.sessionId, () => this.end(entry));
    this.watched.add(entry);
    this.timer ??= this.platform.clock.after(TICK, () => void this.tick());
    return () => this.forget(entry);
  }

  /** Looks now: after MEMBER_CHANGED or TEAM_CHANGED, before anything more is delivered to that tenant. */
  async recheck(tenantId?: string): Promise<void> {
    const entries = [...this.watched].filter((entry) => !tenantId || entry.viewer.tenantId === tenantId);
    for (let from = 0; from < entries.length; from += AT_ONCE) await this.check(entries.slice(from, from + AT_ONCE));
  }

  stop(): void {
    this.timer?.cancel();
    for (const entry of [...this.watched]) this.forget(entry);
  }

  private async tick(): Promise<void> {
    try {
      await this.recheck();
    } catch (error) {
      this.platform.logger.warn({ err: error }, 'open sessions could not be checked; trying again');
    } finally {
      this.timer = this.watched.size > 0 ? this.platform.clock.after(TICK, () => void this.tick()) : null;
    }
  }

  private async check(entries: readonly Watched[]): Promise<void> {
    const live = await liveSessions(this.platform, [...new Set(entries.map((entry) => entry.viewer.actor.sessionId))]);
    const viewers = new Map((await viewersOf(this.platform, live)).map((viewer) => [viewer.actor.sessionId, viewer]));
    for (const entry of entries) {
      if (!this.watched.has(entry)) continue;
      const now = viewers.get(entry.viewer.actor.sessionId);
      if (!now) this.end(entry);
      else if (rightsKey(now) !== rightsKey(entry.viewer)) {
        entry.viewer = now;
        entry.listener.changed(now);
      }
    }
  }

  private end(entry: Watched): void {
    if (!this.watched.has(entry)) return;
    this.forget(entry);
    entry.listener.ended();
  }

  private forget(entry: Watched): void {
    this.watched.delete(entry);
    entry.silence();
    if (this.watched.size > 0) return;
    this.timer?.cancel();
    this.timer = null;
  }
}

/** Two sockets with the same key see and may do the same, but for what is the member's own. */
export const rightsKey = ({ tenantId, actor, sight, locale }: MemberContext): string =>
  JSON.stringify([tenantId, actor.role, sight.visibility, sight.teamIds, locale]);
