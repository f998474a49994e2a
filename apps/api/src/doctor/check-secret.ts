import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { secretKeyBytes, type Config } from '@prosa/server/platform';
import { ok, problem, warning, type Finding } from './finding';

const CHECK = 'secret key';
/** Of 32 random bytes hardly ever fewer than 20 are different. */
const FEWEST_DIFFERENT = 16;
const MAKE_ONE = 'make one with `openssl rand -base64 32` and keep the old one as PROSA_SECRET_KEY_PREVIOUS';

/** The key that seals credentials: that there is one, that nobody can guess it, and that nobody else reads it. */
export function checkSecret(env: Record<string, string | undefined>, { dataDir }: Pick<Config, 'dataDir'>): Finding[] {
  const given = env['PROSA_SECRET_KEY'];
  if (given) {
    return isWeak(secretKeyBytes('PROSA_SECRET_KEY', given))
      ? [problem(CHECK, `PROSA_SECRET_KEY can be guessed: ${MAKE_ONE}.`)]
      : [ok(CHECK, 'PROSA_SECRET_KEY is set. Backups do not hold it: keep it in another place, too.')];
  }
  const file = join(dataDir, 'secret.key');
  try {
    const key = secretKeyBytes(file, readFileSync(file, 'utf8'));
    if (isWeak(key)) return [problem(CHECK, `${file} can be guessed: ${MAKE_ONE}.`)];
    if ((statSync(file).mode & 0o077) !== 0 && process.platform !== 'win32')
      return [warning(CHECK, `Others on this machine may read ${file}: chmod 600 ${file}`)];
    return [ok(CHECK, `${file} is there, and for its owner only.`)];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [ok(CHECK, `${file} is made on the first start.`)];
    return [problem(CHECK, `${file} cannot be used: ${(error as Error).message}`)];
  }
}

const isWeak = (key: Buffer): boolean => new Set(key).size < FEWEST_DIFFERENT;
