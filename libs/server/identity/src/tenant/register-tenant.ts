import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { newId, systemContext, unitOfWork, UserProblem, type Platform, type UnitOfWork } from '@prosa/server/platform';
import { Member, Tenant, User } from '../identity.entities';
import { isEmail, normaliseEmail } from '../login/email';
import { checkPassword, knownOf } from '../login/password-rules';
import { passwords } from '../login/passwords';
import { takeRegistration } from '../login/throttle';
import { localeOf, requireText, timeZoneOf } from '../text-rules';
import { memberChanged } from '../member/member.events';
import type { SignedIn } from '../session/log-in';
import { openSession, type Device } from '../session/open-session';

export interface RegisterTenant {
  tenantName: string;
  name: string;
  email: string;
  password: string;
  locale?: string | null;
  timeZone?: string | null;
}

/**
 * Makes a new tenant with its owner, and signs the owner in. Nothing in the input can name an existing tenant. The password is
 * hashed before the e-mail is looked up, so a taken one answers no faster. Throws UserProblem (EMAIL_TAKEN among them) and RateLimited.
 */
export async function registerTenant(platform: Platform, input: RegisterTenant, device: Device): Promise<SignedIn> {
  const checked = check(input);
  const registration = await takeRegistration(platform, device.ip);
  const passwordHash = await passwords.hash(input.password);
  const tenantId = newId();
  const ctx = systemContext(platform, tenantId, 'register');
  try {
    return await unitOfWork(ctx, async (unit) => {
      if (await unit.em.findOne(User, { email: checked.email })) throw taken();
      const member = create(platform, unit, tenantId, { ...checked, passwordHash });
      await unit.em.flush();
      const session = openSession(platform, unit, member, device);
      unit.append({
        ...memberChanged(member),
        actor: {
          kind: 'member',
          memberId: member.id,
          userId: member.userId,
          sessionId: session.sessionId,
          role: 'OWNER',
        },
      });
      return { ...session, tenantId };
    });
  } catch (error) {
    const lostTheRace = error instanceof UniqueConstraintViolationException;
    if (lostTheRace || (error instanceof UserProblem && error.code === 'EMAIL_TAKEN'))
      await registration.emailWasTaken();
    throw lostTheRace ? taken() : error;
  }
}

const taken = () => new UserProblem('EMAIL_TAKEN', 'This e-mail already has a login. Sign in instead.', ['email']);

type Checked = ReturnType<typeof check>;
function check(input: RegisterTenant) {
  const tenantName = requireText(input.tenantName, 'tenantName');
  const name = requireText(input.name, 'name');
  const email = normaliseEmail(input.email);
  if (!isEmail(email)) throw new UserProblem('INVALID_EMAIL', 'This is not an e-mail address.', ['email']);
  checkPassword(input.password, knownOf(email, name, tenantName));
  const locale = localeOf(input.locale);
  return {
    tenantName,
    name,
    email,
    locale,
    timeZone: timeZoneOf(input.timeZone),
    currency: locale === 'pt-BR' ? 'BRL' : 'USD',
  };
}

function create(
  platform: Platform,
  unit: UnitOfWork,
  tenantId: string,
  made: Checked & { passwordHash: string },
): Member {
  const createdAt = platform.clock.now();
  const userId = newId();
  unit.em.create(Tenant, {
    id: tenantId,
    name: made.tenantName,
    timeZone: made.timeZone,
    locale: made.locale,
    currency: made.currency,
    createdAt,
  });
  unit.em.create(User, {
    id: userId,
    name: made.name,
    email: made.email,
    passwordHash: made.passwordHash,
    locale: made.locale,
    createdAt,
  });
  return unit.em.create(Member, {
    id: newId(),
    tenantId,
    userId,
    role: 'OWNER',
    visibility: 'ALL',
    availability: 'ONLINE',
    active: true,
    version: 1,
    createdAt,
  });
}
