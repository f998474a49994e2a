import { toDataURL } from 'qrcode';
import { newId, unitOfWork, UserProblem, type UnitOfWork } from '@prosa/server/platform';
import { User } from '../identity.entities';
import { passwords } from '../login/passwords';
import { takeOwnAttempt } from '../login/throttle';
import { RecoveryCode, SecondFactor } from '../people.entities';
import { endSessions } from '../session/end-sessions';
import type { MemberContext } from '../session/viewer';
import { proveSecondFactor, sealContext, takeAppCode } from './prove-second-factor';
import { hashRecoveryCode, newRecoveryCodes } from './recovery-codes';
import { keyUri, newSecret } from './totp';

/** Shown this once. */
export interface Setup {
  secret: string;
  uri: string;
  qrCode: string;
}
export interface SecondFactorRow {
  enabledAt: Date;
  recoveryCodesLeft: number;
}

/** What a user has of it; null: nothing. */
export async function readSecondFactor({ platform, actor }: MemberContext): Promise<SecondFactorRow | null> {
  const [row] = await platform.db.read<{ confirmed_at: number | string; codes: number | string }>(
    `select f.confirmed_at, (select count(*) from recovery_code c where c.user_id = f.user_id and c.used_at is null) as codes
       from second_factor f where f.user_id = ? and f.confirmed_at is not null`,
    [actor.userId],
  );
  return row ? { enabledAt: new Date(Number(row.confirmed_at)), recoveryCodesLeft: Number(row.codes) } : null;
}

/** Begins anew: in force only once a code proves that the app has it. Throws UserProblem INVALID_CREDENTIALS, ALREADY_ON, and RateLimited. */
export async function startSecondFactor(viewer: MemberContext, { password }: { password: string }): Promise<Setup> {
  const user = await provePassword(viewer, password);
  const { platform } = viewer;
  const secret = newSecret();
  await unitOfWork(viewer, async ({ em }) => {
    if (await em.findOne(SecondFactor, { userId: user.id, confirmedAt: { $ne: null } })) throw new UserProblem('ALREADY_ON', 'The second step is on already.');
    await em.nativeDelete(SecondFactor, { userId: user.id });
    em.create(SecondFactor, {
      id: newId(),
      userId: user.id,
      secretSealed: platform.secrets.seal(secret, sealContext(user.id)),
      createdAt: platform.clock.now(),
      confirmedAt: null,
      lastStep: 0,
    });
  });
  const uri = keyUri(secret, user.email);
  return { secret, uri, qrCode: await toDataURL(uri, { margin: 1, scale: 6 }) };
}

/** Puts it in force and ends the user's other sessions, which were opened without it. The recovery codes are shown this once. Throws UserProblem INVALID_CODE, NOT_STARTED, and RateLimited. */
export async function confirmSecondFactor(viewer: MemberContext, { code }: { code: string }): Promise<string[]> {
  const { platform, actor } = viewer;
  const attempt = await takeOwnAttempt(platform, actor.userId);
  const row = await platform.db.acrossTenants().findOne(SecondFactor, { userId: actor.userId, confirmedAt: null });
  if (!row) throw new UserProblem('NOT_STARTED', 'Begin with the QR code.', ['code']);
  const secret = platform.secrets.open(row.secretSealed, sealContext(actor.userId));
  if (!(await takeAppCode(platform, row.id, secret, code))) throw new UserProblem('INVALID_CODE', 'This code is not right, or was used before.', ['code']);
  const codes = await unitOfWork(viewer, async (unit) => {
    await unit.em.nativeUpdate(SecondFactor, { id: row.id }, { confirmedAt: platform.clock.now() });
    await endSessions(platform, unit, { userId: actor.userId, but: actor.sessionId });
    return replaceCodes(unit, actor.userId);
  });
  await attempt.succeeded();
  return codes;
}

/** Other codes; those before are dead. Throws UserProblem INVALID_CREDENTIALS, SECOND_FACTOR_REQUIRED, INVALID_CODE, and RateLimited. */
export async function renewRecoveryCodes(viewer: MemberContext, input: { password: string; code: string }): Promise<string[]> {
  const user = await provePassword(viewer, input.password, input.code);
  return unitOfWork(viewer, (unit) => replaceCodes(unit, user.id));
}

/** The password alone is enough again. Throws as renewRecoveryCodes. */
export async function endSecondFactor(viewer: MemberContext, input: { password: string; code: string }): Promise<void> {
  const user = await provePassword(viewer, input.password, input.code);
  await unitOfWork(viewer, async ({ em }) => {
    await em.nativeDelete(SecondFactor, { userId: user.id });
    await em.nativeDelete(RecoveryCode, { userId: user.id });
  });
}

/** An open session is not enough for what would let somebody else stay: the password is asked for again, and counted as at the login. */
export async function provePassword({ platform, actor }: MemberContext, password: string, code?: string, field = 'password'): Promise<User> {
  const user = await platform.db.acrossTenants().findOneOrFail(User, { id: actor.userId });
  const attempt = await takeOwnAttempt(platform, user.id);
  if (!(await passwords.verify(user.passwordHash, password))) throw new UserProblem('INVALID_CREDENTIALS', 'This is not your password.', [field]);
  if (code !== undefined) await proveSecondFactor(platform, user.id, code);
  await attempt.succeeded();
  return user;
}

async function replaceCodes({ em }: UnitOfWork, userId: string): Promise<string[]> {
  const codes = newRecoveryCodes();
  await em.nativeDelete(RecoveryCode, { userId });
  for (const code of codes) em.create(RecoveryCode, { id: newId(), userId, codeHash: hashRecoveryCode(code), usedAt: null });
  return codes;
}
