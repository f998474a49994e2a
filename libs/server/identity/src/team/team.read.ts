import type { TenantContext } from '@prosa/server/platform';
import type { TeamAssignment } from '../identity.entities';

export interface TeamRow {
  id: string;
  tenantId: string;
  name: string;
  assignment: TeamAssignment;
  /** Open conversations that one member is dealt at most; null: no limit. */
  capacity: number | null;
  version: number;
}
type Raw = Record<string, string | number | null>;

const TEAM = 't.id, t.tenant_id, t.name, t.assignment, t.capacity, t.version';
const teamOf = (raw: Raw): TeamRow => ({
  id: raw['id'] as string,
  tenantId: raw['tenant_id'] as string,
  name: raw['name'] as string,
  assignment: raw['assignment'] as TeamAssignment,
  capacity: raw['capacity'] as number | null,
  version: Number(raw['version']),
});
const marks = (values: readonly unknown[]): string => values.map(() => '?').join(', ');

/** Those of these teams that are of the caller's tenant. */
export async function readTeams(ctx: TenantContext, ids: readonly string[]): Promise<TeamRow[]> {
  if (ids.length === 0) return [];
  const rows = await ctx.platform.db.read<Raw>(`select ${TEAM} from team t where t.tenant_id = ? and t.id in (${marks(ids)})`, [ctx.tenantId, ...ids]);
  return rows.map(teamOf);
}

/** Every team of the tenant by name: there are a handful. */
export async function readAllTeams(ctx: TenantContext): Promise<TeamRow[]> {
  const rows = await ctx.platform.db.read<Raw>(`select ${TEAM} from team t where t.tenant_id = ? order by t.name, t.id`, [ctx.tenantId]);
  return rows.map(teamOf);
}

/** Who is in which team, from either side: the ids of the other one, in a steady order. */
export async function readTeamsOfMembers(ctx: TenantContext, memberIds: readonly string[]): Promise<Map<string, string[]>> {
  return grouped(ctx, memberIds, 'member_id', 'team_id');
}
export async function readMembersOfTeams(ctx: TenantContext, teamIds: readonly string[]): Promise<Map<string, string[]>> {
  return grouped(ctx, teamIds, 'team_id', 'member_id');
}

async function grouped(ctx: TenantContext, ids: readonly string[], of: 'member_id' | 'team_id', what: 'member_id' | 'team_id'): Promise<Map<string, string[]>> {
  const groups = new Map<string, string[]>(ids.map((id) => [id, []]));
  if (ids.length === 0) return groups;
  const rows = await ctx.platform.db.read<{ id: string; other: string }>(
    `select ${of} as id, ${what} as other from team_member where tenant_id = ? and ${of} in (${marks(ids)}) order by ${what}`,
    [ctx.tenantId, ...ids],
  );
  for (const { id, other } of rows) groups.get(id)?.push(other);
  return groups;
}
