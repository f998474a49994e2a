import type { LookupAddress } from 'node:dns';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LookupAll } from '@prosa/server/platform';
import { guardedFetch } from './guarded-fetch';

const PUBLIC = '8.8.8.8';

describe('a call to a server of one’s own', () => {
  let server: Server;
  let connections: number;
  let port: number;
  beforeEach(async () => {
    connections = 0;
    server = createServer((request, response) => {
      if (request.url === '/away') return void response.writeHead(302, { location: '/' }).end();
      response.end(`${request.method} ${request.headers['apikey']}`);
    });
    server.on('connection', () => void connections++);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  /** Says one list of addresses after the other; the last again and again. */
  const names = (...answers: string[][]): { lookup: LookupAll; asked: string[] } => {
    const asked: string[] = [];
    const lookup: LookupAll = (host, _options, callback) => {
      asked.push(host);
      const addresses = (answers.length > 1 ? answers.shift() : answers[0]) as string[];
      setImmediate(() => callback(null, addresses.map((address): LookupAddress => ({ address, family: address.includes(':') ? 6 : 4 }))));
    };
    return { lookup, asked };
  };
  const init = (signal = AbortSignal.timeout(5_000)) => ({ method: 'GET', headers: { apikey: 'k' }, signal });
  const read = async (body: AsyncIterable<Uint8Array> | null) => {
    let text = '';
    for await (const chunk of body ?? []) text += Buffer.from(chunk).toString();
    return text;
  };

  it.each([[['127.0.0.1']], [[PUBLIC, '127.0.0.1']], [['::1']], [['::ffff:127.0.0.1']], [['10.0.0.1']], [['169.254.169.254']]])(
    'connects to nothing when the name leads inside: %p',
    async (addresses) => {
      const { lookup, asked } = names(addresses);
      await expect(guardedFetch(['*'], lookup)(`https://evo.test:${port}/`, init())).rejects.toMatchObject({ code: 'PRIVATE_ADDRESS' });
      expect([asked, connections]).toEqual([['evo.test'], 0]);
    },
  );

  it('is not misled by a name that is the internet’s at first, and inside when it is asked again', async () => {
    const { lookup, asked } = names([PUBLIC], ['127.0.0.1']);
    const given = new AbortController();
    const call = guardedFetch(['*'], (host, options, callback) =>
      lookup(host, options, (error, addresses) => {
        callback(error, addresses);
        given.abort(); // nobody out there is to be called
      }),
    );
    const first = await call(`https://evo.test:${port}/`, init(given.signal)).catch(({ name }: Error) => name);
    expect(first).toBe('AbortError');
    await expect(call(`https://evo.test:${port}/`, init())).rejects.toMatchObject({ code: 'PRIVATE_ADDRESS' });
    // Each connection is to what was checked for it: there is no second question in between.
    expect([asked.length, connections]).toEqual([2, 0]);
  });

  it('asks the rules each time: the operator may have changed the list', async () => {
    const { lookup, asked } = names([PUBLIC]);
    await expect(guardedFetch([], lookup)('https://evo.test/', init())).rejects.toMatchObject({ code: 'HOST_NOT_ALLOWED' });
    await expect(guardedFetch(['*'], lookup)('https://127.0.0.1/', init())).rejects.toMatchObject({ code: 'PRIVATE_ADDRESS' });
    expect([asked, connections]).toEqual([[], 0]);
  });

  it('goes inside where the operator names the host, and follows no redirect', async () => {
    const { lookup } = names(['127.0.0.1']);
    const call = guardedFetch(['evo.test'], lookup);
    const { status, body } = await call(`http://evo.test:${port}/`, init());
    expect([status, await read(body)]).toEqual([200, 'GET k']);
    expect((await call(`http://evo.test:${port}/away`, init())).status).toBe(302);
    expect(connections).toBe(2);
  });
});
