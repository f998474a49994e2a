import { mkdtempSync, rmSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testDatabaseUrls } from '@prosa/server/platform/testing';
import { opened, qrCode, startProduct, textMessage, type Data, type Product } from '../testing';

const CONNECT = `mutation ($input: ConnectEvolutionForAgentInput!) { connectEvolutionForAgent(input: $input) {
  channel { id instanceName status connection { state } } userErrors { code message path } } }`;
const CHANNEL = `query ($id: ID!) { node(id: $id) { ... on Channel { instanceName status problem connection { state reason evidence lastEvidenceAt qrCode { code attempt pairingCode expiresAt } }
  connectionHistory(first: 20) { edges { node { state reason evidence } } } agents { id } lastSuccessAt } } }`;
const by = (name: string) => `mutation ($id: ID!) { ${name}(input: { id: $id }) { userErrors { code } } }`;

jest.setTimeout(30_000);

const dir = mkdtempSync(join(tmpdir(), 'prosa-connect-'));
afterAll(() => rmSync(dir, { recursive: true }));

describe.each(testDatabaseUrls())('connecting a number, from the API to Evolution and back, on $name', (database) => {
  let product: Product;
  let token: string;
  let agentId: string;
  beforeAll(async () => {
    product = await startProduct({ databaseUrl: await database.url(dir) });
    ({ token } = await product.register());
  });
  afterAll(() => product.stop());
  beforeEach(async () => {
    await product.settle(); // what the story before has left to do
    agentId = (await product.graphql(token, `mutation { saveAgent(input: { name: "Bia" }) { agent { id } } }`)).data.saveAgent.agent.id;
    product.outside.calls.length = 0;
  });
  afterEach(() => void (product.outside.override = () => false));

  const connect = async (input: object = {}, as = token): Promise<Data> => (await product.graphql(as, CONNECT, { input: { agentId, ...input } })).data.connectEvolutionForAgent;
  const channel = async (id: string): Promise<Data> => (await product.graphql(token, CHANNEL, { id })).data.node;
  const calls = () => product.outside.calls.map(({ method, path }) => `${method} ${path.split('/').slice(1, 3).join('/')}`);
  const answer = (operation: string, give: (response: ServerResponse) => void) => {
    product.outside.override = ({ path }, response) => path.startsWith(operation) && (give(response), true);
  };
  const json = (status: number, body: unknown) => (response: ServerResponse) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };

  const html = (response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<html>nginx</html>');
  };
  const redirect = (response: ServerResponse) => {
    response.writeHead(302, { location: 'http://elsewhere.test/' }).end();
  };
  const breakOff = (response: ServerResponse) => void response.socket?.destroy();

  it('is one action: integration, binding, instance, webhook with its secret, and the code live', async () => {
    const { channel: made, userErrors } = await connect();
    expect([userErrors, made.status, made.connection.state]).toEqual([[], 'CONNECTING', 'CREATING']);
    const socket = await product.socket(token);
    const codes = socket.subscribe(`subscription ($id: ID!) { channelQrCode(channelId: $id) { code attempt expiresAt } }`, { id: made.id });
    await product.settle();
    const create = product.outside.calls.find(({ path }) => path === '/instance/create')?.body as { webhook: Record<string, unknown> };
    expect(create.webhook).toMatchObject({ enabled: true, byEvents: false, base64: false, headers: { 'X-Webhook-Secret': expect.stringMatching(/^[\w-]{43}$/) }, events: expect.arrayContaining(['MESSAGES_UPSERT', 'QRCODE_UPDATED']) });
    await product.deliver(made.instanceName, ...qrCode('2@live'));
    expect((await codes.next()).data.channelQrCode).toEqual({ code: '2@live', attempt: 1, expiresAt: new Date(product.clock.now().getTime() + 60_000).toISOString() });
    await product.deliver(made.instanceName, ...opened());
    expect(await codes.end()).toBe('complete');
    const seen = await channel(made.id);
    expect(seen).toMatchObject({ status: 'CONNECTED', problem: null, agents: [{ id: agentId }], connection: { state: 'CONNECTED', qrCode: null, evidence: 'evolution event: ConnectionChanged' } });
    expect(seen.connectionHistory.edges.map(({ node }: { node: { state: string } }) => node.state)).toEqual(['CONNECTED', 'WAITING_SCAN', 'WAITING_QR', 'CREATING']);
  });

  it('makes one channel of two presses, also at the same moment, and a second one once the first is connected', async () => {
    const [one, two] = await Promise.all([connect(), connect()]);
    await product.settle();
    const three = await connect();
    expect(new Set([one, two, three].map(({ channel: { id } }) => id)).size).toBe(1);
    expect(calls().filter((call) => call === 'POST instance/create')).toHaveLength(1);
    await product.deliver(one.channel.instanceName, ...opened());
    await product.settle();
    expect((await connect()).channel.id).not.toBe(one.channel.id);
  });

  it('refuses an agent of another workspace as it refuses one that never was, and tells Evolution nothing', async () => {
    const stranger = await product.register();
    const [foreign, unknown] = [await connect({}, stranger.token), await connect({ agentId: Buffer.from('Agent:00000000-0000-7000-8000-000000000000').toString('base64') })];
    expect(foreign).toEqual({ channel: null, userErrors: [expect.objectContaining({ code: 'NOT_FOUND' })] });
    expect(foreign.userErrors).toEqual(unknown.userErrors);
    await product.settle();
    expect(calls()).toEqual([]);
    expect((await product.graphql(stranger.token, '{ integrations { id } }')).data.integrations).toEqual([]);
  });

  it.each([
    ['create', 'a wrong key', json(401, { status: 401, error: 'Unauthorized', response: { message: 'Unauthorized' } }), 'EVOLUTION_KEY_REFUSED'],
    ['create', 'a failure inside', json(500, { status: 500, error: 'Internal Server Error', response: { message: 'x' } }), 'EVOLUTION_REFUSED'],
    ['create', 'garbage', html, 'EVOLUTION_REFUSED'],
    ['create', 'a broken connection', breakOff, 'EVOLUTION_UNREACHABLE'],
    ['create', 'a 403 that is not about the name', json(403, { status: 403, error: 'Forbidden', response: { message: ['no'] } }), 'EVOLUTION_REFUSED'],
    ['connect', 'an error that calls itself 200', json(200, { error: true, message: '[object Object]' }), 'EVOLUTION_REFUSED'],
    ['connect', 'a redirect', redirect, 'EVOLUTION_REFUSED'],
  ] as const)('is FAILED with its reason when %s is answered with %s; trying again goes on', async (operation, _, give, reason) => {
    answer(`/instance/${operation}`, give);
    const { channel: made, userErrors } = await connect();
    expect(userErrors).toEqual([]);
    await product.settle();
    expect(await channel(made.id)).toMatchObject({ status: 'FAILED', problem: reason, connection: { state: 'FAILED', reason, qrCode: null } });
    product.outside.override = () => false;
    expect((await product.graphql(token, by('reconnectChannel'), { id: made.id })).data.reconnectChannel.userErrors).toEqual([]);
    await product.settle();
    expect((await channel(made.id)).connection.state).toBe('WAITING_QR');
    await product.deliver(made.instanceName, ...qrCode('2@second-try'));
    await product.settle();
    expect((await channel(made.id)).connection.qrCode.code).toBe('2@second-try');
  });

  it('goes on with the instance of an earlier attempt when its name is taken', async () => {
    answer('/instance/create', json(403, { status: 403, error: 'Forbidden', response: { message: ['This name "x" is already in use.'] } }));
    const { channel: made } = await connect();
    await product.settle();
    expect(calls()).toEqual(['POST instance/create', 'POST webhook/set', 'GET instance/connect']);
    expect((await channel(made.id)).connection.state).toBe('WAITING_QR');
  });

  it('shows the answer’s code after 10 s without an event and names the address that Evolution cannot reach, until something comes', async () => {
    const { channel: made } = await connect();
    await product.settle();
    product.clock.advance(10_000);
    await product.settle();
    const { url } = product.outside.webhookOf(made.instanceName);
    const problem = `WEBHOOK_UNREACHABLE ${url}`;
    expect(await channel(made.id)).toMatchObject({ status: 'ACTION_NEEDED', problem, connection: { state: 'WAITING_SCAN', reason: problem, qrCode: { code: '2@from-the-answer', attempt: 1 } } });
    await product.deliver(made.instanceName, 'contacts.update', { remoteJid: '5511988887777@s.whatsapp.net' });
    await product.settle();
    expect(await channel(made.id)).toMatchObject({ status: 'CONNECTING', problem: null, connection: { qrCode: { code: '2@from-the-answer' } } });
  });

  it('asks with the phone number for a code to type', async () => {
    const { channel: made } = await connect({ pairingPhone: '+5511999990000' });
    await product.settle();
    expect(product.outside.calls.find(({ path }) => path.startsWith('/instance/connect'))?.path).toContain('?number=5511999990000');
    await product.deliver(made.instanceName, ...qrCode('2@x', 'ABCD1234'));
    await product.settle();
    expect((await channel(made.id)).connection.qrCode.pairingCode).toBe('ABCD1234');
  });

  it('disconnects, connects again with a new code, and is gone at Evolution when it is deleted', async () => {
    const { channel: made } = await connect();
    await product.settle();
    await product.deliver(made.instanceName, ...opened());
    await product.deliver(made.instanceName, ...textMessage('5511988887777', 'hello'));
    await product.settle();
    await product.graphql(token, by('disconnectChannel'), { id: made.id });
    await product.settle();
    expect((await channel(made.id)).connection).toMatchObject({ state: 'DISCONNECTED', reason: 'DISCONNECTED_BY_US' });
    await product.graphql(token, by('reconnectChannel'), { id: made.id });
    await product.settle();
    await product.deliver(made.instanceName, ...qrCode('2@again'));
    await product.settle();
    expect((await channel(made.id)).connection.qrCode).toMatchObject({ code: '2@again', attempt: 1 });
    await product.graphql(token, `mutation ($id: ID!) { deleteChannel(input: { id: $id }) { deletedId } }`, { id: made.id });
    expect((await product.graphql(token, '{ channels(first: 50) { edges { node { id } } } }')).data.channels.edges).not.toContainEqual({ node: { id: made.id } });
    await product.settle();
    product.clock.advance(10_000);
    await product.settle();
    expect(calls().filter((call) => call === 'DELETE instance/delete')).toHaveLength(2);
    product.clock.advance(60_000);
    await product.settle();
    expect(calls().filter((call) => call === 'DELETE instance/delete')).toHaveLength(2);
  });
});

describe('without an Evolution server', () => {
  it('Connect says so and leaves nothing behind', async () => {
    const product = await startProduct({ env: { EVOLUTION_URL: '', EVOLUTION_API_KEY: '' } });
    const { token } = await product.register();
    const { agent } = (await product.graphql(token, `mutation { saveAgent(input: { name: "Bia" }) { agent { id } } }`)).data.saveAgent;
    const { connectEvolutionForAgent } = (await product.graphql(token, CONNECT, { input: { agentId: agent.id } })).data;
    expect(connectEvolutionForAgent).toEqual({ channel: null, userErrors: [expect.objectContaining({ code: 'EVOLUTION_NOT_CONFIGURED', path: ['agentId'] })] });
    expect((await product.graphql(token, '{ integrations { id } }')).data.integrations).toEqual([]);
    await product.stop();
  });
});
