import {
  permissionsOf,
  type Actor,
  type Platform,
  type Role,
  type TenantContext,
  type Visibility,
} from '@prosa/server/platform';

/** A context in which a person acts, with a session. */
export interface MemberContext extends TenantContext {
  actor: Extract<Actor, { kind: 'member' }>;
}
export const isMemberContext = (ctx: TenantContext | null): ctx is MemberContext => ctx?.actor.kind === 'member';

/** A signed-in member: what `authenticate` gives for a request or a socket. */
export interface Viewer extends MemberContext {
  /** When the session ends unless it is used before. */
  expiresAt: Date;
}

export interface SessionRow {
  id: string;
  user_id: string;
  tenant_id: string;
  member_id: string;
  last_seen_at: number | string;
  expires_at: number | string;
  role: Role;
  visibility: Visibility;
  locale: string;
}

/** A session counts while it is neither revoked nor expired and its member is active: one rule for every door. */
const LIVE = `
  select s.id, s.user_id, s.tenant_id, s.member_id, s.last_seen_at, s.expires_at, m.role, m.visibility, u.locale
    from session s
    join member m on m.id = s.member_id and m.tenant_id = s.tenant_id and m.user_id = s.user_id and m.active
    join user_account u on u.id = s.user_id
   where s.revoked_at is null and s.expires_at > ?`;

export async function liveSessionOfToken({ db, clock }: Platform, tokenHash: string): Promise<SessionRow | null> {
  const [row] = await db.read<SessionRow>(`${LIVE} and s.token_hash = ?`, [clock.now().getTime(), tokenHash]);
  return row ?? null;
}

/** Those of `ids` that still count. */
export async function liveSessions({ db, clock }: Platform, ids: readonly string[]): Promise<SessionRow[]> {
  if (ids.length === 0) return [];
  return db.read<SessionRow>(`${LIVE} and s.id in (${ids.map(() => '?').join(', ')})`, [clock.now().getTime(), ...ids]);
}

/** The context of a live session: its tenant, its member's rights and sight. */
export async function viewerOf(platform: Platform, session: SessionRow): Promise<Viewer> {
  const [viewer] = await viewersOf(platform, [session]);
  return viewer as Viewer;
}

/** The same for many sessions, in one more query. */
export async function viewersOf(platform: Platform, sessions: readonly SessionRow[]): Promise<Viewer[]> {
  if (sessions.length === 0) return [];
  const teams = await platform.db.read<{ tenant_id: string; member_id: string; team_id: string }>(
    `select tenant_id, member_id, team_id from team_member where member_id in (${sessions.map(() => '?').join(', ')}) order by team_id`,
    sessions.map((session) => session.member_id),
  );
  return sessions.map((session) => ({
    platform,
    tenantId: session.tenant_id,
    actor: {
      kind: 'member',
      memberId: session.member_id,
      userId: session.user_id,
      sessionId: session.id,
      role: session.role,
    },
    permissions: permissionsOf(session.role, session.visibility),
    sight: {
      visibility: session.visibility,
      memberId: session.member_id,
      teamIds: teams
        .filter((team) => team.member_id === session.member_id && team.tenant_id === session.tenant_id)
        .map((team) => team.team_id),
    },
    locale: session.locale,
    em: platform.db.forTenant(session.tenant_id),
    expiresAt: new Date(Number(session.expires_at)),
  }));
}
