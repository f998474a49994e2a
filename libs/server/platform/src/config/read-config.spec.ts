import { ConfigError, readConfig } from './read-config';

const refusal = (env: Record<string, string>): unknown => {
  try {
    return readConfig(env);
  } catch (error) {
    return error;
  }
};

describe('the configuration', () => {
  it('works with nothing set', () => {
    expect(readConfig({})).toMatchObject({ port: 3000, host: '127.0.0.1', publicUrl: 'http://127.0.0.1:3000', evolution: null, openai: null, roles: ['web', 'worker'] });
  });

  it('names every wrong variable at once, what is missing beside another included, and no value', () => {
    const wrong = {
      PORT: '80000',
      DATABASE_URL: 'mysql://root:hunter2@db',
      LOG_LEVEL: 'loud',
      EVOLUTION_URL: 'https://evolution.test',
      PROSA_ROLES: 'web,cook',
      PROSA_SECRET_KEY: 'hunter2',
      PROSA_METRICS_TOKEN: 'hunter2',
      PROSA_TRUSTED_PROXIES: '127.0.0.1,hunter2',
      PROSA_PUBLIC_URL: 'desk.test',
      OPENAI_BASE_URL: 'http://model.test/v1',
    };
    const error = refusal(wrong) as ConfigError;
    expect(error).toBeInstanceOf(ConfigError);
    expect(error.problems.map(({ name }) => name).sort()).toEqual([
      'DATABASE_URL', 'EVOLUTION_API_KEY', 'LOG_LEVEL', 'OPENAI_API_KEY', 'PORT', 'PROSA_METRICS_TOKEN', 'PROSA_PUBLIC_URL', 'PROSA_ROLES', 'PROSA_SECRET_KEY', 'PROSA_TRUSTED_PROXIES',
    ]);
    for (const { name } of error.problems) expect(error.message).toContain(name);
    expect(error.message).not.toContain('hunter2');
  });

  it.each(['eighty', '-1', '3000.5', ' ', '0x50', '65536'])('takes no port %p', (PORT) => expect(() => readConfig({ PORT })).toThrow('PORT: a port number'));
  it.each([
    [{}, 'http://127.0.0.1:3000'],
    [{ HOST: '0.0.0.0', PORT: '80' }, 'http://127.0.0.1:80'],
    [{ HOST: '::1' }, 'http://[::1]:3000'],
    [{ HOST: 'desk.lan' }, 'http://desk.lan:3000'],
    [{ PROSA_PUBLIC_URL: 'https://desk.test/' }, 'https://desk.test'],
  ])('reaches itself by %p at %s', (env, publicUrl) => expect(readConfig(env).publicUrl).toBe(publicUrl));

  it('takes the names of stand-ins and roles with spaces and in any number', () => {
    expect(readConfig({ PROSA_STAND_INS: 'evolution, openai', PROSA_ROLES: ' worker ' })).toMatchObject({ standIns: ['evolution', 'openai'], roles: ['worker'] });
    expect(readConfig({ PROSA_STAND_INS: '' }).standIns).toEqual([]);
    expect(() => readConfig({ PROSA_ROLES: ',' })).toThrow('PROSA_ROLES');
    expect(() => readConfig({ PROSA_STAND_INS: '<script>' })).toThrow('PROSA_STAND_INS');
  });

  it('takes hosts for the servers of tenants, and no addresses of pages', () => {
    expect(readConfig({}).evolutionHosts).toEqual([]);
    expect(readConfig({ PROSA_EVOLUTION_HOSTS: 'Evo.test, *.evo.test, 10.0.0.7, fd00::7, *' }).evolutionHosts).toEqual(['evo.test', '*.evo.test', '10.0.0.7', 'fd00::7', '*']);
    for (const hosts of ['https://evo.test', 'evo.test/path', 'evo.test:8080', '*evo.test']) expect(() => readConfig({ PROSA_EVOLUTION_HOSTS: hosts })).toThrow('PROSA_EVOLUTION_HOSTS');
  });

  it('sends Evolution to the public address unless told otherwise', () => {
    const env = { EVOLUTION_URL: 'https://evolution.test/', EVOLUTION_API_KEY: 'k', PROSA_PUBLIC_URL: 'https://desk.test' };
    expect(readConfig(env).evolution).toEqual({ url: 'https://evolution.test', apiKey: 'k', webhookUrl: 'https://desk.test' });
    expect(readConfig({ ...env, EVOLUTION_WEBHOOK_URL: 'http://10.0.0.2:3000' }).evolution?.webhookUrl).toBe('http://10.0.0.2:3000');
  });
});
