import type { TenantContext } from '@prosa/server/platform';
import { ApiKey } from './api-key.entity';

const MOST_SHOWN = 500;
/** A key that is over is shown for so long, to those who wonder why something stopped. */
const OVER_SHOWN_MS = 30 * 24 * 60 * 60_000;

/** Everybody knows their own keys; who manages them, those of all. A key itself knows of none. */
export function mayKnow({ actor, permissions }: TenantContext, memberId: string): boolean {
  if (actor.kind !== 'member' || actor.key) return false;
  return permissions.has('apikey:manage') || (permissions.has('apikey:create') && actor.memberId === memberId);
}

/** The newest first; those that are over only for a month. */
export async function readApiKeys(ctx: TenantContext): Promise<ApiKey[]> {
  const over = new Date(ctx.platform.clock.now().getTime() - OVER_SHOWN_MS);
  const keys = await ctx.em.find(
    ApiKey,
    { $and: [{ $or: [{ revokedAt: null }, { revokedAt: { $gt: over } }] }, { $or: [{ expiresAt: null }, { expiresAt: { $gt: over } }] }] },
    { orderBy: { id: 'desc' }, limit: MOST_SHOWN },
  );
  return keys.filter((key) => mayKnow(ctx, key.memberId));
}

/** Those of `ids` that the caller may know of. */
export async function readApiKeysById(ctx: TenantContext, ids: readonly string[]): Promise<Map<string, ApiKey>> {
  const keys = await ctx.em.find(ApiKey, { id: { $in: [...ids] } });
  return new Map(keys.filter((key) => mayKnow(ctx, key.memberId)).map((key) => [key.id, key]));
}
