import { UserProblem, type Platform } from '@prosa/server/platform';
import { hashRecoveryCode } from './recovery-codes';
import { stepOf } from './totp';

export const sealContext = (userId: string): string => `second-factor:${userId}`;
interface Row {
  id: string;
  secret_sealed: string;
}
const wrong = () => new UserProblem('INVALID_CODE', 'This code is not right, or was used before.', ['code']);

/**
 * Does nothing for whoever has no second factor. Takes a code of the app, each once, or a recovery code, each once. The caller
 * counts the attempt. Throws UserProblem SECOND_FACTOR_REQUIRED when there is no code, INVALID_CODE when it is none.
 */
export async function proveSecondFactor(platform: Platform, userId: string, code: string | null | undefined): Promise<void> {
  const { db } = platform;
  const [row] = await db.read<Row>(`select id, secret_sealed from second_factor where user_id = ? and confirmed_at is not null`, [userId]);
  if (!row) return;
  if (!code?.trim()) throw new UserProblem('SECOND_FACTOR_REQUIRED', 'Enter the code of your authenticator app.', ['code']);
  if (!(await takeAppCode(platform, row.id, platform.secrets.open(row.secret_sealed, sealContext(userId)), code)) && !(await takeRecoveryCode(platform, userId, code)))
    throw wrong();
}

/** True once for each code: a compare and swap of its own commit, so that of two at the same time one is refused. */
export async function takeAppCode({ db, clock }: Platform, id: string, secret: string, code: string): Promise<boolean> {
  const step = stepOf(secret, code, clock.now());
  if (step === null) return false;
  return (await db.write(`update second_factor set last_step = ? where id = ? and last_step < ? returning id`, [step, id, step])).length > 0;
}

async function takeRecoveryCode({ db, clock }: Platform, userId: string, code: string): Promise<boolean> {
  const used = await db.write(`update recovery_code set used_at = ? where user_id = ? and code_hash = ? and used_at is null returning id`, [
    clock.now().getTime(),
    userId,
    hashRecoveryCode(code),
  ]);
  return used.length > 0;
}
