import type { TenantContext } from '../context/context';
import type { Revalidate } from '../live/shared-subscriptions';

export const SESSION_COOKIE = 'prosa_session';

/** How an API key begins. */
export const API_KEY_PREFIX = 'prosa_';

export interface Credentials {
  cookieToken: string | null;
  bearer: string | null;
  ip: string;
  userAgent: string | null;
}

/** What the door asks of the identity domain. */
export interface Doorkeeper {
  /** The caller; `prolonged` when the session's end was moved on just now. Null for a stranger. */
  authenticate(credentials: Credentials): Promise<(TenantContext & { prolonged?: boolean }) | null>;
  revalidate: Revalidate;
  onSessionEnded(tenant: TenantContext, ended: () => void): () => void;
}

export const bearerOf = (authorization: string | undefined): string | null => /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1] ?? null;
