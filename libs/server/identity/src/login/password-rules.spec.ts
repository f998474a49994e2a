import { checkPassword } from './password-rules';

const refusal = (password: string, known: string[] = []): string | null => {
  try {
    checkPassword(password, known);
    return null;
  } catch (error) {
    expect((error as { path: unknown }).path).toEqual(['password']);
    return (error as { code: string }).code;
  }
};

describe('the password rules', () => {
  it.each(['kite hats morning', 'Xk29!pqLmz', 'um cavalo azul', 'ããõõççéé ú'])('take %s', (password) =>
    expect(refusal(password)).toBeNull(),
  );

  it('refuse what is short, counting characters and not bytes', () => {
    expect(refusal('Xk29!pqLm')).toBe('WEAK_PASSWORD');
    expect(refusal('😀😁😂🤣😃')).toBe('WEAK_PASSWORD');
  });

  it.each([
    'password123',
    'Password123!',
    'P@ssw0rd123',
    'Senha123456',
    'minhasenha2026',
    'Corinthians1',
    '1234567890',
    'qwertyuiop',
    'aaaaaaaaaaaa',
    'abcabcabcabc',
    'flamengo1981',
    'iloveyou!!',
  ])('refuse the common %s', (password) => expect(refusal(password)).toBe('WEAK_PASSWORD'));

  it('refuse the name and the e-mail over again', () => {
    expect(refusal('mariasilva1', ['mariasilva'])).toBe('WEAK_PASSWORD');
    expect(refusal('mariasilva and her kite', ['mariasilva'])).toBeNull();
  });

  it('refuse what would only be slow to hash', () => expect(refusal('k9'.repeat(200))).toBe('TOO_LONG'));
});
