import type { RouteHandlerCallback } from 'workbox-core';

/** What the server answers itself: none of it is a page of the dashboard. */
export const SERVERS_OWN = /^\/(graphql|webhooks|oauth|media|healthz|readyz|metrics)(\/|$|\?)/;

/** A network that hangs is as good as none. */
const PATIENCE_MS = 5_000;

/** The page as the server has it now; the one that was kept when the server cannot be reached. */
export function shellFirstFromNetwork(kept: RouteHandlerCallback): RouteHandlerCallback {
  return async (options) => {
    try {
      return await fetch(options.request, { signal: AbortSignal.timeout(PATIENCE_MS) });
    } catch {
      return kept(options);
    }
  };
}
