import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSecrets } from './secret-key';

describe('the key of the secrets', () => {
  let dir: string;
  beforeEach(() => void (dir = join(mkdtempSync(join(tmpdir(), 'prosa-key-')), 'data')));
  afterEach(() => rmSync(join(dir, '..'), { recursive: true }));
  const key = () => randomBytes(32);

  it('is made on the first start, for its owner only, and is the same on the next', () => {
    const sealed = openSecrets({}, dir, { fresh: true }).seal('segredo', 'x');
    const file = join(dir, 'secret.key');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(Buffer.from(readFileSync(file, 'utf8'), 'base64')).toHaveLength(32);
    expect(readdirSync(dir)).toEqual(['secret.key']);
    expect(openSecrets({}, dir, { fresh: true }).open(sealed, 'x')).toBe('segredo');
  });

  it('comes from the environment when it is there, as base64 or hex, and no file is made', () => {
    const given = key();
    const sealed = openSecrets({ PROSA_SECRET_KEY: given.toString('base64') }, dir, { fresh: true }).seal('segredo', 'x');
    expect(openSecrets({ PROSA_SECRET_KEY: given.toString('hex') }, dir, { fresh: true }).open(sealed, 'x')).toBe('segredo');
    expect(() => statSync(dir)).toThrow();
  });

  it('still opens what the previous one sealed', () => {
    const [old, now] = [key().toString('base64'), key().toString('base64')];
    const sealed = openSecrets({ PROSA_SECRET_KEY: old }, dir, { fresh: true }).seal('segredo', 'x');
    const env = { PROSA_SECRET_KEY: now, PROSA_SECRET_KEY_PREVIOUS: old };
    expect(openSecrets(env, dir, { fresh: true }).open(sealed, 'x')).toBe('segredo');
    expect(openSecrets({ PROSA_SECRET_KEY: now }, dir, { fresh: true }).open(openSecrets(env, dir, { fresh: true }).seal('novo', 'x'), 'x')).toBe('novo');
    expect(() => openSecrets({ PROSA_SECRET_KEY: now }, dir, { fresh: true }).open(sealed, 'x')).toThrow();
  });

  it('is refused by name when it is none, and never repeated', () => {
    expect(() => openSecrets({ PROSA_SECRET_KEY: 'hunter2' }, dir, { fresh: true })).toThrow(/^PROSA_SECRET_KEY must be 32 bytes(?!.*hunter2)/);
    openSecrets({}, dir, { fresh: true });
    writeFileSync(join(dir, 'secret.key'), 'hunter2');
    expect(() => openSecrets({}, dir, { fresh: true })).toThrow(/secret\.key must be 32 bytes(?!.*hunter2)/);
  });
});
