import { once } from 'node:events';
import { request } from 'node:http';
import { seedTenant, type SeededMember, type SeededTenant } from '@prosa/server/identity';
import { startProduct, type Product } from '../testing';
import { RawSocket } from './raw-socket';

const EVENTS = 'subscription { events { type } }';

describe('the WebSocket door', () => {
  let product: Product;
  let tenant: SeededTenant;
  let ana: SeededMember;
  beforeAll(async () => void (product = await startProduct({ env: { NODE_ENV: 'production' } })));
  afterAll(() => product.stop());
  beforeEach(async () => {
    tenant = await seedTenant(product.prosa.platform);
    ana = tenant.owner;
  });
  const opened: RawSocket[] = [];
  const raw = async (headers: Record<string, string> = {}, options = {}) => {
    const socket = await RawSocket.open(product.url, headers, options);
    opened.push(socket);
    return socket;
  };
  afterEach(() => opened.splice(0).forEach(({ socket }) => socket.terminate()));
  const bearer = (member = ana) => ({ authorization: `Bearer ${member.token}` });
  const cookie = () => ({ cookie: `a=b; prosa_session=${ana.token}` });

  it.each([
    ['nobody', () => ({}), undefined, 4403],
    ['a wrong token', () => ({}), () => ({ authorization: `Bearer ${'x'.repeat(43)}` }), 4403],
    ['a token of no kind', () => ({}), () => ({ authorization: 7 }), 4403],
    ['a token', () => ({}), () => bearer(), 'connection_ack'],
    ['a token, from any page', () => ({ origin: 'https://partner.test' }), () => bearer(), 'connection_ack'],
    ['a cookie, by our page', () => ({ ...cookie(), origin: product.url }), undefined, 'connection_ack'],
    ['a cookie, by our page under another name', () => ({ ...cookie(), origin: 'http://desk.lan:3000', host: 'desk.lan:3000' }), undefined, 'connection_ack'],
    ['a cookie, by no page', () => cookie(), undefined, 'connection_ack'],
    ['a cookie, by another page', () => ({ ...cookie(), origin: 'https://evil.test' }), undefined, 4403],
    ['a cookie, by another page of this machine', () => ({ ...cookie(), origin: 'http://localhost:1234' }), undefined, 4403],
    ['a cookie, by a page from nowhere', () => ({ ...cookie(), origin: 'null' }), undefined, 4403],
    ['a wrong token beside a cookie', () => ({ ...cookie(), origin: product.url }), () => ({ authorization: 'Bearer x' }), 4403],
  ])('answers %s', async (_who, headers, payload, answer) => {
    expect(await (await raw(headers() as Record<string, string>)).init(payload?.())).toBe(answer);
  });

  it('hears nobody who has not said who they are', async () => {
    const socket = await raw();
    socket.send({ type: 'subscribe', id: '1', payload: { query: '{ __schema { queryType { name } } }' } });
    expect(await socket.closed).toBe(4401);
    expect(socket.received).toEqual([]);
    expect(await (await raw({}, { protocol: '' })).closed).toBe(4406);
  });

  it('opens at no other path', async () => {
    const asked = request(`${product.url}/other`, { headers: { upgrade: 'websocket', connection: 'upgrade', 'sec-websocket-version': '13', 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==' } }).end();
    const [response] = await once(asked, 'response');
    expect(response.statusCode).toBe(404);
  });

  it('takes no large message', async () => {
    const socket = await raw();
    await socket.init(bearer());
    socket.send({ type: 'ping', payload: { x: 'x'.repeat(70_000) } });
    expect(await socket.closed).toBe(1009);
  });

  it('runs fifty operations at once on one socket, and refuses the next', async () => {
    const socket = await product.socket(ana.token);
    const following = Array.from({ length: 51 }, () => socket.subscribe(EVENTS));
    expect(await following[50]?.end()).toEqual([{ code: 'TOO_COMPLEX' }]);
    expect(following.filter(({ ended }) => ended)).toHaveLength(1);
    following[0]?.stop();
    await until(() => product.prosa.http.shared.held.subscriptions === 49);
    const again = socket.subscribe('{ viewer { tenant { id } } }');
    expect((await again.next()).data.viewer).not.toBeNull();
    socket.close();
    await until(() => product.prosa.http.shared.held.subscriptions === 0);
  });

  it('closes with the logout, wherever else the session is used, and at no other session', async () => {
    const [one, two] = [await product.socket(ana.token), await product.socket(ana.token)];
    const other = await product.socket((await tenant.member()).token);
    await product.graphql(ana.token, 'mutation { logout { ok } }');
    expect(await Promise.all([one.closed, two.closed])).toEqual([4403, 4403]);
    expect((await other.subscribe('{ viewer { tenant { id } } }').next()).data.viewer).not.toBeNull();
    await expect(product.socket(ana.token)).rejects.toThrow('4403');
  });

  it('closes when the session expires', async () => {
    const socket = await product.socket(ana.token);
    await product.prosa.platform.db.write('update session set expires_at = ? where id = ?', [product.clock.now().getTime() + 4_000, ana.actor.sessionId]);
    product.clock.advance(5_000);
    expect(await socket.closed).toBe(4403);
  });

  it('cuts who does not answer a ping, and keeps who does', async () => {
    const [dead, live] = [await raw({}, { autoPong: false }), await raw()];
    await dead.init(bearer());
    await live.init(bearer());
    const pinged = Promise.all([once(dead.socket, 'ping'), once(live.socket, 'ping')]);
    product.clock.advance(12_000);
    await pinged;
    live.send({ type: 'ping' }); // behind the pong: when this is answered, the pong was heard
    await once(live.socket, 'message');
    product.clock.advance(12_000);
    expect(await dead.closed).toBe(1006);
    expect(live.socket.readyState).toBe(live.socket.OPEN);
  });

  it('refuses in the words of the contract, and runs one operation after the other all the same', async () => {
    const socket = await product.socket(ana.token);
    expect(await socket.subscribe('{ vewer { tenant { id } } }').end()).toEqual([{ code: 'BAD_USER_INPUT' }]);
    expect(await socket.subscribe('{ viewer {').end()).toEqual([{ code: 'BAD_USER_INPUT' }]);
    expect(await socket.subscribe('subscription { a: events { type } b: events { type } }').end()).toEqual([{ code: 'BAD_USER_INPUT' }]);
    const costly = socket.subscribe('{ conversations(first: 100) { edges { node { messages(first: 100) { edges { node { conversation { messages(first: 100) { edges { node { id } } } } } } } } } } }');
    expect((await costly.next()).errors?.map(({ extensions }) => extensions.code)).toEqual(['TOO_COMPLEX']);
    expect((await socket.subscribe('{ viewer { tenant { id } } }').next()).errors).toBeUndefined();
  });
});

/** Waits for a condition that the product reaches by itself. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}
