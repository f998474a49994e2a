import type { Server } from 'node:http';
import { connect } from 'node:net';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { startProduct, type Account, type Product } from '../testing';

const ASK = '{ viewer { user { email } } }';
const LOGIN = 'mutation ($input: LoginInput!) { login(input: $input) { token userErrors { code } } }';

describe.each([true, false])('the GraphQL door (production: %s)', (production) => {
  let product: Product;
  let ana: Account;
  beforeAll(async () => {
    product = await startProduct({ env: { NODE_ENV: production ? 'production' : 'development' } });
    ana = await product.register();
  });
  afterAll(() => product.stop());

  const post = (body: string, headers: Record<string, string> = {}) =>
    fetch(`${product.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
  const json = (query: string, variables?: object) => JSON.stringify({ query, variables });
  const bearer = () => ({ authorization: `Bearer ${ana.token}` });
  const codesOf = async (response: Response) => ((await response.json()) as { errors: { extensions: { code: string } }[] }).errors.map(({ extensions }) => extensions?.code);

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/graphql', 'application/jsonp'])('takes no post of %s, which any page could send', async (type) => {
    const response = await post(type.includes('form') ? `query=${encodeURIComponent(ASK)}` : type.endsWith('graphql') ? ASK : json(ASK), { 'content-type': type });
    expect(response.status).toBe(415);
  });
  it('takes no form with files, and nothing without a type', async () => {
    const form = new FormData();
    form.set('operations', json(ASK));
    expect((await fetch(`${product.url}/graphql`, { method: 'POST', body: form })).status).toBe(415);
    expect((await fetch(`${product.url}/graphql`, { method: 'POST', body: Buffer.from(json(ASK)) })).status).toBe(415);
  });

  it('asks a caller with a cookie for the header that other sites cannot send', async () => {
    const cookie = `prosa_session=${ana.token}`;
    const refused = await post(json(ASK), { cookie });
    expect([refused.status, await codesOf(refused)]).toEqual([403, ['FORBIDDEN']]);
    const answered = await post(json(ASK), { cookie, 'x-prosa-csrf': '1' });
    expect(await answered.json()).toEqual({ data: { viewer: { user: { email: ana.email } } } });
    expect((await post(json(ASK), { cookie, ...bearer() })).status).toBe(200);
  });

  it('reflects no origin and answers no preflight', async () => {
    const response = await post(json(ASK), { origin: 'https://evil.test', ...bearer() });
    expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    const preflight = await fetch(`${product.url}/graphql`, { method: 'OPTIONS', headers: { origin: 'https://evil.test', 'access-control-request-method': 'POST', 'access-control-request-headers': 'x-prosa-csrf' } });
    expect(preflight.ok).toBe(false);
    expect([...preflight.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it('keeps answers out of caches', async () => expect((await post(json(ASK), bearer())).headers.get('cache-control')).toBe('no-store'));

  it('takes a quarter of a megabyte and no more', async () => {
    expect((await post(json(ASK, { x: 'x'.repeat(300 * 1024) }))).status).toBe(413);
  });

  it('refuses batches', async () => {
    const response = await post(JSON.stringify([{ query: ASK }, { query: ASK }]), bearer());
    expect([response.status, await codesOf(response)]).toEqual([400, ['BAD_USER_INPUT']]);
  });

  it.each([
    ['aliases', `{ viewer { ${Array.from({ length: 61 }, (_, i) => `a${i}: permissions`).join(' ')} } }`],
    ['root fields', `{ ${Array.from({ length: 21 }, (_, i) => `a${i}: viewer { permissions }`).join(' ')} }`],
    ['root fields in fragments', `{ ...A ...B } ${['A', 'B'].map((name) => `fragment ${name} on Query { ${Array.from({ length: 11 }, (_, i) => `${name}${i}: viewer { permissions }`).join(' ')} }`).join(' ')}`],
    ['levels', `{ viewer { memberships { tenant { id } } member { user { id } } } conversations { edges { node { messages { edges { node { conversation { messages { edges { node { conversation { messages { edges { node { id } } } } } } } } } } } } } } }`],
    ['rows', `{ conversations(first: 100) { edges { node { messages(first: 100) { edges { node { conversation { messages(first: 100) { edges { node { id } } } } } } } } } } }`],
    ['nodes', `{ nodes(ids: [${'"Q29udmVyc2F0aW9uOjE=" '.repeat(1_500)}]) { id ... on Conversation { messages(first: 100) { edges { node { id } } } } } }`],
    ['words', `{ viewer { ${'permissions '.repeat(2_000)} } }`],
    ['doubling fragments', `{ ...F0 viewer { permissions } } ${Array.from({ length: 120 }, (_, i) => `fragment F${i} on Query { ${i < 119 ? `...F${i + 1} ...F${i + 1}` : '__typename'} }`).join(' ')}`],
  ])('refuses too many %s at once', async (_what, query) => {
    const { codes, data } = await product.graphql(ana.token, query);
    expect(codes.length).toBeGreaterThan(0);
    expect(new Set(codes)).toEqual(new Set(['TOO_COMPLEX']));
    expect(data ?? null).toBeNull();
  });
  it('names no errors but those of the contract', async () => {
    expect((await product.graphql(null, '{ members { edges { node { id } } } }')).codes).toEqual(['UNAUTHENTICATED']);
    expect((await product.graphql(ana.token, '{ nothing')).codes).toEqual(['BAD_USER_INPUT']);
    expect((await product.graphql(ana.token, '{ nothing }')).codes).toEqual(['BAD_USER_INPUT']);
    expect((await product.graphql(ana.token, 'query ($id: ID!) { node(id: $id) { id } }')).codes).toEqual(['BAD_USER_INPUT']);
    expect((await product.graphql(ana.token, '{ members(first: 101) { edges { node { id } } } }')).codes).toEqual(['BAD_USER_INPUT']);
    expect((await product.graphql(ana.token, '')).codes).toEqual(['BAD_USER_INPUT']);
  });

  it('hides what went wrong inside behind a number that the log has', async () => {
    const { db, logger } = product.prosa.platform;
    const logged = jest.spyOn(logger, 'error').mockImplementation(() => undefined);
    const read = db.read;
    const broken = jest.spyOn(db, 'read').mockImplementation(((sql: string, params: unknown[]) => (/from member m where m.tenant_id/.test(sql) ? Promise.reject(new Error('select secret from vault')) : read(sql, params))) as never);
    const { errors } = await product.graphql(ana.token, '{ members { edges { node { id } } } }');
    broken.mockRestore();
    expect(errors).toEqual([{ message: 'Something went wrong on our side.', path: ['members'], locations: expect.anything(), extensions: { code: 'INTERNAL', correlationId: expect.any(String) } }]);
    const correlationId = (errors?.[0]?.extensions as unknown as { correlationId: string }).correlationId;
    expect(logged).toHaveBeenCalledWith(expect.objectContaining({ correlationId, err: expect.objectContaining({ message: 'select secret from vault' }) }), expect.any(String));
    logged.mockRestore();
  });
  it('hides it, too, when it went wrong before GraphQL', async () => {
    const { db, logger } = product.prosa.platform;
    const logged = jest.spyOn(logger, 'error').mockImplementation(() => undefined);
    const broken = jest.spyOn(db, 'read').mockRejectedValueOnce(new Error('select secret from vault'));
    const response = await post(json(ASK), bearer());
    broken.mockRestore();
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('vault');
    expect(logged).toHaveBeenCalledTimes(1);
    logged.mockRestore();
  });

  it('says how long to wait after too many wrong passwords, whoever asks', async () => {
    const input = { email: `someone-${production}@example.com`, password: 'not this one at all' };
    for (let i = 0; i < 5; i++) expect((await product.graphql(null, LOGIN, { input })).data.login.userErrors).toEqual([{ code: 'INVALID_CREDENTIALS' }]);
    const { errors } = await product.graphql(null, LOGIN, { input });
    expect(errors?.[0]?.extensions).toEqual({ code: 'RATE_LIMITED', retryAfter: 30 });
    const socket = await product.socket(ana.token);
    const overSocket = socket.subscribe(LOGIN, { input });
    expect((await overSocket.next()).errors?.[0]?.extensions).toEqual({ code: 'RATE_LIMITED', retryAfter: 30 });
  });

  const SCHEMA = '{ __schema { queryType { name } } }';
  if (production) {
    it('shows the schema to nobody who is not signed in, also after a member has asked', async () => {
      expect((await product.graphql(ana.token, SCHEMA)).data.__schema.queryType.name).toBe('Query');
      expect((await product.graphql(null, SCHEMA)).codes).toContain('BAD_USER_INPUT');
      expect((await product.graphql(null, SCHEMA)).data).toBeUndefined();
      expect((await product.graphql(ana.token, SCHEMA)).data.__schema.queryType.name).toBe('Query');
      expect((await product.graphql(null, '{ __type(name: "Query") { name } }')).data).toBeUndefined();
      expect((await product.graphql(null, '{ __typename }')).data).toEqual({ __typename: 'Query' });
    });
    it('answers no GET', async () => {
      for (const accept of ['text/html', 'application/json', 'text/event-stream']) {
        expect((await fetch(`${product.url}/graphql?query=${encodeURIComponent(ASK)}`, { headers: { accept } })).status).toBe(405);
      }
    });
  } else {
    it('shows GraphiQL on GET, and runs nothing by it', async () => {
      const page = await fetch(`${product.url}/graphql?query=${encodeURIComponent(ASK)}`, { headers: { accept: 'text/html' } });
      expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html']);
      expect(await page.text()).toContain('GraphiQL');
      const policy = page.headers.get('content-security-policy') ?? '';
      expect(policy).toContain('script-src');
      expect((await fetch(`${product.url}/graphql?query=${encodeURIComponent(ASK)}`)).status).toBe(405);
      expect((await product.graphql(null, SCHEMA)).data.__schema.queryType.name).toBe('Query');
    });
  }
  it('guesses no names', async () => {
    const { errors } = await product.graphql(null, 'mutation ($input: LoginInput!) { logn(input: $input) { token } } ', { input: {} });
    expect(errors?.length).toBeGreaterThan(0);
    expect(JSON.stringify(errors)).not.toContain('Did you mean');
    const wrong = await product.graphql(null, LOGIN, { input: { emai: 'x', password: 'x' } });
    expect(wrong.codes.length).toBeGreaterThan(0);
    expect(JSON.stringify(wrong.errors)).not.toContain('Did you mean');
  });

  it('gives a head fifteen seconds, and a body no more', async () => {
    const { server } = product.prosa.http.app as unknown as { server: Server };
    expect(server.headersTimeout).toBe(15_000);
    const slow = connect(Number(new URL(product.url).port), '127.0.0.1');
    slow.write('POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{');
    const answer = text(slow);
    await new Promise((resolve) => setTimeout(resolve, 100));
    product.clock.advance(15_000);
    expect(await answer).toMatch(/^HTTP\/1.1 408 /);
  });

  it('survives what is no URL', async () => {
    for (const target of ['//', '/graphql/../..//', 'http://', '/%zz']) {
      for (const upgrade of ['', 'Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n']) {
        const socket = connect(Number(new URL(product.url).port), '127.0.0.1');
        socket.on('error', () => undefined);
        socket.end(`GET ${target} HTTP/1.1\r\nHost: x\r\n${upgrade}\r\n`);
        socket.resume();
        await once(socket, 'close');
      }
    }
    expect((await product.graphql(null, '{ __typename }')).status).toBe(200);
  });
});
