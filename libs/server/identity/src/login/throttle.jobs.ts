import type { JobHandler, Platform, Sweep } from '@prosa/server/platform';
import { forgetOldAttempts } from './throttle';

const KIND = 'identity.forget';
const EVERY = 60 * 60_000;

/** Job `identity.forget`: drops counters of failed logins that no longer count. */
export const forgetAttemptsJob = (platform: Platform): JobHandler => ({
  kind: KIND,
  concurrency: 1,
  run: () => forgetOldAttempts(platform),
});

/** Asks for it once an hour. */
export function forgetAttemptsSweep({ clock }: Platform): Sweep {
  let last = 0;
  return {
    kind: KIND,
    find: async () => {
      const now = clock.now().getTime();
      if (now - last < EVERY) return [];
      last = now;
      return [{ kind: KIND, key: 'login-throttle', tenantId: null }];
    },
  };
}
