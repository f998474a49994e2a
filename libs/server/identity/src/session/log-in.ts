import { systemContext, unitOfWork, UserProblem, type Platform } from '@prosa/server/platform';
import { takeLoginAttempt } from '../login/throttle';
import { passwords } from '../login/passwords';
import { normaliseEmail } from '../login/email';
import { Member, Session, User } from '../identity.entities';
import { proveSecondFactor } from '../second-factor/prove-second-factor';
import { openSession, type Device } from './open-session';
import { SIGNED_OUT_KEPT } from './log-out';

export interface LogIn {
  email: string;
  password: string;
  /** Of the authenticator app, or a recovery code: for whoever has a second factor. */
  code?: string | null;
}
export interface SignedIn {
  token: string;
  sessionId: string;
  tenantId: string;
}

/**
 * Signs in to the tenant that was used last. An unknown e-mail, a wrong password and a login without a tenant cost one
 * verification each and give one answer. Who has a second factor gives its code, too. Throws UserProblem
 * INVALID_CREDENTIALS, SECOND_FACTOR_REQUIRED, INVALID_CODE, and RateLimited before anything is verified.
 */
export async function logIn(platform: Platform, input: LogIn, device: Device): Promise<SignedIn> {
  const email = normaliseEmail(input.email);
  const attempt = await takeLoginAttempt(platform, email, device.ip);
  const em = platform.db.acrossTenants();
  const user = await em.findOne(User, { email });
  const fits = await passwords.verify(user?.passwordHash ?? null, input.password);
  const member = user && fits ? await memberToEnter(platform, user.id) : null;
  if (!member) throw new UserProblem('INVALID_CREDENTIALS', 'The e-mail or the password is not right.', ['password']);
  await proveSecondFactor(platform, member.userId, input.code).catch(async (error: unknown) => {
    if (error instanceof UserProblem && error.code === 'SECOND_FACTOR_REQUIRED') await attempt.unfinished();
    throw error;
  });
  const signedIn = await unitOfWork(systemContext(platform, member.tenantId, 'log-in'), async (unit) => {
    await forgetOldSessions(platform, unit.em, member.userId);
    return { ...openSession(platform, unit, member, device), tenantId: member.tenantId };
  });
  await attempt.succeeded();
  return signedIn;
}

/** The membership that was used last, else the oldest. */
export async function memberToEnter(platform: Platform, userId: string): Promise<Member | null> {
  const em = platform.db.acrossTenants();
  const members = await em.find(Member, { userId, active: true }, { orderBy: { id: 'asc' } });
  const [last] = await em.find(
    Session,
    { userId, memberId: { $in: members.map((member) => member.id) } },
    { orderBy: { lastSeenAt: 'desc' }, limit: 1 },
  );
  return members.find((member) => member.id === last?.memberId) ?? members[0] ?? null;
}

/** Ended sessions are kept for a while as a trace, not for ever. */
async function forgetOldSessions(
  platform: Platform,
  em: ReturnType<Platform['db']['acrossTenants']>,
  userId: string,
): Promise<void> {
  const before = new Date(platform.clock.now().getTime() - SIGNED_OUT_KEPT);
  await em.nativeDelete(Session, { userId, $or: [{ expiresAt: { $lt: before } }, { revokedAt: { $lt: before } }] });
}
