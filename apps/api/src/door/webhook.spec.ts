import { request } from 'node:http';
import { connect } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { testDatabaseUrls } from '@prosa/server/platform/testing';
import { opened, rowOf, startProduct, textMessage, type Product } from '../testing';

const CONNECT = `mutation ($input: ConnectEvolutionForAgentInput!) { connectEvolutionForAgent(input: $input) { channel { id instanceName } userErrors { code message path } } }`;
const MB = 1024 * 1024;
jest.setTimeout(30_000);
const dir = mkdtempSync(join(tmpdir(), 'prosa-door-'));
afterAll(() => rmSync(dir, { recursive: true }));

describe.each(testDatabaseUrls())('the webhook door on $name', (database) => {
  let product: Product;
  let token: string;
  let channel: { id: string; instanceName: string };
  let webhook: { url: string; secret: string };
  let logged: unknown[][];

  beforeAll(async () => {
    product = await startProduct({ databaseUrl: await database.url(dir) });
    ({ token } = await product.register());
    const { logger } = product.prosa.platform;
    logged = [];
    for (const level of ['info', 'warn', 'error'] as const) logger[level] = (...line: unknown[]) => void logged.push([level, ...line]);
  });
  afterAll(() => product.stop());
  beforeEach(async () => {
    const { agent } = (await product.graphql(token, `mutation { saveAgent(input: { name: "Bia" }) { agent { id } } }`)).data.saveAgent;
    ({ channel } = (await product.graphql(token, CONNECT, { input: { agentId: agent.id } })).data.connectEvolutionForAgent);
    await product.settle();
    webhook = product.outside.webhookOf(channel.instanceName);
    logged.length = 0;
  });
  const post = (body: string | Buffer, over: { secret?: string | null; url?: string; headers?: Record<string, string> } = {}) => {
    const secret = over.secret === undefined ? webhook.secret : over.secret;
    return fetch(over.url ?? webhook.url, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/json', ...(secret !== null && { 'x-webhook-secret': secret }), ...over.headers },
      body: body as string,
    });
  };
  const rows = () =>
    product.prosa.platform.db.read<{ event: string; status: string; payload: string; problem: string | null }>('select event, status, payload, problem from inbound_event where integration_id = ? order by id', [rowOf(channel.id)]);
  const state = async () => (await product.graphql(token, `query ($id: ID!) { node(id: $id) { ... on Channel { status problem connection { state } } } }`, { id: channel.id })).data.node;
  const event = (data: object, name = 'messages.upsert') => JSON.stringify({ event: name, instance: channel.instanceName, data, apikey: 'THE-INSTANCE-TOKEN', date_time: '2026-01-01T00:00:00.000Z' });

  it('takes only the right secret, and says the same to all others, before it has read what they send', async () => {
    const body = event({});
    const answers = [await post(body, { secret: 'wrong' }), await post(body, { secret: null }), await post(body, { secret: '' }), await post('x'.repeat(10 * MB), { secret: `${webhook.secret}x` })];
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401]);
    expect(new Set(await Promise.all(answers.map((answer) => answer.text())))).toEqual(new Set(['{"error":"Unauthorized"}']));
    expect(await rows()).toEqual([]);
  });

  it('opens with one channel’s secret for that channel only', async () => {
    const mine = webhook.secret;
    const { agent } = (await product.graphql(token, `mutation { saveAgent(input: { name: "Rui" }) { agent { id } } }`)).data.saveAgent;
    const other = (await product.graphql(token, CONNECT, { input: { agentId: agent.id } })).data.connectEvolutionForAgent.channel;
    await product.settle();
    const { url, secret } = product.outside.webhookOf(other.instanceName);
    expect([secret === mine, (await post(event({}), { url })).status]).toEqual([false, 401]);
  });

  it('takes from a channel’s instance only: what another instance says there is acknowledged and dropped', async () => {
    const foreign = JSON.stringify({ event: 'connection.update', instance: 'prosa-another', data: { instance: channel.instanceName, state: 'open' } });
    const odd = [`{"event":"messages.upsert","instance":"prosa-\\x","data":{}}`, `{"event":"contacts.update","data":{"instance":"other"}}`];
    expect((await post(foreign)).status).toBe(200);
    expect(await rows()).toEqual([]);
    expect(logged).toEqual([['warn', expect.anything(), expect.stringContaining('of another instance')]]);
    for (const body of odd) expect((await post(body)).status).toBe(200);
    expect(await rows()).toHaveLength(2);
  });

  it('keeps the body without the envelope’s key, and nothing of it or of the secret in a log', async () => {
    expect((await post(event(textMessage('5511988887777', 'apikey: "kept"')[1]))).status).toBe(200);
    const [row] = await rows();
    expect(row?.payload).toContain('"apikey":null');
    expect(row?.payload).toContain('apikey: \\"kept\\"');
    await product.settle();
    expect(JSON.stringify([await rows(), logged])).not.toMatch(new RegExp(`THE-INSTANCE-TOKEN|${webhook.secret}`));
  });

  it('stores a repeated delivery once, however often and however late it is repeated', async () => {
    const body = event(textMessage('5511988887771', 'once', { id: 'ONCE' })[1]);
    expect((await Promise.all(Array.from({ length: 20 }, () => post(body)))).map(({ status }) => status)).toEqual(Array(20).fill(200));
    await product.settle();
    product.clock.advance(25 * 60_000);
    expect((await post(body)).status).toBe(200);
    await product.settle();
    expect(await rows()).toHaveLength(1);
    const { data } = await product.graphql(token, `{ conversations(first: 50) { edges { node { unreadCount lastMessage { text } } } } }`);
    expect(data.conversations.edges.filter(({ node }: { node: { lastMessage: { text: string } } }) => node.lastMessage?.text === 'once')).toMatchObject([{ node: { unreadCount: 1 } }]);
  });

  it.each([
    ['no JSON', 'certainly {not json', 'application/json'],
    ['nothing', '', 'application/json'],
    ['binary', Buffer.from([0, 1, 2, 0xff, 0xfe]), 'application/octet-stream'],
    ['a form', 'a=1&b=2', 'application/x-www-form-urlencoded'],
    ['JSON that is no envelope', '[1, 2, "three"]', 'text/plain'],
    ['an event that is not known', '{"event":"something.new","data":{}}', ''],
    ['an event of no type at all', '{"event":"something.newer","data":{}}', '; charset=//'],
    ['a truncated event', '{"event":"messages.upsert","data":{"key":{"id":"A1', 'application/json'],
  ])('keeps %s as unreadable, with the right secret', async (_, body, type) => {
    expect((await post(body, { headers: { 'content-type': type } })).status).toBe(200);
    await product.settle();
    expect(await rows()).toMatchObject([{ status: 'UNREADABLE', problem: expect.any(String) }]);
    const { data } = await product.graphql(token, `{ inboundEvents(filter: { status: UNREADABLE }, first: 1) { edges { node { status problem } } } }`);
    expect(data.inboundEvents.edges[0].node.status).toBe('UNREADABLE');
  });

  it('takes bodies of 20 MB, and says 413 to what nobody sends', async () => {
    expect((await post(event({ key: { id: 'BIG' }, message: { base64: 'A'.repeat(20 * MB) } }))).status).toBe(200);
    expect((await post('x'.repeat(33 * MB)).catch(() => ({ status: 413 }))).status).toBe(413);
    expect(await rows()).toHaveLength(1);
  });

  it('does not wait for ever for a body', async () => {
    const { port, pathname } = new URL(webhook.url);
    const slow = connect(Number(port), '127.0.0.1');
    slow.write(`POST ${pathname} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n`);
    slow.write(`X-Webhook-Secret: ${webhook.secret}\r\nContent-Length: 100\r\n\r\n{`);
    const answer = text(slow);
    await new Promise((resolve) => setTimeout(resolve, 100));
    product.clock.advance(14_000);
    expect(slow.closed).toBe(false);
    product.clock.advance(1_000);
    expect(await answer).toMatch(/^HTTP\/1.1 408 /);
  });

  it('keeps nothing of a body that breaks off', async () => {
    const broken = new Promise((resolve) => {
      const sent = request(webhook.url, { method: 'POST', headers: { 'x-webhook-secret': webhook.secret, 'content-length': '1000' } });
      sent.on('error', resolve);
      sent.write('{"event":"messages.upsert"', () => sent.destroy());
      sent.on('close', resolve);
    });
    await broken;
    expect((await post(event({}))).status).toBe(200);
    expect(await rows()).toHaveLength(1);
  });

  it('answers 503 while the database does not take it, and takes it when it is sent again', async () => {
    const { db } = product.prosa.platform;
    const { write } = db;
    const sick = new Error(`insert into inbound_event values ('${webhook.secret} +5511988887777') - disk full`);
    db.write = () => Promise.reject(sick);
    const body = event(textMessage('5511988887772', 'held up')[1]);
    const answers = await Promise.all([post(body), post(body), post('garbage')]);
    db.write = write;
    expect(answers.map(({ status, headers }) => [status, headers.get('retry-after')])).toEqual(Array(3).fill([503, '5']));
    expect(await rows()).toEqual([]);
    expect(logged.filter(([level]) => level === 'error')).toHaveLength(1);
    expect(JSON.stringify(logged)).not.toMatch(new RegExp(`5511988887777|${webhook.secret}`));
    expect((await post(body)).status).toBe(200);
    expect(await rows()).toHaveLength(1);
  });

  it('answers 503 long before Evolution gives up (30 s) while the disk hangs, and stores what is repeated once', async () => {
    const { db } = product.prosa.platform;
    const { write } = db;
    let goOn: () => void = () => undefined;
    const hanging = new Promise<void>((resolve) => (goOn = resolve));
    db.write = (async (sql: string, params?: unknown[]) => {
      if (sql.includes('into inbound_event')) await hanging;
      return write(sql, params);
    }) as typeof write;
    const body = event(textMessage('5511988887774', 'held up')[1]);
    let answered = false;
    const answer = post(body).then(({ status }) => ((answered = true), status));
    await new Promise((resolve) => setTimeout(resolve, 300));
    product.clock.advance(19_000);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(answered).toBe(false);
    product.clock.advance(1_000);
    expect(await answer).toBe(503);
    db.write = write;
    goOn();
    expect((await post(body)).status).toBe(200);
    expect(await rows()).toHaveLength(1);
  });

  it('answers within a second while Evolution and the model say nothing, whatever waits for them', async () => {
    product.outside.override = () => true;
    const took: number[] = [];
    for (let i = 0; i < 5; i++) {
      const since = performance.now();
      expect((await post(event(textMessage('5511988887775', `waits ${i}`)[1]))).status).toBe(200);
      took.push(performance.now() - since);
      product.clock.advance(4_000);
    }
    product.outside.override = () => false;
    expect(Math.max(...took)).toBeLessThan(1_000);
    expect(await rows()).toHaveLength(5);
  });

  it('answers 503, not 4xx, while it cannot ask whose a key is', async () => {
    const { db } = product.prosa.platform;
    const { read } = db;
    product.clock.advance(6_000);
    db.read = () => Promise.reject(new Error('the database is away'));
    const { status } = await post(event({}));
    db.read = read;
    expect([status, (await post(event({}))).status]).toEqual([503, 200]);
  });

  it('answers 200 to what nobody waits for: keys that it does not know, and channels that were deleted', async () => {
    const unknown = webhook.url.replace(/[^/]+$/, 'f'.repeat(32));
    expect((await post(event({}), { url: unknown })).status).toBe(200);
    await post(event({}), { url: unknown });
    expect(logged.filter(([level]) => level === 'warn')).toHaveLength(1);
    await product.graphql(token, `mutation ($id: ID!) { deleteChannel(input: { id: $id }) { deletedId } }`, { id: channel.id });
    product.clock.advance(6_000);
    expect((await post(event(opened()[1], 'connection.update'))).status).toBe(200);
    expect((await post(event({}), { secret: 'whatever' })).status).toBe(200);
    expect(await rows()).toEqual([]);
  });

  it('takes the address with the event’s name behind it too, never redirects, and answers POST only', async () => {
    expect((await post(event({}), { url: `${webhook.url}/messages-upsert` })).status).toBe(200);
    expect((await fetch(webhook.url, { redirect: 'manual', headers: { 'x-webhook-secret': webhook.secret } })).status).toBe(404);
    expect((await post(event({}), { url: `${webhook.url}/` })).status).toBeLessThan(300);
  });

  it('shares commits between the requests that wait', async () => {
    const { db } = product.prosa.platform;
    const { server } = product.prosa.http.app;
    const { write } = db;
    let open: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (open = resolve));
    let [inserts, came] = [0, 0];
    db.write = (async (sql: string, params?: unknown[]) => {
      if (sql.includes('into inbound_event') && ++inserts === 1) await gate;
      return write(sql, params);
    }) as typeof write;
    const onRequest = () => void (++came === 200 && open());
    server.on('request', onRequest);
    const answers = await Promise.all(Array.from({ length: 200 }, (_, i) => post(event(textMessage('5511988887773', `burst ${i}`)[1]))));
    server.off('request', onRequest);
    db.write = write;
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect(inserts).toBeLessThan(20);
    product.clock.advance(2_000); // in a flood, taking in waits a moment
    await product.settle();
    expect((await rows()).filter(({ status }) => status === 'PROCESSED')).toHaveLength(200);
    expect(await state()).toMatchObject({ problem: null });
  });
});
