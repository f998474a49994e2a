import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OperatorError } from '../config/operator-error';
import { AesSecrets } from './aes-secrets';

/** Reads a key as base64 or hex. Throws when it is not 32 bytes. */
export const secretKeyBytes = (name: string, value: string): Buffer => {
  const key = Buffer.from(value.trim(), /^[0-9a-f]{64}$/i.test(value.trim()) ? 'hex' : 'base64');
  if (key.length !== 32) throw new Error(`${name} must be 32 bytes, as base64 or hex.`);
  return key;
};

/**
 * The key from PROSA_SECRET_KEY, or from `secret.key` in the data folder, made on the first start (mode 0600). Throws when it is
 * malformed, and OperatorError when it is missing although the database is not `fresh`: a new key would open nothing that was sealed.
 */
export function openSecrets(env: Record<string, string | undefined>, dataDir: string, { fresh }: { fresh: boolean }): AesSecrets {
  const previous = env['PROSA_SECRET_KEY_PREVIOUS'];
  const current = env['PROSA_SECRET_KEY'];
  const key = current ? secretKeyBytes('PROSA_SECRET_KEY', current) : keyFile(dataDir, fresh);
  return new AesSecrets(key, previous ? [secretKeyBytes('PROSA_SECRET_KEY_PREVIOUS', previous)] : []);
}

function keyFile(dataDir: string, mayMake: boolean): Buffer {
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, 'secret.key');
  const read = () => secretKeyBytes(file, readFileSync(file, 'utf8'));
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  if (!mayMake) {
    throw new OperatorError(
      `${file} is missing, and the database holds what was sealed with it. Put it back from a backup, or set PROSA_SECRET_KEY. If it is lost for good, set PROSA_SECRET_KEY to a new one (openssl rand -base64 32): each number must then be connected anew.`,
    );
  }
  // Written whole under another name, then linked: two first starts agree on one key, and a crash leaves none half-written.
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flush: true });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(draft);
  }
  return read();
}
