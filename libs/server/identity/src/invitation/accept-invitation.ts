import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { newId, systemContext, unitOfWork, UserProblem, type Platform, type UnitOfWork } from '@prosa/server/platform';
import { Member, Team, TeamMember, Tenant, User } from '../identity.entities';
import { checkPassword, knownOf } from '../login/password-rules';
import { passwords } from '../login/passwords';
import { proveSecondFactor } from '../second-factor/prove-second-factor';
import { takeLoginAttempt } from '../login/throttle';
import { memberChanged } from '../member/member.events';
import { Invitation } from '../people.entities';
import type { SignedIn } from '../session/log-in';
import { openSession, type Device } from '../session/open-session';
import { hashToken } from '../session/session-token';
import { teamChanged } from '../team/team.events';
import { requireText } from '../text-rules';

export interface AcceptInvitation {
  token: string;
  name: string;
  password: string;
  code?: string | null;
}
const gone = () => new UserProblem('INVITATION_OVER', 'This invitation is used, withdrawn or too old. Ask for another.', ['token']);

/** The open invitation behind a link, or null: used, withdrawn, expired and made up are not told apart. */
export async function findInvitation(platform: Platform, token: string): Promise<Invitation | null> {
  const hash = hashToken(token);
  const row = await platform.db.acrossTenants().findOne(Invitation, { $or: [{ tokenHash: hash }, { mailTokenHash: hash }] });
  return row && !row.acceptedAt && !row.revokedAt && row.expiresAt > platform.clock.now() ? row : null;
}

/**
 * Takes somebody in and signs them in there. Who has a login proves that it is theirs, with its second factor, and gets one
 * membership more; anyone else chooses a name and a password. Once: of two at the same time one comes too late.
 * Throws UserProblem INVITATION_OVER, INVALID_CREDENTIALS, SECOND_FACTOR_REQUIRED, WEAK_PASSWORD and the like, and RateLimited.
 */
export async function acceptInvitation(platform: Platform, input: AcceptInvitation, device: Device): Promise<SignedIn> {
  const invitation = await findInvitation(platform, input.token);
  if (!invitation) throw gone();
  const { email, tenantId } = invitation;
  const known = await platform.db.acrossTenants().findOne(User, { email });
  const made = known ? null : await newcomer(platform, invitation, input);
  if (known) await proveIdentity(platform, known, input, device);
  try {
    return await unitOfWork(systemContext(platform, tenantId, 'invitation'), async (unit) => {
      await use(platform, unit, invitation, input.token);
      if (made) unit.em.create(User, made);
      const userId = (made ?? (known as User)).id;
      const member = await join(platform, unit, invitation, userId);
      await unit.em.flush();
      const session = openSession(platform, unit, member, device);
      unit.append({
        ...memberChanged(member),
        actor: { kind: 'member', memberId: member.id, userId, sessionId: session.sessionId, role: member.role },
      });
      return { ...session, tenantId };
    });
  } catch (error) {
    if (error instanceof UniqueConstraintViolationException) throw gone(); // the same e-mail came in another way meanwhile
    throw error;
  }
}

async function newcomer(platform: Platform, { email, tenantId }: Invitation, input: AcceptInvitation) {
  const tenant = await platform.db.acrossTenants().findOneOrFail(Tenant, { id: tenantId });
  const name = requireText(input.name, 'name');
  checkPassword(input.password, knownOf(email, name, tenant.name));
  return { id: newId(), name, email, passwordHash: await passwords.hash(input.password), locale: tenant.locale, createdAt: platform.clock.now() };
}

async function proveIdentity(platform: Platform, user: User, { password, code }: AcceptInvitation, { ip }: Device): Promise<void> {
  const attempt = await takeLoginAttempt(platform, user.email, ip);
  if (!(await passwords.verify(user.passwordHash, password)))
    throw new UserProblem('INVALID_CREDENTIALS', 'This is not the password of your login.', ['password']);
  await proveSecondFactor(platform, user.id, code);
  await attempt.succeeded();
}

async function use({ clock }: Platform, { em }: UnitOfWork, { id }: Invitation, token: string): Promise<void> {
  const hash = hashToken(token);
  const now = clock.now();
  const open = { id, acceptedAt: null, revokedAt: null, expiresAt: { $gt: now }, $or: [{ tokenHash: hash }, { mailTokenHash: hash }] };
  if ((await em.nativeUpdate(Invitation, open, { acceptedAt: now })) !== 1) throw gone();
}

/** Who was a member before is one again. Teams that are gone since are left out. */
async function join({ clock }: Platform, unit: UnitOfWork, { tenantId, role, visibility, teamIds }: Invitation, userId: string): Promise<Member> {
  const { em } = unit;
  const was = await em.findOne(Member, { userId });
  if (was?.active) throw new UserProblem('ALREADY_MEMBER', 'You are in this workspace already. Sign in instead.', ['token']);
  const member =
    was ?? em.create(Member, { id: newId(), tenantId, userId, role, visibility, availability: 'ONLINE', active: true, version: 0, createdAt: clock.now() });
  Object.assign(member, { role, visibility, availability: 'ONLINE', active: true, version: member.version + 1 });
  const already = was ? await em.find(TeamMember, { memberId: member.id }) : [];
  for (const team of await em.find(Team, { id: { $in: teamIds } })) {
    if (already.some(({ teamId }) => teamId === team.id)) continue;
    em.create(TeamMember, { teamId: team.id, memberId: member.id, tenantId });
    team.version += 1;
    unit.append(teamChanged(team));
  }
  return member;
}
