import { ConfigError, readConfig } from './read-config';

describe('the configuration', () => {
  it('works with nothing set', () => {
    expect(readConfig({})).toMatchObject({ port: 3000, host: '127.0.0.1', publicUrl: 'http://127.0.0.1:3000', evolution: null, openai: null, roles: ['web', 'worker'] });
  });

  it('names every wrong variable at once, and no value', () => {
    const wrong = { PORT: 'eighty', DATABASE_URL: 'mysql://root:hunter2@db', LOG_LEVEL: 'loud', EVOLUTION_URL: 'https://evolution.test', PROSA_ROLES: 'web,cook' };
    const error = (() => {
      try {
        return readConfig(wrong);
      } catch (e) {
        return e as ConfigError;
      }
    })() as ConfigError;
    expect(error).toBeInstanceOf(ConfigError);
    expect(error.problems.map(({ name }) => name).sort()).toEqual(['DATABASE_URL', 'LOG_LEVEL', 'PORT', 'PROSA_ROLES']);
    expect(error.message).not.toContain('hunter2');
    expect(() => readConfig({ EVOLUTION_URL: 'https://evolution.test' })).toThrow('EVOLUTION_API_KEY');
  });

  it('sends Evolution to the public address unless told otherwise', () => {
    const env = { EVOLUTION_URL: 'https://evolution.test/', EVOLUTION_API_KEY: 'k', PROSA_PUBLIC_URL: 'https://desk.test' };
    expect(readConfig(env).evolution).toEqual({ url: 'https://evolution.test', apiKey: 'k', webhookUrl: 'https://desk.test' });
    expect(readConfig({ ...env, EVOLUTION_WEBHOOK_URL: 'http://10.0.0.2:3000' }).evolution?.webhookUrl).toBe('http://10.0.0.2:3000');
  });
});
