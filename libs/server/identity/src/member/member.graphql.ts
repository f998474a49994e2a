import {
  builder,
  connectionType,
  loaderOf,
  loadNode,
  NotFound,
  nodeType,
  pageById,
  pageComplexity,
  ROLES,
  VISIBILITIES,
  type GraphqlContext,
} from '@prosa/server/platform';
import { AVAILABILITIES, TEAM_ASSIGNMENTS } from '../identity.entities';
import { readAllTeams, readMembersOfTeams, readTeams, readTeamsOfMembers, type TeamRow } from '../team/team.read';
import {
  readMemberPage,
  readLastSeen,
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
export const VisibilityEnum = builder.enumType('Visibility', {
  values: VISIBILITIES,
  description:
    'Which contacts, conversations, leads and opportunities a member sees: all, those of their teams and unassigned ones, or their own.',
});
export const AvailabilityEnum = builder.enumType('Availability', { values: AVAILABILITIES });
export const TeamAssignmentEnum = builder.enumType('TeamAssignment', { values: TEAM_ASSIGNMENTS });

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
export const TeamRef = builder.objectRef<TeamRow>('Team');

/** The rows behind these ids, in their order, in the batches of the operation. */
async function loadAll<T>(ctx: GraphqlContext, type: string, ids: readonly string[]): Promise<T[]> {
  const rows = await Promise.all(ids.map((id) => loadNode<T>(ctx, type, id)));
  return rows.filter((row) => row !== null);
}
type Grouped = (tenant: NonNullable<GraphqlContext['tenant']>, ids: readonly string[]) => Promise<Map<string, string[]>>;
const idsOf = async (ctx: GraphqlContext, name: string, read: Grouped, id: string): Promise<string[]> => {
  const { tenant } = ctx;
  return tenant ? ((await loaderOf(ctx, name, (ids) => read(tenant, ids)).load(id)) ?? []) : [];
};

nodeType(TeamRef, {
  right: 'member:read',
  load: async (tenant, ids) => byId(await readTeams(tenant, ids)),
  fields: (t) => ({
    name: t.exposeString('name'),
    members: t.field({
      type: [MemberRef],
      resolve: async (team, _args, ctx) =>
        loadAll<MemberRow>(ctx, 'Member', await idsOf(ctx, 'members-of-team', readMembersOfTeams, team.id)),
    }),
    assignment: t.expose('assignment', { type: TeamAssignmentEnum }),
    capacity: t.exposeInt('capacity', {
      nullable: true,
      description: 'Open conversations that one member is dealt at most; null: no limit.',
    }),
  }),
});

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
    visibility: t.expose('visibility', { type: VisibilityEnum }),
    availability: t.expose('availability', { type: AvailabilityEnum }),
    teams: t.field({
      type: [TeamRef],
      resolve: async (member, _args, ctx) =>
        // A membership in another tenant: its teams are that tenant's to show.
        member.tenantId === ctx.tenant?.tenantId
          ? loadAll<TeamRow>(ctx, 'Team', await idsOf(ctx, 'teams-of-member', readTeamsOfMembers, member.id))
          : [],
    }),
    active: t.exposeBoolean('active'),
    lastSeenAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When they last used the product, for whoever manages members; within five minutes.',
      resolve: async ({ id }, _args, ctx) => {
        const { tenant } = ctx;
        return tenant?.permissions.has('member:manage') ? loaderOf(ctx, 'member-seen', (ids) => readLastSeen(tenant, ids)).load(id) : null;
      },
    }),
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

builder.queryField('teams', (t) =>
  t.field({
    type: [TeamRef],
    authScopes: { right: 'member:read' },
    resolve: (_root, _args, { tenant }) => (tenant ? readAllTeams(tenant) : []),
  }),
);
