import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { secretKeyId } from '../secrets/aes-secrets';
import { secretKeyBytes } from '../secrets/secret-key';

type Env = Record<string, string | undefined>;
export const keyFile = (dataDir: string): string => join(dataDir, 'secret.key');

/** Which keys the product would open sealed values with, the one that seals first; `fileKey` is the text of a `secret.key`. */
export function usableKeys(env: Env, fileKey: string | null): { from: 'environment' | 'file'; ids: string[] } | null {
  const id = (name: string, key: string) => secretKeyId(secretKeyBytes(name, key));
  const previous = env['PROSA_SECRET_KEY_PREVIOUS']
    ? [id('PROSA_SECRET_KEY_PREVIOUS', env['PROSA_SECRET_KEY_PREVIOUS'])]
    : [];
  if (env['PROSA_SECRET_KEY'])
    return { from: 'environment', ids: [id('PROSA_SECRET_KEY', env['PROSA_SECRET_KEY']), ...previous] };
  return fileKey === null ? null : { from: 'file', ids: [id('secret.key', fileKey), ...previous] };
}

export const readKeyFile = (file: string): string | null => (existsSync(file) ? readFileSync(file, 'utf8') : null);
