import type { TenantContext } from '../context/context';
import { inSight } from '../context/sight';
import type { LogEvent } from '../event-log/event-log';

/** Whether the caller may learn of this event at all: the same rule for live, replay and the list of events. */
export function mayLearn(tenant: Pick<TenantContext, 'sight' | 'permissions'>, { audience }: Pick<LogEvent, 'audience'>): boolean {
  if (audience.kind === 'tenant') return true;
  if (audience.kind === 'member') return tenant.sight.memberId === audience.memberId;
  if (audience.kind === 'operations') return tenant.permissions.has('operations:read');
  return audience.scopes.some((scope) => inSight(tenant.sight, scope));
}
