import type { SqlEntityManager } from '@mikro-orm/sql';
import type { Config } from '../config/config';
import type { Database } from '../database/database';
import type { EventHub } from '../event-log/event-hub';
import type { JobQueue } from '../jobs/job-queue';
import type { Moments } from '../live/moments';
import type { Secrets } from '../secrets/secrets';
import type { Logger } from '../telemetry/logger';
import type { Metrics } from '../telemetry/metrics';
import type { Clock } from './clock';
import type { ApiScope } from './api-scopes';
import type { Permission, Role } from './rights';
import type { Sight } from './sight';

/** The ports that every domain may use; made once, in the composition root. */
export interface Platform {
  config: Config;
  clock: Clock;
  db: Database;
  hub: EventHub;
  moments: Moments;
  jobs: JobQueue;
  secrets: Secrets;
  logger: Logger;
  metrics: Metrics;
}

/** The API key by which a member acts; `sessionId` is its id then. */
export interface ActingKey {
  scopes: readonly ApiScope[];
}

/** Who acts. `node` is the global node type that the event log names. */
export type Actor =
  | { kind: 'member'; memberId: string; userId: string; sessionId: string; role: Role; key?: ActingKey }
  | { kind: 'agent'; agentId: string }
  | { kind: 'system'; name: string };

/** Everything a use case needs to know: the tenant, who acts, what they may do and see. */
export interface TenantContext {
  platform: Platform;
  tenantId: string;
  actor: Actor;
  permissions: ReadonlySet<Permission>;
  sight: Sight;
  /** Language of messages for people: `pt-BR` or `en`. */
  locale: string;
  /** Reads entities of this tenant only; writes go through `unitOfWork`. */
  em: SqlEntityManager;
}

/** The context of a job or webhook: the product itself acts, sees the whole tenant, and holds no member's rights. */
export function systemContext(platform: Platform, tenantId: string, name: string): TenantContext {
  return {
    platform,
    tenantId,
    actor: { kind: 'system', name },
    permissions: new Set(),
    sight: { visibility: 'ALL', memberId: null, teamIds: [] },
    locale: 'pt-BR',
    em: platform.db.forTenant(tenantId),
  };
}

export const agentContext = (platform: Platform, tenantId: string, agentId: string): TenantContext => ({
  ...systemContext(platform, tenantId, 'agent'),
  actor: { kind: 'agent', agentId },
});
