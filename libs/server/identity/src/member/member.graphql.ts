import {
  builder,
  connectionType,
  loadNode,
  NotFound,
  nodeType,
  pageById,
  pageComplexity,
  ROLES,
  type GraphqlContext,
} from '@prosa/server/platform';
import {
  readMemberPage,
  readMembers,
  readTenants,
  readUsers,
  type MemberRow,
  type TenantRow,
  type UserRow,
} from './member.read';

const byId = <T extends { id: string }>(rows: readonly T[]): Map<string, T> =>
  new Map(rows.map((row) => [row.id, row]));

/** What a row that is seen leads to is there: its user and its tenant are never deleted before it. */
export async function loadRequired<T>(ctx: GraphqlContext, type: string, id: string): Promise<T> {
  const row = await loadNode<T>(ctx, type, id);
  if (!row) throw new NotFound(type);
  return row;
}

export const RoleEnum = builder.enumType('Role', { values: ROLES });

export const TenantRef = builder.objectRef<TenantRow>('Tenant');
nodeType(TenantRef, {
  right: 'member',
  load: async (tenant, ids) => byId(await readTenants(tenant, ids)),
  fields: (t) => ({
    name: t.exposeString('name'),
    timeZone: t.exposeString('timeZone'),
    locale: t.exposeString('locale'),
    currency: t.exposeString('currency'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
  }),
});

export const UserRef = builder.objectRef<UserRow>('User');
nodeType(UserRef, {
  right: 'member',
  load: async (tenant, ids) => byId(await readUsers(tenant, ids)),
  fields: (t) => ({
    name: t.exposeString('name'),
    email: t.expose('email', { type: 'EmailAddress' }),
    locale: t.exposeString('locale'),
  }),
});

export const MemberRef = builder.objectRef<MemberRow>('Member');
nodeType(MemberRef, {
  right: 'member:read',
  load: async (tenant, ids) => byId(await readMembers(tenant, ids)),
  fields: (t) => ({
    user: t.field({
      type: UserRef,
      resolve: (member, _args, ctx) => loadRequired<UserRow>(ctx, 'User', member.userId),
    }),
    tenant: t.field({
      type: TenantRef,
      resolve: (member, _args, ctx) => loadRequired<TenantRow>(ctx, 'Tenant', member.tenantId),
    }),
    role: t.expose('role', { type: RoleEnum }),
    active: t.exposeBoolean('active'),
  }),
});

const MemberConnection = connectionType<MemberRow>('Member', MemberRef);

builder.queryField('members', (t) =>
  t.field({
    type: MemberConnection,
    authScopes: { right: 'member:read' },
    complexity: pageComplexity,
    args: { first: t.arg.int(), after: t.arg.string() },
    resolve: (_root, args, { tenant }) =>
      pageById(args, async (after, limit) => (tenant ? readMemberPage(tenant, after, limit) : [])),
  }),
);
