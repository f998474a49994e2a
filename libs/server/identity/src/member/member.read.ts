import type { Role, TenantContext, Visibility } from '@prosa/server/platform';
import type { Availability } from '../identity.entities';

export interface MemberRow {
  id: string;
  tenantId: string;
  userId: string;
  role: Role;
  visibility: Visibility;
  availability: Availability;
  active: boolean;
  version: number;
}
export interface UserRow {
  id: string;
  name: string;
  email: string;
  locale: string;
}
export interface TenantRow {
  id: string;
  name: string;
  timeZone: string;
  locale: string;
  currency: string;
  createdAt: Date;
}
type Raw = Record<string, string | number | boolean>;

const MEMBER = 'm.id, m.tenant_id, m.user_id, m.role, m.visibility, m.availability, m.active, m.version';
const memberOf = (raw: Raw): MemberRow => ({
  id: raw['id'] as string,
  tenantId: raw['tenant_id'] as string,
  userId: raw['user_id'] as string,
  role: raw['role'] as Role,
  visibility: raw['visibility'] as Visibility,
  availability: raw['availability'] as Availability,
  active: Boolean(raw['active']),
  version: Number(raw['version']),
});
const marks = (values: readonly unknown[]): string => values.map(() => '?').join(', ');
/** Nobody's id: an agent or the product itself is no user. */
const NOBODY = '00000000-0000-0000-0000-000000000000';
const userIdOf = ({ actor }: TenantContext): string => (actor.kind === 'member' ? actor.userId : NOBODY);

/** Those of these members that are of the caller's tenant. */
export async function readMembers(ctx: TenantContext, ids: readonly string[]): Promise<MemberRow[]> {
  if (ids.length === 0) return [];
  const rows = await ctx.platform.db.read<Raw>(
    `select ${MEMBER} from member m where m.tenant_id = ? and m.id in (${marks(ids)})`,
    [ctx.tenantId, ...ids],
  );
  return rows.map(memberOf);
}

/** One page of the tenant's members in the order of their joining, and one row more when there are more. */
export async function readMemberPage(ctx: TenantContext, after: string | null, limit: number): Promise<MemberRow[]> {
  const rows = await ctx.platform.db.read<Raw>(
    `select ${MEMBER} from member m where m.tenant_id = ? and m.id > ? order by m.id limit ?`,
    [ctx.tenantId, after ?? NOBODY, limit],
  );
  return rows.map(memberOf);
}

/** Every tenant that the caller's user may enter: the one list that crosses tenants, and only by the user's own id. */
export async function readMemberships(ctx: TenantContext): Promise<MemberRow[]> {
  const rows = await ctx.platform.db.read<Raw>(
    `select ${MEMBER} from member m where m.user_id = ? and m.active order by m.id`,
    [userIdOf(ctx)],
  );
  return rows.map(memberOf);
}

/** Those of these users that the caller may know: itself, and who is or was a member of its tenant. */
export async function readUsers(ctx: TenantContext, ids: readonly string[]): Promise<UserRow[]> {
  if (ids.length === 0) return [];
  return ctx.platform.db.read<UserRow>(
    `select u.id, u.name, u.email, u.locale from user_account u
      where u.id in (${marks(ids)}) and (u.id = ? or exists (select 1 from member m where m.tenant_id = ? and m.user_id = u.id))`,
    [...ids, userIdOf(ctx), ctx.tenantId],
  );
}

/** Those of these tenants that the caller may know: its own, and those that its user may enter. */
export async function readTenants(ctx: TenantContext, ids: readonly string[]): Promise<TenantRow[]> {
  if (ids.length === 0) return [];
  const rows = await ctx.platform.db.read<Raw>(
    `select t.id, t.name, t.time_zone, t.locale, t.currency, t.created_at from tenant t
      where t.id in (${marks(ids)}) and (t.id = ? or exists (select 1 from member m where m.tenant_id = t.id and m.user_id = ? and m.active))`,
    [...ids, ctx.tenantId, userIdOf(ctx)],
  );
  return rows.map((raw) => ({
    id: raw['id'] as string,
    name: raw['name'] as string,
    timeZone: raw['time_zone'] as string,
    locale: raw['locale'] as string,
    currency: raw['currency'] as string,
    createdAt: new Date(Number(raw['created_at'])),
  }));
}

/** When these members of the caller's tenant were last there. */
export async function readLastSeen(ctx: TenantContext, ids: readonly string[]): Promise<Map<string, Date>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.platform.db.read<{ member_id: string; seen: number | string }>(
    `select member_id, max(last_seen_at) as seen from session where tenant_id = ? and member_id in (${marks(ids)}) group by member_id`,
    [ctx.tenantId, ...ids],
  );
  return new Map(rows.map(({ member_id: id, seen }) => [id, new Date(Number(seen))]));
}
