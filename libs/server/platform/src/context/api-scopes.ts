import type { TenantContext } from './context';
import type { Permission } from './rights';

/** What an API key may be used for, as far as its member may. */
export const API_SCOPES = ['READ', 'WRITE', 'SEND_MESSAGES', 'MANAGE_INTEGRATIONS', 'ADMIN'] as const;
export type ApiScope = (typeof API_SCOPES)[number];

/** Which scope a right is part of; null: no key ever has it. A right that is added must be given its place here. */
const SCOPE_OF: Record<Permission, ApiScope | null> = {
  'inbox:read': 'READ',
  'agent:read': 'READ',
  'channel:read': 'READ',
  'member:read': 'READ',
  'inbox:reply': 'WRITE',
  'inbox:assign': 'WRITE',
  'inbox:send': 'SEND_MESSAGES',
  'inbox:manage': 'ADMIN',
  'channel:manage': 'MANAGE_INTEGRATIONS',
  'agent:manage': 'ADMIN',
  'member:manage': 'ADMIN',
  'tenant:manage': 'ADMIN',
  'server:manage': 'ADMIN',
  'operations:read': 'ADMIN',
  // Or one that leaked could make another that outlives it.
  'apikey:create': null,
  'apikey:manage': null,
};

/** What is left of a member's rights to one of its keys. */
export const narrowed = (permissions: ReadonlySet<Permission>, scopes: readonly ApiScope[]): ReadonlySet<Permission> =>
  new Set([...permissions].filter((permission) => scopes.includes(SCOPE_OF[permission] as ApiScope)));

/** Whether what is open to any member is open to the caller: to a key only when it may read. */
export function actsAsMember(tenant: Pick<TenantContext, 'actor'> | null): boolean {
  if (!tenant) return false;
  const { actor } = tenant;
  return actor.kind !== 'member' || !actor.key || actor.key.scopes.includes('READ');
}

/** A key that may only read changes nothing, whatever right a mutation asks for: readers may mark things as read. */
export const mayChange = (tenant: Pick<TenantContext, 'actor'> | null): boolean =>
  tenant?.actor.kind !== 'member' || !tenant.actor.key || tenant.actor.key.scopes.some((scope) => scope !== 'READ');

/** Whether the caller is somebody who has signed in, and no API key of theirs. */
export const isPerson = (tenant: Pick<TenantContext, 'actor'> | null): boolean =>
  tenant?.actor.kind === 'member' && !tenant.actor.key;
