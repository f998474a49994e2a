import { unitOfWork, type TenantContext } from '@prosa/server/platform';
import { Tenant } from '../identity.entities';
import { currencyOf, localeOf, requireText, timeZoneOf } from '../text-rules';

export interface UpdateTenant {
  name?: string | null;
  timeZone?: string | null;
  locale?: string | null;
  currency?: string | null;
}

/** Changes the workspace's own settings. Throws UserProblem REQUIRED, TOO_LONG, INVALID. */
export async function updateTenant(ctx: TenantContext, input: UpdateTenant): Promise<string> {
  const changes = {
    ...(input.name != null && { name: requireText(input.name, 'name') }),
    ...(input.timeZone != null && { timeZone: timeZoneOf(input.timeZone) }),
    ...(input.locale != null && { locale: localeOf(input.locale) }),
    ...(input.currency != null && { currency: currencyOf(input.currency) }),
  };
  await unitOfWork(ctx, async ({ em }) => {
    if (Object.keys(changes).length > 0) await em.nativeUpdate(Tenant, { id: ctx.tenantId }, changes);
  });
  return ctx.tenantId;
}
