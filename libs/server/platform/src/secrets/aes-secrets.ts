import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { Secrets } from './secrets';

const VERSION = 'v1';

/** Tells keys apart without telling what they are; it stands in every value that the key sealed. */
export const secretKeyId = (key: Buffer): string => createHash('sha256').update(key).digest('base64url').slice(0, 8);

/**
 * AES-256-GCM. Sealed form: `v1.<key id>.<nonce>.<tag>.<ciphertext>`, each base64url. Older keys still open what they sealed.
 * Keys are 32 bytes. `open` throws when the key is unknown, or the value or its context was changed.
 */
export class AesSecrets implements Secrets {
  private readonly keys: { id: string; key: Buffer }[];

  constructor(current: Buffer, previous: readonly Buffer[] = []) {
    this.keys = [current, ...previous].map((key) => {
      if (key.length !== 32) throw new Error('A secret key has 32 bytes.');
      return { id: secretKeyId(key), key };
    });
  }

  seal(plain: string, context: string): string {
    const { id, key } = this.keys[0] as { id: string; key: Buffer };
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
    const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    return [VERSION, id, nonce.toString('base64url'), cipher.getAuthTag().toString('base64url'), sealed.toString('base64url')].join('.');
  }

  open(sealed: string, context: string): string {
    const [version, id, nonce, tag, text] = sealed.split('.');
    const known = this.keys.find((candidate) => candidate.id === id);
    if (version !== VERSION || !known || !nonce || !tag || text === undefined) throw new Error('A sealed value cannot be opened with the keys at hand.');
    const decipher = createDecipheriv('aes-256-gcm', known.key, Buffer.from(nonce, 'base64url'), { authTagLength: 16 })
      .setAAD(Buffer.from(context))
      .setAuthTag(Buffer.from(tag, 'base64url'));
    return Buffer.concat([decipher.update(Buffer.from(text, 'base64url')), decipher.final()]).toString('utf8');
  }
}
