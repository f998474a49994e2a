import { newId, systemContext, unitOfWork, UserProblem, type Platform } from '@prosa/server/platform';
import { User } from '../identity.entities';
import { mailerOf } from '../mail/mailer';
import { queueMail } from '../mail/mail.jobs';
import { PasswordReset } from '../people.entities';
import { proveSecondFactor } from '../second-factor/prove-second-factor';
import { endSessions } from '../session/end-sessions';
import { memberToEnter, type SignedIn } from '../session/log-in';
import { openSession, type Device } from '../session/open-session';
import { hashToken } from '../session/session-token';
import { normaliseEmail } from './email';
import { checkPassword, knownOf } from './password-rules';
import { passwords } from './passwords';
import { takeOwnAttempt, takeResetRequest } from './throttle';

const VALID_MS = 60 * 60_000;
const over = () => new UserProblem('RESET_OVER', 'This link is used or too old. Ask for another.', ['token']);

/**
 * Asks for an e-mail with a link. The answer and its time are the same whether there is such a login: what is written is written
 * after it. Who asks again is sent another. Throws RateLimited, counted by address and by e-mail alike for known and unknown.
 */
export async function requestPasswordReset(platform: Platform, input: { email: string }, device: Device): Promise<void> {
  const email = normaliseEmail(input.email);
  await takeResetRequest(platform, email, device.ip);
  if (!mailerOf(platform)) return;
  void write(platform, email).catch((error: unknown) => platform.logger.error({ err: error }, 'a password reset could not be written'));
}

async function write(platform: Platform, email: string): Promise<void> {
  const user = await platform.db.acrossTenants().findOne(User, { email });
  const member = user && (await memberToEnter(platform, user.id));
  if (!member) return;
  await unitOfWork(systemContext(platform, member.tenantId, 'password-reset'), async (unit) => {
    const now = platform.clock.now();
    const id = newId();
    unit.em.create(PasswordReset, { id, tenantId: member.tenantId, userId: user.id, tokenHash: null, createdAt: now, expiresAt: new Date(now.getTime() + VALID_MS), usedAt: null });
    await queueMail(platform, unit, member.tenantId, 'PASSWORD_RESET', id);
  });
}

/**
 * A new password by the link: once, within the hour. Ends all of the user's sessions and opens one. Whoever has a second factor
 * gives its code, too: a mailbox alone opens nothing. Throws UserProblem RESET_OVER, WEAK_PASSWORD, SECOND_FACTOR_REQUIRED, INVALID_CODE, and RateLimited.
 */
export async function resetPassword(platform: Platform, input: { token: string; password: string; code?: string | null }, device: Device): Promise<SignedIn> {
  const em = platform.db.acrossTenants();
  const reset = await em.findOne(PasswordReset, { tokenHash: hashToken(input.token), usedAt: null });
  if (!reset || reset.expiresAt <= platform.clock.now()) throw over();
  const user = await em.findOneOrFail(User, { id: reset.userId });
  const member = await memberToEnter(platform, user.id);
  if (!member) throw over();
  checkPassword(input.password, knownOf(user.email, user.name));
  const attempt = await takeOwnAttempt(platform, user.id);
  await proveSecondFactor(platform, user.id, input.code);
  const passwordHash = await passwords.hash(input.password);
  const signedIn = await unitOfWork(systemContext(platform, member.tenantId, 'password-reset'), async (unit) => {
    const usedAt = platform.clock.now();
    // Across tenants by the user's own id: every other link is dead with this one.
    const [row] = (await unit.em.execute(`update password_reset set used_at = ? where id = ? and used_at is null returning id`, [usedAt.getTime(), reset.id], 'all')) as object[];
    if (!row) throw over();
    await unit.em.execute(`update password_reset set used_at = ? where user_id = ? and used_at is null`, [usedAt.getTime(), user.id], 'run');
    await unit.em.nativeUpdate(User, { id: user.id }, { passwordHash });
    await endSessions(platform, unit, { userId: user.id });
    return { ...openSession(platform, unit, member, device), tenantId: member.tenantId };
  });
  await attempt.succeeded();
  return signedIn;
}
