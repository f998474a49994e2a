import DataLoader from 'dataloader';
import type { TenantContext } from '@prosa/server/platform';
import { readMembers, readTenants, readUsers, type MemberRow, type TenantRow, type UserRow } from './member.read';

/** Each answers null for what is unknown or not the caller's to know. */
export interface IdentityLoaders {
  member: DataLoader<string, MemberRow | null>;
  user: DataLoader<string, UserRow | null>;
  tenant: DataLoader<string, TenantRow | null>;
}
const made = new WeakMap<TenantContext, IdentityLoaders>();

/** Gathers the single reads of one turn into one statement. Keeps nothing: a subscription's context outlives what it reads. */
export function identityLoaders(ctx: TenantContext): IdentityLoaders {
  const known = made.get(ctx);
  if (known) return known;
  const byId = <T extends { id: string }>(read: (ctx: TenantContext, ids: readonly string[]) => Promise<T[]>) =>
    new DataLoader<string, T | null>(
      async (ids) => {
        const rows = new Map((await read(ctx, [...new Set(ids)])).map((row) => [row.id, row]));
        return ids.map((id) => rows.get(id) ?? null);
      },
      { cache: false, maxBatchSize: 500 },
    );
  const loaders: IdentityLoaders = { member: byId(readMembers), user: byId(readUsers), tenant: byId(readTenants) };
  made.set(ctx, loaders);
  return loaders;
}
