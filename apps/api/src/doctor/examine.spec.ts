import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OperatorError, readConfig, systemClock, type Clock } from '@prosa/server/platform';
import { testDatabaseUrls } from '@prosa/server/platform/testing';
import { openData } from '../open-data';
import { checkDataFolder } from './check-data-folder';
import { checkDatabase } from './check-database';
import { checkEvolution } from './check-evolution';
import { checkPublicUrl } from './check-public-url';
import { checkSecret } from './check-secret';
import { checkModel, checkSmtp } from './check-services';
import { examine, examineOutside } from './examine';
import type { Finding } from './finding';
import { skewOf } from './skew';

const KEY = 'q4BNk2yU8eXr0d7wA1sZ5vTgHjLmPcYfRbQnWtEuIoM=';
const NOWHERE = 'http://127.0.0.1:9';

/** What was found wrong, as `level check`, with the words. */
const wrong = (found: readonly Finding[]) =>
  found.filter(({ level }) => level !== 'OK').map(({ level, check, message }) => `${level} ${check}: ${message}`);

describe('the examination of an installation', () => {
  let dir: string;
  const servers: { close(): unknown }[] = [];
  beforeAll(() => void (dir = mkdtempSync(join(tmpdir(), 'prosa-doctor-'))));
  afterAll(() => rmSync(dir, { recursive: true }));
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });

  async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
    const server: Server = createServer(answer);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    servers.push(server);
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }
  const json = (response: ServerResponse, status: number, body: unknown, headers: object = {}) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));

  describe('data folder', () => {
    it('that can be written', async () => {
      expect(wrong(await checkDataFolder({ dataDir: join(dir, 'new', 'data') }))).toEqual([]);
      expect(existsSync(join(dir, 'new'))).toBe(false); // it was only looked at
    });
    it('that cannot be made', async () => {
      const dataDir = join(dir, 'file', 'data');
      writeFileSync(join(dir, 'file'), '');
      expect(wrong(await checkDataFolder({ dataDir }))).toEqual([
        expect.stringContaining(
          `PROBLEM data folder: Nothing can be written in the data folder ${dataDir} (ENOTDIR): give`,
        ),
      ]);
      // The start says the same, and does not begin.
      const start = openData(
        readConfig({ PROSA_DATA_DIR: dataDir }),
        {},
        { clock: systemClock, logger: null as never },
      );
      await expect(start).rejects.toThrow(OperatorError);
      await expect(start).rejects.toThrow('or set PROSA_DATA_DIR to another folder');
    });
  });

  describe('secret key', () => {
    const dataDir = (name: string) => mkdtempSync(join(dir, name));
    it('that is random', () => {
      expect(wrong(checkSecret({ PROSA_SECRET_KEY: KEY }, { dataDir: dir }))).toEqual([]);
      expect(wrong(checkSecret({}, { dataDir: join(dir, 'none') }))).toEqual([]);
    });
    it('that can be guessed, and is not repeated', () => {
      const weak = Buffer.from('0123456789abcde'.repeat(3).slice(0, 32)).toString('base64');
      const [found] = wrong(checkSecret({ PROSA_SECRET_KEY: weak }, { dataDir: dir }));
      expect(found).toContain('PROBLEM secret key: PROSA_SECRET_KEY can be guessed');
      expect(found).not.toContain(weak);
    });
    it('in a file that others read, or that is none', () => {
      const at = dataDir('key-');
      const file = join(at, 'secret.key');
      writeFileSync(file, KEY);
      chmodSync(file, 0o644);
      expect(wrong(checkSecret({}, { dataDir: at }))).toEqual([
        `WARNING secret key: Others on this machine may read ${file}: chmod 600 ${file}`,
      ]);
      writeFileSync(file, 'short');
      expect(wrong(checkSecret({}, { dataDir: at }))).toEqual([
        expect.stringContaining(`PROBLEM secret key: ${file} cannot`),
      ]);
    });
  });

  describe('public address', () => {
    const at = (publicUrl: string, more: object = {}) =>
      checkPublicUrl({ publicUrl, trustedProxies: ['127.0.0.1'], host: '127.0.0.1', ...more });
    it('that leads here', async () => {
      const url = await serve((_, response) => json(response, 200, { ok: true }));
      expect(wrong(await at(url))).toEqual([]);
    });
    it('that leads to another program, on to another address, or nowhere', async () => {
      const other = await serve((_, response) => response.writeHead(502).end('<html>Bad gateway</html>'));
      expect(wrong(await at(other))).toEqual([
        `PROBLEM public address: ${other} answers, but it is not Prosa (502): look at the proxy before it.`,
      ]);
      const moved = await serve((_, response) =>
        response.writeHead(301, { location: 'https://desk.test/healthz' }).end(),
      );
      expect(wrong(await at(moved))[0]).toContain('leads on to https://desk.test: set PROSA_PUBLIC_URL');
      expect(wrong(await at(NOWHERE))[0]).toMatch(/cannot be reached \(\w+\)/);
    });
    it('that is open to readers on the way, or whose proxy is not known', async () => {
      expect(wrong(await at('http://desk.invalid'))[0]).toContain(
        'passwords and messages cross the network in the open',
      );
      expect(wrong(await at('https://desk.invalid', { trustedProxies: [] }))[0]).toContain(
        'WARNING public address: PROSA_TRUSTED_PROXIES is not set',
      );
      expect(wrong(await at(NOWHERE, { host: '0.0.0.0' }))[0]).toContain('PROSA_PUBLIC_URL is not set');
    });
  });

  describe('Evolution', () => {
    const at = (url: string, more: object = {}, clock: Clock = systemClock) =>
      checkEvolution({ evolution: { url, apiKey: 'right', webhookUrl: url, ...more } }, clock);
    const evolution = (date?: string) =>
      serve(({ headers }, response) =>
        headers['apikey'] === 'right'
          ? json(response, 200, [{}, {}], date ? { date } : {})
          : json(response, 401, { status: 401, error: 'Unauthorized' }),
      );
    it('that takes our key', async () => {
      const found = await at(await evolution());
      expect(wrong(found)).toEqual([]);
      expect(found[0]?.message).toContain('holds 2 numbers');
    });
    it('that does not, is none, or is away', async () => {
      const [refused] = wrong(await at(await evolution(), { apiKey: 'hunter2' }));
      expect(refused).toContain('does not take EVOLUTION_API_KEY');
      expect(refused).not.toContain('hunter2');
      const page = await serve((_, response) => response.writeHead(200).end('<html>'));
      expect(wrong(await at(page))[0]).toContain('not as Evolution API 2 does (200)');
      expect(wrong(await at(NOWHERE))[0]).toContain('cannot be reached');
      expect(wrong(await checkEvolution({ evolution: null }, systemClock))[0]).toContain('EVOLUTION_URL is not set');
    });
    it('whose clock is another', async () => {
      const late = new Date(Date.now() - 10 * 60_000).toUTCString();
      expect(wrong(await at(await evolution(late)))[0]).toMatch(
        /PROBLEM clock: This machine's clock is 60\d seconds ahead of Evolution's: let both follow a time server/,
      );
    });
    it('that is told to deliver to itself', async () => {
      const found = await checkEvolution(
        { evolution: { url: 'http://evolution.invalid', apiKey: 'k', webhookUrl: 'http://127.0.0.1:3000' } },
        systemClock,
      );
      expect(wrong(found).at(-1)).toContain('set EVOLUTION_WEBHOOK_URL');
    });
  });

  it('is content with a clock that differs by less than a minute, and knows no time where none is told', () => {
    const now = new Date('2026-11-28T12:00:00Z');
    expect(wrong(skewOf('it', now.getTime() + 59_000, now, now))).toEqual([]);
    expect(wrong(skewOf('it', now.getTime() + 61_000, now, now))[0]).toContain("61 seconds behind it's");
    expect(skewOf('it', null, now, now)).toEqual([]);
  });

  describe('e-mail', () => {
    async function mailServer(login: '235 welcome' | '535 no'): Promise<string> {
      const server = createTcpServer((socket) => {
        socket.write('220 test ESMTP\r\n');
        socket.on('data', (chunk) => {
          const line = String(chunk);
          if (/^EHLO/i.test(line)) socket.write('250-test\r\n250 AUTH PLAIN\r\n');
          else if (/^AUTH/i.test(line)) socket.write(`${login}\r\n`);
          else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n');
          else socket.write('250 ok\r\n');
        });
        socket.on('error', () => undefined);
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      servers.push(server);
      return `smtp://user:hunter2@127.0.0.1:${(server.address() as AddressInfo).port}`;
    }
    const at = async (url: string) => wrong(await checkSmtp({ smtp: { url, from: 'desk@example.com' } }));
    it('whose server lets us in, or not, or is away', async () => {
      expect(await at(await mailServer('235 welcome'))).toEqual([]);
      const [refused] = await at(await mailServer('535 no'));
      expect(refused).toContain('refuses the user or password of SMTP_URL');
      expect(refused).not.toContain('hunter2');
      expect((await at('smtp://127.0.0.1:9'))[0]).toContain('PROBLEM e-mail: 127.0.0.1:9 cannot be reached by SMTP');
      expect(wrong(await checkSmtp({ smtp: null }))).toEqual([]);
    });
  });

  it('model: that takes our key, or not', async () => {
    const url = await serve(({ headers }, response) =>
      json(response, headers.authorization === 'Bearer right' ? 200 : 401, {}),
    );
    const at = async (apiKey: string) => wrong(await checkModel({ openai: { apiKey, baseUrl: url, model: 'm' } }));
    expect(await at('right')).toEqual([]);
    expect(await at('wrong')).toEqual([`PROBLEM model: ${url} does not take OPENAI_API_KEY.`]);
    expect(wrong(await checkModel({ openai: null }))[0]).toContain('WARNING model');
  });

  it('looks at everything at once, and leaves to stand-ins what they answer for', async () => {
    const env = { PROSA_DATA_DIR: join(dir, 'whole'), PROSA_SECRET_KEY: KEY, PROSA_PUBLIC_URL: NOWHERE };
    const found = await examine(readConfig(env), env, systemClock);
    expect([...new Set(found.map(({ check }) => check))]).toEqual([
      'data folder',
      'secret key',
      'database',
      'public address',
      'Evolution',
      'e-mail',
      'model',
    ]);
    const outside = await examineOutside(readConfig({ ...env, PROSA_STAND_INS: 'evolution,openai' }), systemClock);
    expect(outside.map(({ check }) => check)).toEqual(['public address', 'e-mail']);
  });
});

describe.each(testDatabaseUrls())('the examination of the database on $name', ({ url }) => {
  it('tells a fresh one, one of this version, and one that is away', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'prosa-doctor-'));
    const config = { ...readConfig({ PROSA_DATA_DIR: dir }), databaseUrl: await url(dir) };
    const before = await checkDatabase(config, systemClock);
    expect(before.filter(({ level }) => level === 'PROBLEM')).toEqual([]);
    const data = await openData(config, {}, { clock: systemClock, logger: { info: () => undefined } as never });
    await data.close();
    expect(wrong(await checkDatabase(config, systemClock))).toEqual([]);
    const away = config.databaseUrl.startsWith('sqlite:')
      ? `sqlite:${dir}`
      : 'postgres://user:hunter2@127.0.0.1:9/prosa';
    const [found] = wrong(await checkDatabase({ databaseUrl: away }, systemClock));
    expect(found).toContain('PROBLEM database: The database cannot be opened');
    expect(found).not.toContain('hunter2');
    rmSync(dir, { recursive: true });
  });
});
