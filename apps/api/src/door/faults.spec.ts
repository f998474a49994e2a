import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testDatabaseUrls } from '@prosa/server/platform/testing';
import { opened, startProduct, textMessage, type Data, type Product } from '../testing';
import { BrokenEvolution } from './broken-evolution';
import { FAULTS, REPAIRS, type Bench } from './fault-table';

const CONNECT = `mutation ($input: ConnectEvolutionForAgentInput!) { connectEvolutionForAgent(input: $input) { channel { id instanceName } } }`;
const CHANNEL = `query ($id: ID!) { node(id: $id) { ... on Channel { status problem connection { state reason evidence }
  connectionHistory(first: 50) { edges { node { state reason evidence } } } } } }`;
const INBOX = `{ conversations(first: 10) { edges { node { id messages(first: 50) { edges { node { text status direction } } } } } } }`;
const SEND = `mutation ($input: SendMessageInput!) { sendMessage(input: $input) { message { id } userErrors { code } } }`;
const RECONNECT = `mutation ($id: ID!) { reconnectChannel(input: { id: $id }) { userErrors { code } } }`;
const REMOVAL_EVENTS = `subscription ($after: EventCursor) { events(types: [CHANNEL_REMOVAL_CHANGED], after: $after) { cursor type nodeId changes } }`;
const EVENTS_AFTER = `query ($after: EventCursor) { events(types: [CHANNEL_REMOVAL_CHANGED], after: $after) { edges { node { type } } } }`;
const ANA = '5511988887771';
const MINUTE = 60;
jest.setTimeout(120_000);
const dir = mkdtempSync(join(tmpdir(), 'prosa-faults-'));
afterAll(() => rmSync(dir, { recursive: true }));

describe.each(testDatabaseUrls())('the table of faults, on $name', (database) => {
  let product: Product;
  let token: string;
  let agentId: string;
  let channel: { id: string; instanceName: string };
  let t: Bench;
  /** All that Ana and we wrote, in order, as the phone has it. */
  let phone: string[];

  beforeAll(async () => {
    product = await startProduct({ databaseUrl: await database.url(dir) });
  });
  afterAll(() => product.stop());
  beforeEach(async () => {
    product.outside.override = () => false;
    product.outside.kept.length = 0;
    ({ token } = await product.register());
    agentId = (await product.graphql(token, `mutation { saveAgent(input: { name: "Bia" }) { agent { id } } }`)).data
      .saveAgent.agent.id;
    ({ channel } = (await product.graphql(token, CONNECT, { input: { agentId } })).data.connectEvolutionForAgent);
    await product.settle();
    phone = [];
    t = bench();
    await t.deliver(...opened());
    await t.pass(30);
    await t.write('before');
    await t.pass(5);
    expect((await seen()).connection.state).toBe('CONNECTED');
  });
  afterEach(() => jest.restoreAllMocks());
  afterEach(async () => {
    product.outside.override = () => false;
    await product.graphql(token, `mutation ($id: ID!) { deleteChannel(input: { id: $id }) { deletedId } }`, {
      id: channel.id,
    });
    await product.settle();
    product.clock.advance(10_000);
    await product.settle();
  });

  let written = 0;
  const bench = (): Bench => {
    const deliver: Bench['deliver'] = (event, data) => product.deliver(channel.instanceName, event, data);
    return {
      product,
      evolution: new BrokenEvolution(product.outside),
      deliver,
      write: async (text, { delivered = true } = {}) => {
        const made = textMessage(ANA, text, { id: `M${++written}`, at: product.clock.now() });
        product.outside.kept.push(made[1] as Record<string, unknown>);
        phone.push(text);
        if (delivered) await deliver(...made);
        product.clock.advance(1_000);
        return made;
      },
      pass: async (seconds, step = 5) => {
        for (let left = seconds; left > 0; left -= step) {
          product.clock.advance(step * 1_000);
          await rest();
        }
      },
      reconnect: async () => {
        expect((await product.graphql(token, RECONNECT, { id: channel.id })).data.reconnectChannel.userErrors).toEqual(
          [],
        );
        await product.settle();
      },
    };
  };
  /** Until nothing is left to do that is due: a sweep may have to find it first. */
  const rest = async () => {
    const due = `select id from channel where check_at <= ? union all
      select g.channel_id from channel_gap g join channel c on c.id = g.channel_id where g.due_at <= ? and c.state = 'CONNECTED' and c.deleted_at is null`;
    for (const giveUpAt = Date.now() + 15_000; ; product.clock.advance(50)) {
      await product.settle();
      const now = product.clock.now().getTime();
      if ((await product.prosa.platform.db.read(due, [now, now])).length === 0) return;
      if (Date.now() > giveUpAt) throw new Error('It does not come to rest.');
    }
  };
  const seen = async (): Promise<Data> => (await product.graphql(token, CHANNEL, { id: channel.id })).data.node;
  const entries = async (): Promise<{ state: string; evidence: string }[]> =>
    (await seen()).connectionHistory.edges.map(({ node }: Data) => node);
  const inbox = async (): Promise<{ text: string; status: string; direction: string }[]> =>
    (await product.graphql(token, INBOX)).data.conversations.edges.flatMap(({ node }: Data) =>
      node.messages.edges.map((edge: Data) => edge.node).reverse(),
    );
  const received = async () =>
    (await inbox()).filter(({ direction }) => direction === 'INBOUND').map(({ text }) => text);
  const sent = async () =>
    (await inbox()).filter(({ direction }) => direction === 'OUTBOUND').map(({ text, status }) => `${text}: ${status}`);
  const reply = async (text: string) => {
    const [edge] = (await product.graphql(token, INBOX)).data.conversations.edges;
    const input = { conversationId: edge.node.id, text, clientKey: crypto.randomUUID() };
    expect((await product.graphql(token, SEND, { input })).data.sendMessage.userErrors).toEqual([]);
    await product.settle();
  };
  /** Passes time until it is so; fails when that takes longer. */
  const within = async (seconds: number, what: string, busy: boolean, isSo: () => Promise<boolean>) => {
    for (let passed = 0; !(await isSo()); passed += 5) {
      if (passed > seconds) throw new Error(`Not within ${seconds} s: ${what}; but ${JSON.stringify(await seen())}`);
      if (busy && passed % 60 === 0) await t.write(`busy ${passed}`);
      await t.pass(5);
    }
  };

  it.each(FAULTS)(
    '$fault: $state within $within s',
    async ({ happens, evidence, within: limit, state, reason = null, status, ends, recovers, busy = false }) => {
      const before = (await entries()).length;
      await happens(t);
      await product.settle();
      const shown = { status, problem: reason, connection: { state, reason, evidence } };
      await within(limit, JSON.stringify(shown), busy, async () => {
        const { connection, problem, status: now } = await seen();
        return JSON.stringify({ status: now, problem, connection }) === JSON.stringify(shown);
      });
      expect((await entries()).length - before).toBeLessThanOrEqual(2);
      if (recovers === undefined) return expect(await received()).toEqual(phone);
      // Written while it was away: by Ana to the phone, and by us, which waits.
      await t.write('meanwhile', { delivered: busy });
      if (state !== 'CONNECTED') {
        await reply('our answer');
        expect(await sent()).toEqual(['our answer: QUEUED']);
      }
      await ends?.(t);
      await within(recovers, 'all is well', false, async () => {
        const { status: now, problem } = await seen();
        return now === 'CONNECTED' && problem === null && (await received()).length === phone.length;
      });
      expect(await received()).toEqual(phone);
      if (state !== 'CONNECTED')
        await within(70, 'sent', false, async () => (await sent()).join() === 'our answer: SENT');
    },
  );

  it.each(REPAIRS)(
    '$fault: put right by itself within $within s',
    async ({ happens, evidence, within: limit, busy = false }) => {
      await happens(t);
      if (evidence)
        await within(limit, evidence, busy, async () => (await entries()).some((entry) => entry.evidence === evidence));
      await within(40, 'nothing is missing', false, async () => (await received()).length === phone.length);
      expect(await received()).toEqual(phone);
      expect(await seen()).toMatchObject({ status: 'CONNECTED', problem: null });
      expect((await entries()).map(({ state }) => state).slice(0, -3)).toEqual(
        (await entries()).slice(0, -3).map(() => 'CONNECTED'),
      );
    },
  );

  it('the API key revoked, found by a reply: shown at once, and the reply waits until the key is mended', async () => {
    t.evolution.failing = 'key refused';
    await reply('our answer');
    expect(await seen()).toMatchObject({ status: 'ACTION_NEEDED', problem: 'EVOLUTION_KEY_REFUSED' });
    for (let minute = 0; minute < 10; minute++) {
      await t.write(`busy ${minute}`);
      await t.pass(60, 20);
    }
    expect(await sent()).toEqual(['our answer: QUEUED']);
    t.evolution.failing = null;
    await within(2 * MINUTE, 'all is well', false, async () => {
      const { status, problem } = await seen();
      return status === 'CONNECTED' && problem === null && (await sent()).join() === 'our answer: SENT';
    });
  });

  it('a name that is taken: connecting goes on with the instance there is', async () => {
    t.evolution.nameTaken = true;
    t.evolution.state = 'close';
    const input = {
      agentId: (await product.graphql(token, `mutation { saveAgent(input: { name: "Rui" }) { agent { id } } }`)).data
        .saveAgent.agent.id,
    };
    const { channel: second } = (await product.graphql(token, CONNECT, { input })).data.connectEvolutionForAgent;
    await product.settle();
    const { node } = (await product.graphql(token, CHANNEL, { id: second.id })).data;
    expect(node).toMatchObject({ status: 'CONNECTING', problem: null, connection: { state: 'WAITING_QR' } });
  });

  it('a deletion that does not end: shown to the operator after five minutes, with its reason, and gone once it has ended', async () => {
    const removals = async () =>
      (await product.graphql(token, '{ channelRemovals { displayName problem } }')).data.channelRemovals;
    let after = (await product.graphql(token, '{ eventCursor }')).data.eventCursor;
    /** What open screens are told of it, the next thing: none of them looks by the clock. */
    const follow = async () => {
      const socket = await product.socket(token);
      const following = socket.subscribe(REMOVAL_EVENTS, { after });
      return async () => {
        const { events } = (await following.next(({ data }) => data.events.type === 'CHANNEL_REMOVAL_CHANGED')).data;
        socket.close();
        after = events.cursor;
        return [events.nodeId, ...events.changes.problem];
      };
    };
    jest.spyOn(Math, 'random').mockReturnValue(0.5); // the looks' jitter: two late ones in a row would pass the limit below
    t.evolution.deletesBlocked = true;
    await product.graphql(token, `mutation ($id: ID!) { deleteChannel(input: { id: $id }) { deletedId } }`, {
      id: channel.id,
    });
    await t.pass(5 * MINUTE - 5);
    expect(await removals()).toEqual([]);
    const first = await follow();
    await t.pass(5);
    expect(await first()).toEqual([channel.id, null, 'STILL_THERE']);
    expect(await removals()).toEqual([{ displayName: expect.any(String), problem: 'STILL_THERE' }]);
    await t.pass(20 * MINUTE); // the same again is no news
    t.evolution.failing = 'key refused';
    await within(
      6 * MINUTE,
      'the reason',
      false,
      async () => (await removals())[0]?.problem === 'EVOLUTION_KEY_REFUSED',
    );
    expect(await (await follow())()).toEqual([channel.id, 'STILL_THERE', 'EVOLUTION_KEY_REFUSED']);
    Object.assign(t.evolution, { failing: null, deletesBlocked: false });
    await within(11 * MINUTE, 'gone', false, async () => (await removals()).length === 0);
    // It may have said once more that it deletes before it had.
    let told: string[] = [];
    while (told.at(-1) !== null) told = await (await follow())();
    await t.pass(20 * MINUTE);
    const { events } = (await product.graphql(token, EVENTS_AFTER, { after })).data;
    expect(events.edges).toEqual([]);
  });

  it('a deletion that ends in time: nobody hears more of it', async () => {
    t.evolution.deletesBlocked = true;
    await product.graphql(token, `mutation ($id: ID!) { deleteChannel(input: { id: $id }) { deletedId } }`, {
      id: channel.id,
    });
    await t.pass(2 * MINUTE);
    t.evolution.deletesBlocked = false;
    await t.pass(6 * MINUTE);
    const { channelRemovals, events } = (
      await product.graphql(
        token,
        `{ channelRemovals { problem } events(types: [CHANNEL_REMOVAL_CHANGED]) { edges { node { type } } } }`,
      )
    ).data;
    expect([channelRemovals, events.edges]).toEqual([[], []]);
  });
});
