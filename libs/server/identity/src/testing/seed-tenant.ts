import {
  newId,
  systemContext,
  unitOfWork,
  type Platform,
  type Role,
  type UnitOfWork,
  type Visibility,
} from '@prosa/server/platform';
import { Member, Team, TeamMember, Tenant, User } from '../identity.entities';
import { memberChanged } from '../member/member.events';
import { openSession } from '../session/open-session';
import { liveSessions, viewerOf, type Viewer } from '../session/viewer';

/** A signed-in member of a test; `token` works as a cookie and as a bearer. */
export interface SeededMember extends Viewer {
  memberId: string;
  userId: string;
  token: string;
}
export interface SeededTenant {
  tenantId: string;
  owner: SeededMember;
  /** Adds an active member with a session; `teamIds` come from `team()`. */
  member(role?: Role, visibility?: Visibility, teamIds?: readonly string[]): Promise<SeededMember>;
  /** Makes another tenant's user a member here too. */
  guest(user: { userId: string }, role?: Role): Promise<SeededMember>;
  team(name?: string): Promise<string>;
}

/** No password has this hash: seeded users sign in by their token, and nothing waits for argon2. */
const NO_PASSWORD = 'seeded';

/** A tenant with its owner, both real rows. */
export async function seedTenant(
  platform: Platform,
  options: { name?: string; locale?: 'pt-BR' | 'en'; timeZone?: string } = {},
): Promise<SeededTenant> {
  const tenantId = newId();
  const ctx = systemContext(platform, tenantId, 'seed');
  const locale = options.locale ?? 'pt-BR';
  const createdAt = platform.clock.now();
  const addUser = async (unit: UnitOfWork) => {
    const id = newId();
    unit.em.create(User, {
      id,
      name: `User ${id.slice(-4)}`,
      email: `${id}@example.com`,
      passwordHash: NO_PASSWORD,
      locale,
      createdAt,
    });
    return id;
  };
  const addMember = async (
    unit: UnitOfWork,
    userId: string,
    role: Role,
    visibility: Visibility,
    teamIds: readonly string[],
  ) => {
    const member = unit.em.create(Member, {
      id: newId(),
      tenantId,
      userId,
      role,
      visibility,
      active: true,
      version: 1,
      createdAt,
    });
    for (const teamId of teamIds) unit.em.create(TeamMember, { teamId, memberId: member.id, tenantId });
    unit.append(memberChanged(member));
    return openSession(platform, unit, member, { ip: null, userAgent: 'test' });
  };
  const signedIn = async (
    work: (unit: UnitOfWork) => Promise<{ token: string; sessionId: string }>,
  ): Promise<SeededMember> => {
    const { token, sessionId } = await unitOfWork(ctx, work);
    const [session] = await liveSessions(platform, [sessionId]);
    if (!session) throw new Error('The seeded session is not live.');
    return { ...(await viewerOf(platform, session)), memberId: session.member_id, userId: session.user_id, token };
  };
  const owner = await signedIn(async (unit) => {
    unit.em.create(Tenant, {
      id: tenantId,
      name: options.name ?? `Tenant ${tenantId.slice(-4)}`,
      timeZone: options.timeZone ?? 'America/Sao_Paulo',
      locale,
      currency: locale === 'pt-BR' ? 'BRL' : 'USD',
      createdAt,
    });
    return addMember(unit, await addUser(unit), 'OWNER', 'ALL', []);
  });
  return {
    tenantId,
    owner,
    member: (role = 'REP', visibility = 'ALL', teamIds = []) =>
      signedIn(async (unit) => addMember(unit, await addUser(unit), role, visibility, teamIds)),
    guest: ({ userId }, role = 'REP') => signedIn((unit) => addMember(unit, userId, role, 'ALL', [])),
    team: async (name = 'Sales') => {
      const id = newId();
      await unitOfWork(ctx, async (unit) => void unit.em.create(Team, { id, tenantId, name, createdAt }));
      return id;
    },
  };
}
