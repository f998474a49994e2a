import { mkdtempSync, rmSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seedTenant, type SeededTenant } from '@prosa/server/identity';
import { testDatabaseUrls } from '@prosa/server/platform/testing';
import { opened, OutsideWorld, startProduct, textMessage, type Data, type Product } from '../testing';

const SAVE = `mutation ($input: SaveEvolutionServerInput!) { saveEvolutionServer(input: $input) { evolutionServer { url createdAt updatedAt } userErrors { code path message } } }`;
const REMOVE = `mutation { removeEvolutionServer { evolutionServer { url } userErrors { code } } }`;
const READ = `{ evolutionServer { url } evolutionServerAllowed }`;
const CONNECT = `mutation ($agentId: ID!) { connectEvolutionForAgent(input: { agentId: $agentId }) { channel { id instanceName } userErrors { code } } }`;
const KEY = 'the-own-key-of-this-tenant';

jest.setTimeout(30_000);
const dir = mkdtempSync(join(tmpdir(), 'prosa-own-server-'));
afterAll(() => rmSync(dir, { recursive: true }));

describe.each(testDatabaseUrls())("a tenant's own Evolution server, on $name", (database) => {
  let product: Product;
  let own: OutsideWorld;
  let tenant: SeededTenant;
  let said: string;
  beforeAll(async () => {
    product = await startProduct({ databaseUrl: await database.url(dir), env: { PROSA_EVOLUTION_HOSTS: '127.0.0.1,*' } });
  });
  afterAll(() => product.stop());
  beforeEach(async () => {
    said = '';
    own = await OutsideWorld.start();
    // The key is global: only it may list.
    own.override = ({ headers }, response) => headers['apikey'] !== KEY && (json(401, { status: 401, error: 'Unauthorized' })(response), true);
    tenant = await seedTenant(product.prosa.platform);
    product.outside.calls.length = 0;
  });
  afterEach(() => own.stop());

  const json = (status: number, body: unknown) => (response: ServerResponse) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
  const ask = async (query: string, variables: object = {}, token = tenant.owner.token): Promise<Data> => {
    const answer = await product.graphql(token, query, variables);
    said += JSON.stringify(answer);
    return answer;
  };
  const save = async (input: { url?: string; apiKey?: string } = {}) => {
    const { data } = await ask(SAVE, { input: { url: own.url, apiKey: KEY, ...input } });
    return data.saveEvolutionServer as Data;
  };
  const remove = async (): Promise<Data> => (await ask(REMOVE)).data.removeEvolutionServer;
  const read = async () => (await ask(READ)).data;
  const connect = async (of = tenant): Promise<{ id: string; instanceName: string }> => {
    const { token } = of.owner;
    const agentId = (await ask(`mutation { saveAgent(input: { name: "Bia" }) { agent { id } } }`, {}, token)).data.saveAgent.agent.id;
    const { channel } = (await ask(CONNECT, { agentId }, token)).data.connectEvolutionForAgent;
    await product.settle();
    return channel;
  };
  const codes = ({ userErrors }: Data) => userErrors.map(({ code, path }: Data) => [code, ...(path ?? [])].join(' '));
  const keysOf = ({ calls }: OutsideWorld) => new Set(calls.map(({ headers }) => headers['apikey']));

  it('serves its channels with its key, and the other tenants’ are with the operator’s', async () => {
    expect(await read()).toEqual({ evolutionServer: null, evolutionServerAllowed: true });
    expect(await save({ url: `${own.url}/` })).toMatchObject({ evolutionServer: { url: own.url }, userErrors: [] });
    expect((await read()).evolutionServer).toEqual({ url: own.url });
    const mine = await connect();
    const other = await seedTenant(product.prosa.platform);
    const theirs = await connect(other);
    expect([own.has(mine.instanceName), own.has(theirs.instanceName)]).toEqual([true, false]);
    expect([product.outside.has(mine.instanceName), product.outside.has(theirs.instanceName)]).toEqual([false, true]);
    expect([keysOf(own), keysOf(product.outside)]).toEqual([new Set([KEY]), new Set(['evolution-key'])]);

    // Comes in by the same door, and the answer goes out by the same server.
    expect(await own.deliver(mine.instanceName, ...opened())).toBe(200);
    expect(await own.deliver(mine.instanceName, ...textMessage('5511988887777', 'Oi', { at: product.clock.now() }))).toBe(200);
    await product.settle();
    const { conversations } = (await ask(`{ conversations { edges { node { id } } } }`)).data;
    await ask(`mutation ($input: SendMessageInput!) { sendMessage(input: $input) { userErrors { code } } }`, { input: { conversationId: conversations.edges[0].node.id, text: 'Olá', clientKey: 'one' } });
    await product.settle();
    const sends = ({ calls }: OutsideWorld) => calls.filter(({ path }) => path.startsWith('/message/sendText')).length;
    expect([sends(own), sends(product.outside)]).toEqual([1, 0]);

    const kept = JSON.stringify([
      await product.prosa.platform.db.read('select * from event_log where tenant_id = ?', [tenant.tenantId]),
      await product.prosa.platform.db.read('select * from evolution_server where tenant_id = ?', [tenant.tenantId]),
    ]);
    expect(kept).toContain(own.url);
    expect(said + kept).not.toContain(KEY);
  });

  it('tells open screens that it is another one, not which: that is for those who may choose one', async () => {
    const socket = await product.socket((await tenant.member('MANAGER')).token);
    const { eventCursor } = (await ask('{ eventCursor }')).data;
    const following = socket.subscribe(`subscription ($after: EventCursor) { events(types: [EVOLUTION_SERVER_CHANGED], after: $after) { type nodeId changes ... on EntityEvent { node { id } } } }`, { after: eventCursor });
    const other = await product.socket((await seedTenant(product.prosa.platform)).owner.token);
    const elsewhere = other.subscribe(`subscription { events(types: [EVOLUTION_SERVER_CHANGED]) { type } }`);
    await save({ apiKey: 'a-wrong-key' });
    for (const change of [save, remove]) {
      await change();
      expect((await following.next()).data.events).toEqual({ type: 'EVOLUTION_SERVER_CHANGED', nodeId: null, changes: null, node: null });
    }
    await remove(); // there is none to leave
    expect(following.delivered).toHaveLength(2);
    expect(elsewhere.delivered).toEqual([]);
    socket.close();
    other.close();
  });

  it('does not suffer from the operator’s being away', async () => {
    await save();
    const mine = await connect();
    const theirs = await connect(await seedTenant(product.prosa.platform));
    await own.deliver(mine.instanceName, ...opened());
    await product.deliver(theirs.instanceName, ...opened());
    await product.settle();
    const state = async (id: string) => (await product.prosa.platform.db.read<Data>('select state, trouble, last_evidence_at as at from channel where id = ?', [Buffer.from(id, 'base64').toString().split(':')[1]]))[0];
    product.outside.calls.length = own.calls.length = 0;
    product.outside.override = (_, response) => (json(503, {})(response), true);
    for (let minute = 0; minute < 12; minute++) {
      product.clock.advance(60_000);
      await product.prosa.platform.jobs.enqueue({ kind: 'channel.tend', key: Buffer.from(mine.id, 'base64').toString().split(':')[1] as string, tenantId: tenant.tenantId });
      await product.settle();
    }
    product.outside.override = () => false;
    expect(await state(mine.id)).toMatchObject({ state: 'CONNECTED', trouble: null });
    expect(own.calls.some(({ path }) => path.startsWith('/instance/connectionState/'))).toBe(true);
    expect(own.calls.some(({ path }) => path === '/instance/fetchInstances')).toBe(false);
  });

  it.each<[what: string, expected: string, input: { url?: string; apiKey?: string }, answer: ((response: ServerResponse) => void) | null]>([
    ['a wrong key', 'KEY_REFUSED apiKey', { apiKey: 'a-wrong-key' }, null],
    ['no key', 'KEY_REFUSED apiKey', { apiKey: ' ' }, null],
    ['a key that breaks the header', 'KEY_REFUSED apiKey', { apiKey: 'a\r\nb: c' }, null],
    ['nobody there', 'UNREACHABLE url', { url: 'http://127.0.0.1:9' }, null],
    ['trouble', 'UNREACHABLE url', {}, json(503, {})],
    ['a server that breaks off', 'UNREACHABLE url', {}, (response) => void response.socket?.destroy()],
    ['a redirect', 'NOT_EVOLUTION url', {}, (response) => void response.writeHead(302, { location: '/instance/fetchInstances' }).end()],
    ['a page', 'NOT_EVOLUTION url', {}, (response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>')],
    ['another API', 'NOT_EVOLUTION url', {}, json(200, { hello: 'world' })],
    ['another API’s 404', 'NOT_EVOLUTION url', {}, json(404, {})],
    ['no URL', 'INVALID_URL url', { url: 'evolution' }, null],
    ['a private address', 'PRIVATE_ADDRESS url', { url: 'https://10.0.0.7' }, null],
    ['the metadata of a cloud', 'PRIVATE_ADDRESS url', { url: 'https://169.254.169.254' }, null],
    ['a name that leads inside', 'PRIVATE_ADDRESS url', { url: 'https://localhost' }, null],
  ])('keeps nothing of %s', async (_, expected, input, answer) => {
    const asks = own.override;
    own.override = answer ? (_call, response) => (answer(response), true) : asks;
    expect(codes(await save(input))).toEqual([expected]);
    expect((await read()).evolutionServer).toBeNull();
    expect(said).not.toContain(KEY);
  });

  it('keeps what it had when the next is refused, and takes a new key for it while numbers are connected', async () => {
    await save();
    await connect();
    expect(codes(await save({ apiKey: 'a-wrong-key' }))).toEqual(['KEY_REFUSED apiKey']);
    own.override = ({ headers }, response) => headers['apikey'] !== 'a-new-key' && (json(401, { status: 401, error: 'Unauthorized' })(response), true);
    expect(codes(await save({ apiKey: 'a-new-key' }))).toEqual([]);
    own.calls.length = 0;
    await connect();
    expect(keysOf(own)).toEqual(new Set(['a-new-key']));
  });

  it('is neither changed nor left while there are numbers on the present one', async () => {
    const { id } = await connect();
    expect(codes(await save())).toEqual(['IN_USE url']);
    await ask(`mutation ($id: ID!) { deleteChannel(input: { id: $id }) { userErrors { code } } }`, { id });
    // Asked for, but not gone.
    expect(codes(await save())).toEqual(['IN_USE url']);
    for (let i = 0; i < 4; i++) {
      await product.settle();
      product.clock.advance(60_000);
    }
    await product.settle();
    expect(codes(await save())).toEqual([]);
    await connect();
    expect(await remove()).toMatchObject({ userErrors: [{ code: 'IN_USE' }] });
    const another = await OutsideWorld.start();
    expect(codes(await save({ url: another.url }))).toEqual(['IN_USE url']);
    await another.stop();
    expect((await read()).evolutionServer).toEqual({ url: own.url });
  });

  it('is left again, for the operator’s', async () => {
    await save();
    expect(await remove()).toEqual({ evolutionServer: null, userErrors: [] });
    expect((await read()).evolutionServer).toBeNull();
    const { instanceName } = await connect();
    expect([own.has(instanceName), product.outside.has(instanceName)]).toEqual([false, true]);
  });

  it('is for the owner alone', async () => {
    const { token } = await tenant.member('ADMIN');
    for (const query of [READ, REMOVE]) expect((await ask(query, {}, token)).codes).toContain('FORBIDDEN');
    expect((await ask(SAVE, { input: { url: own.url, apiKey: KEY } }, token)).codes).toEqual(['FORBIDDEN']);
    expect(own.calls).toEqual([]);
  });

  it('needs the operator’s leave', async () => {
    await save();
    const { config } = product.prosa.platform;
    const { evolutionHosts } = config;
    config.evolutionHosts = [];
    try {
      expect((await read()).evolutionServerAllowed).toBe(false);
      expect(codes(await save())).toEqual(['HOST_NOT_ALLOWED url']);
    } finally {
      config.evolutionHosts = evolutionHosts;
    }
  });
});
