import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suspectGapsAtStart } from '@prosa/server/channels';
import { testDatabaseUrls } from '@prosa/server/platform/testing';
import { messageStatus, opened, startProduct, textMessage, type Product } from '../testing';

const CONNECT = `mutation ($input: ConnectEvolutionForAgentInput!) { connectEvolutionForAgent(input: $input) { channel { id instanceName } } }`;
const INBOX = `{ conversations(first: 10) { edges { node { unreadCount contact { phones } messages(first: 20) { edges { node { text status } } } } } } }`;
const HISTORY = `query ($id: ID!) { node(id: $id) { ... on Channel { connection { state } connectionHistory { edges { node { state evidence } } } } } }`;
const ANA = '5511988887771';
jest.setTimeout(60_000);
const dir = mkdtempSync(join(tmpdir(), 'prosa-gaps-'));
afterAll(() => rmSync(dir, { recursive: true }));

describe.each(testDatabaseUrls())('what was never delivered, on $name', (database) => {
  let product: Product;
  let token: string;
  let channel: { id: string; instanceName: string };

  beforeEach(async () => {
    product = await startProduct({ databaseUrl: await database.url(dir) });
    ({ token } = await product.register());
    const { agent } = (await product.graphql(token, `mutation { saveAgent(input: { name: "Bia" }) { agent { id } } }`))
      .data.saveAgent;
    ({ channel } = (
      await product.graphql(token, CONNECT, { input: { agentId: agent.id } })
    ).data.connectEvolutionForAgent);
    await until('WAITING_QR');
    await deliver(...opened());
    await until('CONNECTED');
    product.clock.advance(60_000);
    await write('before');
    await product.settle();
  });
  afterEach(() => product.stop());

  /** Asked for it, the machine may not have begun yet. */
  const until = async (wanted: string) => {
    for (const giveUpAt = Date.now() + 15_000; Date.now() < giveUpAt; ) {
      await product.settle();
      if ((await product.graphql(token, HISTORY, { id: channel.id })).data.node.connection.state === wanted) return;
    }
    throw new Error(`The channel does not become ${wanted}.`);
  };
  const deliver = (event: string, data: object) => product.deliver(channel.instanceName, event, data);
  let written = 0;
  /** Ana writes: Evolution keeps it; delivered only when said so. */
  const write = async (text: string, over: { fromMe?: boolean; delivered?: boolean } = {}) => {
    const [event, data] = textMessage(ANA, text, { id: `M${++written}`, fromMe: over.fromMe, at: product.clock.now() });
    product.outside.kept.push(data as Record<string, unknown>);
    const status = over.delivered === false ? null : await deliver(event, data);
    product.clock.advance(2_000);
    return { id: `M${written}`, status };
  };
  /** Time passes, and what a sweep finds in it is done. */
  const pass = async (seconds: number) => {
    for (let left = seconds; left > 0; left -= 5) {
      product.clock.advance(5_000);
      await product.settle();
    }
    const gaps = () =>
      product.prosa.platform.db.read('select channel_id from channel_gap where due_at <= ?', [
        product.clock.now().getTime(),
      ]);
    for (const giveUpAt = Date.now() + 15_000; (await gaps()).length > 0 && Date.now() < giveUpAt;) {
      product.clock.advance(50);
      await product.settle();
    }
    await product.settle();
  };
  /** How often the whole list was asked for: senders and agents ask for some of it. */
  const asked = () =>
    product.outside.calls.filter(
      ({ path, body }) => path.startsWith('/chat/findMessages/') && JSON.stringify(body?.['where']) === '{"key":{}}',
    ).length;
  const inbox = async () => {
    const { data } = await product.graphql(token, INBOX);
    return data.conversations.edges.map(
      ({ node }: { node: { unreadCount: number; messages: { edges: { node: { text: string } }[] } } }) => ({
        unread: node.unreadCount,
        texts: node.messages.edges.map((edge) => edge.node.text).reverse(),
      }),
    );
  };
  const history = async () => {
    const { node } = (await product.graphql(token, HISTORY, { id: channel.id })).data;
    return node.connectionHistory.edges.map(
      (edge: { node: { state: string; evidence: string } }) => `${edge.node.state} ${edge.node.evidence}`,
    );
  };

  it('is taken in when the channel comes back, in order and once, and stands in its history', async () => {
    await deliver('connection.update', { state: 'connecting', statusReason: 503 });
    await write('lost one', { delivered: false });
    await write('lost two', { delivered: false });
    const { id } = await write('from the phone', { delivered: false, fromMe: true });
    await deliver(...opened());
    await product.settle();
    expect(asked()).toBe(0);
    await pass(40);
    expect(await inbox()).toEqual([{ unread: 3, texts: ['before', 'lost one', 'lost two', 'from the phone'] }]);
    expect((await history())[0]).toBe('CONNECTED caught up: 3');
    // What was lost is delivered late after all, and goes on as if nothing had been.
    for (const data of product.outside.kept) await deliver('messages.upsert', data);
    await deliver(...messageStatus(id, ANA, 'READ'));
    await write('after');
    await pass(60);
    expect(await inbox()).toEqual([
      { unread: 4, texts: ['before', 'lost one', 'lost two', 'from the phone', 'after'] },
    ]);
    expect([(await history())[0], asked()]).toEqual(['CONNECTED caught up: 3', 1]);
  });

  it('is taken in after the door refused it, also when Evolution does not repeat it', async () => {
    const { db } = product.prosa.platform;
    const { write: taken } = db;
    db.write = () => Promise.reject(new Error('disk full'));
    const refused = [await write('refused'), await write('refused, too')];
    db.write = taken;
    expect(refused.map(({ status }) => status)).toEqual([503, 503]);
    await write('stored');
    await product.settle();
    await pass(40);
    expect(await inbox()).toEqual([{ unread: 4, texts: ['before', 'refused', 'refused, too', 'stored'] }]);
    expect(await history()).toContain('CONNECTED caught up: 2');
  });

  it('is taken in after a start: nobody was at the door', async () => {
    for (const text of ['one', 'two', 'three']) await write(text, { delivered: false });
    product.clock.advance(3 * 60 * 60_000);
    await suspectGapsAtStart(product.prosa.platform);
    await suspectGapsAtStart(product.prosa.platform);
    await pass(40);
    expect(await inbox()).toEqual([{ unread: 4, texts: ['before', 'one', 'two', 'three'] }]);
    expect(asked()).toBe(1);
  });

  it('of a channel that is connected one page is looked at every ten minutes, busy or not, and no more', async () => {
    for (let i = 0; i < 10; i++) {
      await write(`busy ${i}`);
      await pass(60);
    }
    await pass(10 * 60);
    expect(asked()).toBeGreaterThanOrEqual(1);
    expect(asked()).toBeLessThanOrEqual(2);
    expect((await history()).filter((entry: string) => entry.includes('caught up'))).toEqual([]);
  });

  it('is found within a quarter of an hour although nobody says a word: Evolution was restarted while it delivered', async () => {
    await write('lost', { delivered: false });
    await write('from the phone', { delivered: false, fromMe: true });
    await pass(5 * 60);
    await write('delivered');
    await pass(10 * 60);
    expect(await inbox()).toEqual([{ unread: 3, texts: ['before', 'lost', 'from the phone', 'delivered'] }]);
    expect((await history())[0]).toBe('CONNECTED caught up: 2');
  });
});
