import { Tenant } from '@prosa/server/identity';
import type { TenantContext } from '@prosa/server/platform';

/** The zone whose clocks count: its own, or the tenant's. */
export async function timeZoneFor(ctx: Pick<TenantContext, 'em' | 'tenantId'>, own: string | null): Promise<string> {
  return own ?? (await ctx.em.findOneOrFail(Tenant, { id: ctx.tenantId })).timeZone;
}
