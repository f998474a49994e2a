import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { startProduct, type Account, type Product } from '../testing';
import { EventStream } from './event-stream';
import { RawSocket } from './raw-socket';

const EVENTS = 'subscription { events { type } }';

describe('what tells of the process', () => {
  const products: Product[] = [];
  const start = async (env: Record<string, string> = {}) => {
    const product = await startProduct({ env });
    products.push(product);
    return product;
  };
  afterEach(async () => {
    for (const product of products.splice(0)) await product.stop();
  });
  const get = async (product: Product, path: string, headers: Record<string, string> = {}): Promise<{ status: number; body: string; headers: IncomingMessage['headers'] }> => {
    const asked = request(`${product.url}${path}`, { headers, agent: false }).end();
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    let body = '';
    for await (const chunk of response.setEncoding('utf8')) body += chunk;
    return { status: response.statusCode ?? 0, body, headers: response.headers };
  };

  it('is alive, and ready while its schema is this one', async () => {
    const product = await start();
    expect(await get(product, '/healthz')).toMatchObject({ status: 200, body: '{"ok":true}' });
    expect(await get(product, '/readyz')).toMatchObject({ status: 200, body: '{"ready":true}' });
    await product.prosa.platform.db.write('alter table mikro_orm_migrations rename to kept_migrations');
    expect(await get(product, '/readyz')).toMatchObject({ status: 503, body: '{"ready":false}' });
    expect((await get(product, '/healthz')).status).toBe(200);
  });

  describe('metrics', () => {
    it('are for this machine while the product is for this machine, and not through a proxy', async () => {
      const product = await start();
      const own = await get(product, '/metrics');
      expect(own.status).toBe(200);
      for (const line of ['process_cpu_seconds_total ', 'prosa_sockets 0', 'prosa_subscriptions 0', 'prosa_subscription_results_total 0']) expect(own.body).toContain(`\n${line}`);
      for (const header of ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via']) expect((await get(product, '/metrics', { [header]: '203.0.113.7' })).status).toBe(404);
      expect((await get(product, '/metrics', { host: 'desk.example.com' })).status).toBe(404);
    });
    it('are for nobody once it has a public address, but for who has the token', async () => {
      const metricsToken = 'a-token-of-the-operator';
      const closed = await start();
      closed.prosa.platform.config.publicUrl = 'https://desk.example.com';
      expect((await get(closed, '/metrics')).status).toBe(404);
      const open = await start({ PROSA_METRICS_TOKEN: metricsToken });
      open.prosa.platform.config.publicUrl = 'https://desk.example.com';
      expect((await get(open, '/metrics')).status).toBe(404);
      expect((await get(open, '/metrics', { authorization: 'Bearer a-token-of-somebody-else' })).status).toBe(404);
      expect((await get(open, '/metrics', { authorization: `Bearer ${metricsToken}` })).status).toBe(200);
    });
  });

  it('sends the headers that keep a page to itself', async () => {
    const { headers } = await get(await start(), '/healthz');
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'x-frame-options': 'SAMEORIGIN' });
    const policy = Object.fromEntries(String(headers['content-security-policy']).split(';').map((rule) => [rule.split(' ')[0], rule.split(' ').slice(1)]));
    expect(policy).toMatchObject({ 'default-src': ["'self'"], 'script-src': ["'self'"], 'object-src': ["'none'"], 'frame-ancestors': ["'none'"], 'base-uri': ["'self'"] });
    expect(policy['connect-src']).not.toContain('ws:');
  });

  describe('stopping', () => {
    let product: Product;
    let ana: Account;
    beforeEach(async () => {
      product = await startProduct();
      ana = await product.register();
    });
    const stopped = () => product.prosa.stop();
    afterEach(() => product.outside.stop());

    it('closes sockets and streams at once, so that their clients come back to the next process', async () => {
      const socket = await product.socket(ana.token);
      const following = socket.subscribe(EVENTS);
      const stream = await EventStream.open(product.url, ana.token, EVENTS, {});
      await until(() => product.prosa.http.shared.held.subscriptions === 2);
      await stopped();
      expect(await socket.closed).toBe(1001);
      expect(following.delivered).toEqual([]);
      expect(await stream.end()).toEqual([{ code: 'CUT' }]); // not `complete`: that would be an end
      expect(product.prosa.http.shared.held).toEqual({ subscriptions: 0, tails: 0, results: 0 });
    });

    it('waits two seconds for a socket that does not answer, and five for a request', async () => {
      const dead = await RawSocket.open(product.url);
      await dead.init({ authorization: `Bearer ${ana.token}` });
      (dead.socket as unknown as { _socket: { pause(): void } })._socket.pause();
      const slow = connect(Number(new URL(product.url).port), '127.0.0.1');
      slow.on('error', () => undefined);
      slow.write('POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{');
      await once(slow, 'ready');
      const connections = () => new Promise<number>((resolve) => product.prosa.http.app.server.getConnections((_error, count) => resolve(count)));
      while ((await connections()) < 2) await new Promise((resolve) => setImmediate(resolve));
      let over = false;
      const stopping = stopped().then(() => (over = true));
      await turn();
      expect(over).toBe(false);
      product.clock.advance(2_000);
      while (product.prosa.http.app.server.listening) await new Promise((resolve) => setImmediate(resolve));
      await turn();
      expect(over).toBe(false);
      product.clock.advance(5_000);
      await stopping;
      dead.socket.terminate();
    });

    it('answers what it has begun, and nothing new', async () => {
      const { db } = product.prosa.platform;
      const read = db.read;
      let go: () => void = () => undefined;
      const gate = new Promise<void>((resolve) => (go = resolve));
      let reached: () => void = () => undefined;
      const reading = new Promise<void>((resolve) => (reached = resolve));
      jest.spyOn(db, 'read').mockImplementation((async (sql: string, params: unknown[]) => {
        if (/from member m where m.tenant_id/.test(sql)) {
          reached();
          await gate;
        }
        return read(sql, params);
      }) as never);
      const answering = product.graphql(ana.token, '{ members { edges { node { id } } } }');
      await reading;
      const stopping = stopped();
      await turn();
      expect([503, 'refused']).toContain(await get(product, '/readyz').then(({ status }) => status, () => 'refused'));
      go();
      expect((await answering).data.members.edges).toHaveLength(1);
      await stopping;
    });
  });
});

const turn = async () => {
  for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve));
};
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}
