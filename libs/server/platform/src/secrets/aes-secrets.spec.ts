import { randomBytes } from 'node:crypto';
import { AesSecrets } from './aes-secrets';

describe('sealed secrets', () => {
  const key = randomBytes(32);
  const secrets = new AesSecrets(key);

  it('open only where they were sealed', () => {
    const sealed = secrets.seal('segredo', 'channel:1');
    expect(sealed).not.toContain('segredo');
    expect(secrets.open(sealed, 'channel:1')).toBe('segredo');
    expect(() => secrets.open(sealed, 'channel:2')).toThrow();
    expect(() => secrets.open(`${sealed.slice(0, -2)}AA`, 'channel:1')).toThrow();
  });

  it('never look alike', () => {
    expect(secrets.seal('segredo', 'x')).not.toBe(secrets.seal('segredo', 'x'));
  });

  it('survive a rotation: the previous key opens, the new one seals', () => {
    const old = secrets.seal('segredo', 'x');
    const rotated = new AesSecrets(randomBytes(32), [key]);
    expect(rotated.open(old, 'x')).toBe('segredo');
    expect(() => secrets.open(rotated.seal('novo', 'x'), 'x')).toThrow();
  });
});
