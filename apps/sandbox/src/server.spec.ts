import { request } from 'node:http';
import { WebSocket } from 'ws';
import { startSandbox } from './server';
import { readOptions } from './settings';
import { Lab } from './testing/lab';

describe('where the sandbox may listen', () => {
  it.each(['0.0.0.0', '::', '192.168.0.10', 'example.com', '127.0.0.1.example.com', ''])(
    'not on "%s"',
    async (host) => {
      await expect(startSandbox({ host, port: 0 })).rejects.toThrow('only listens on this machine');
      expect(() => readOptions({ HOST: host })).toThrow('only listens on this machine');
      expect(() => readOptions({ PROSA_SANDBOX_HOST: host })).toThrow('only listens on this machine');
    },
  );

  it('on loopback, at the port given', async () => {
    expect(readOptions({})).toMatchObject({ host: '127.0.0.1', port: 3100 });
    expect(readOptions({ HOST: 'localhost', PROSA_SANDBOX_PORT: '0' })).toMatchObject({ host: 'localhost', port: 0 });
    expect(() => readOptions({ PROSA_SANDBOX_PORT: 'abc' })).toThrow('must be a port number');
    const sandbox = await startSandbox({ port: 0 });
    expect(sandbox.url).toBe(`http://127.0.0.1:${sandbox.port}`);
    await sandbox.close();
  });
});

describe('who is let in', () => {
  let lab: Lab;
  beforeEach(async () => {
    lab = await Lab.start();
  });
  afterEach(() => lab.close());

  /** fetch would not let us say who we claim to talk to. */
  const status = (path: string, headers: Record<string, string>, method = 'GET') =>
    new Promise<number | undefined>((resolve, reject) => {
      const asked = request({ port: lab.sandbox.port, host: '127.0.0.1', path, method, headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      asked.on('error', reject).end();
    });

  it.each(['/phone', '/control/instances', '/evolution/', '/openai/v1/models'])(
    'no foreign name leads to %s',
    async (path) => {
      for (const host of [
        'evil.example',
        `evil.example:${lab.sandbox.port}`,
        'localhost.evil.example',
        '127.0.0.1@evil.example',
      ])
        expect(await status(path, { host })).toBe(403);
    },
  );

  it.each(['127.0.0.1', 'localhost', 'LOCALHOST', '[::1]'])('%s does', async (host) => {
    expect(await status('/phone', { host: `${host}:${lab.sandbox.port}` })).toBe(200);
  });

  it.each(['https://evil.example', 'null', 'http://localhost.evil.example'])(
    'no page of %s makes things happen',
    async (origin) => {
      expect(await status('/control/down', { host: 'localhost', origin }, 'POST')).toBe(403);
      expect(lab.world.faults.down).toBe(false);
    },
  );

  const upgraded = (headers: Record<string, string>, path = '/phone/socket') =>
    new Promise<'open' | 'refused'>((resolve) => {
      const socket = new WebSocket(`${lab.sandbox.url.replace('http', 'ws')}${path}`, { headers });
      socket.on('open', () => {
        socket.terminate();
        resolve('open');
      });
      socket.on('error', () => resolve('refused'));
    });

  it('the socket of the phone page is as strict', async () => {
    expect(await upgraded({})).toBe('open');
    expect(await upgraded({ origin: lab.sandbox.url })).toBe('open');
    expect(await upgraded({}, '/elsewhere')).toBe('refused');
    expect(await upgraded({ host: 'evil.example' })).toBe('refused');
    for (const origin of ['https://evil.example', 'null', 'not an origin'])
      expect(await upgraded({ origin })).toBe('refused');
    // And it survived all of that.
    expect(await upgraded({})).toBe('open');
  });
});
