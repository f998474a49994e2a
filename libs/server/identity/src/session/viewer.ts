import {
  narrowed,
  permissionsOf,
  type Actor,
  type ApiScope,
  type Platform,
  type Role,
  type TenantContext,
  type Visibility,
} from '@prosa/server/platform';

/** A context in which a member acts, by a session or by an API key. */
export interface MemberContext extends TenantContext {
  actor: Extract<Actor, { kind: 'member' }>;
}
export const isMemberContext = (ctx: TenantContext | null): ctx is MemberContext => ctx?.actor.kind === 'member';

/** A signed-in member: what `authenticate` gives for a request or a socket. */
export interface Viewer extends MemberContext {
  /** When the session ends unless it is used before; null for a key that does not expire. */
  expiresAt: Date | null;
}

export interface SessionRow {
  id: string;
  user_id: string;
  tenant_id: string;
  member_id: string;
  last_seen_at: number | string | null;
  expires_at: number | string | null;
  /** Of an API key; null for a session. JSON text on SQLite. */
  scopes: ApiScope[] | string | null;
  role: Role;
  visibility: Visibility;
  locale: string;
}

/** An API key counts by the same rule; it has no end unless it was given one. */
const LIVE_KEY = `
  select k.id, m.user_id, k.tenant_id, k.member_id, k.last_used_at as last_seen_at, k.expires_at, k.scopes, m.role, m.visibility, u.locale
    from api_key k
    join member m on m.id = k.member_id and m.tenant_id = k.tenant_id and m.active
    join user_account u on u.id = m.user_id
   where k.revoked_at is null and (k.expires_at is null or k.expires_at > ?)`;

export async function liveKeyOfSecret({ db, clock }: Platform, secretHash: string): Promise<SessionRow | null> {
  const [row] = await db.read<SessionRow>(`${LIVE_KEY} and k.secret_hash = ?`, [clock.now().getTime(), secretHash]);
  return row ?? null;
}

/** A session counts while it is neither revoked nor expired and its member is active: one rule for every door. */
const LIVE = `
  select s.id, s.user_id, s.tenant_id, s.member_id, s.last_seen_at, s.expires_at, null as scopes, m.role, m.visibility, u.locale
    from session s
    join member m on m.id = s.member_id and m.tenant_id = s.tenant_id and m.user_id = s.user_id and m.active
    join user_account u on u.id = s.user_id
   where s.revoked_at is null and s.expires_at > ?`;

export async function liveSessionOfToken({ db, clock }: Platform, tokenHash: string): Promise<SessionRow | null> {
  const [row] = await db.read<SessionRow>(`${LIVE} and s.token_hash = ?`, [clock.now().getTime(), tokenHash]);
  return row ?? null;
}

/** Those of `ids`, of sessions and of API keys, that still count. */
export async function liveSessions({ db, clock }: Platform, ids: readonly string[]): Promise<SessionRow[]> {
  if (ids.length === 0) return [];
  const marks = ids.map(() => '?').join(', ');
  const params = [clock.now().getTime(), ...ids];
  const sessions = await db.read<SessionRow>(`${LIVE} and s.id in (${marks})`, params);
  if (sessions.length === ids.length) return sessions;
  return [...sessions, ...(await db.read<SessionRow>(`${LIVE_KEY} and k.id in (${marks})`, params))];
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
  return sessions.map((session) => ({ session, scopes: scopesOf(session) })).map(({ session, scopes }) => ({
    platform,
    tenantId: session.tenant_id,
    actor: {
      kind: 'member',
      memberId: session.member_id,
      userId: session.user_id,
      sessionId: session.id,
      role: session.role,
      ...(scopes && { key: { scopes } }),
    },
    permissions: scopes
      ? narrowed(permissionsOf(session.role, session.visibility), scopes)
      : permissionsOf(session.role, session.visibility),
    sight: {
      visibility: session.visibility,
      memberId: session.member_id,
      teamIds: teams
        .filter((team) => team.member_id === session.member_id && team.tenant_id === session.tenant_id)
        .map((team) => team.team_id),
    },
    locale: session.locale,
    em: platform.db.forTenant(session.tenant_id),
    expiresAt: session.expires_at === null ? null : new Date(Number(session.expires_at)),
  }));
}

const scopesOf = ({ scopes }: SessionRow): ApiScope[] | null =>
  typeof scopes === 'string' ? (JSON.parse(scopes) as ApiScope[]) : scopes;
