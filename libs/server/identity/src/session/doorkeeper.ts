import type { Platform, TenantContext } from '@prosa/server/platform';
import { authenticate, revalidate, type Credentials } from './authenticate';
import { SessionWatch } from './session-watch';
import { isMemberContext, type Viewer } from './viewer';

/** Who may come in, and until when: what the HTTP and WebSocket doors ask. One per process; `stop` ends its ticking. */
export function createDoorkeeper(platform: Platform) {
  const watch = new SessionWatch(platform);
  return {
    authenticate: (credentials: Credentials): Promise<Viewer | null> => authenticate(platform, credentials),
    /** The caller as of now, null when the session is over. Contexts of no member are the product's own and stay as they are. */
    revalidate: async (ctx: TenantContext): Promise<TenantContext | null> =>
      isMemberContext(ctx) ? revalidate(ctx) : ctx,
    /** Calls `ended` once, when the session is revoked, expires, or its member is deactivated, in whatever process. */
    onSessionEnded: (ctx: TenantContext, ended: () => void): (() => void) =>
      isMemberContext(ctx) ? watch.watch(ctx, { ended, changed: () => undefined }) : () => undefined,
    stop: () => watch.stop(),
  };
}
