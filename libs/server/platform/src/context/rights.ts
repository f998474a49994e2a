import type { Visibility } from './sight';

/** What a member may do, in the words of the permission list that `viewer.permissions` returns. */
export const PERMISSIONS = [
  'inbox:read',
  'inbox:reply',
  'inbox:send',
  'inbox:assign',
  'inbox:manage',
  'agent:read',
  'agent:manage',
  'channel:read',
  'channel:manage',
  'member:read',
  'member:manage',
  'tenant:manage',
  'server:manage',
  'apikey:create',
  'apikey:manage',
  'operations:read',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

export const ROLES = ['OWNER', 'ADMIN', 'MANAGER', 'REP', 'VIEWER'] as const;
export type Role = (typeof ROLES)[number];

const READ: Permission[] = ['inbox:read', 'agent:read', 'channel:read', 'member:read'];
const WRITE: Permission[] = ['inbox:reply', 'inbox:send', 'inbox:assign'];
const MATRIX: Record<Role, readonly Permission[]> = {
  OWNER: PERMISSIONS,
  // Whose server holds the tenant's numbers is the owner's to say.
  ADMIN: PERMISSIONS.filter((permission) => permission !== 'server:manage'),
  MANAGER: [...READ, ...WRITE, 'inbox:manage', 'agent:manage', 'operations:read', 'apikey:create'],
  REP: [...READ, ...WRITE],
  VIEWER: READ,
};

/** Operations show raw deliveries and jobs of everybody: they are for who sees everybody. */
export const permissionsOf = (role: Role, visibility: Visibility = 'ALL'): ReadonlySet<Permission> =>
  new Set(MATRIX[role].filter((permission) => visibility === 'ALL' || permission !== 'operations:read'));
