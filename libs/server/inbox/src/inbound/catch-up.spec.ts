import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  Channel,
  ChannelGap,
  ChannelStateChange,
  GatewayError,
  normaliseEvolution,
  suspectGap,
  type FoundMessage,
  type MessageQuery,
} from '@prosa/server/channels';
import { InboundStore } from '@prosa/server/integrations';
import { unitOfWork } from '@prosa/server/platform';
import { testDatabaseUrls } from '@prosa/server/platform/testing';
import { openTestInbox, textDelivery, type TestInbox } from '../testing/test-inbox';
import { catchUp, catchUpJob, catchUpSweep } from './catch-up';

const MINUTE = 60_000;
type Written = Parameters<typeof textDelivery>[0] & { updates?: string[] };
const OWN = { phoneNumber: '+5511999990000' };

/** What Evolution keeps of a message that it may or may not have delivered. */
function recordOf({ updates = [], ...over }: Written): Record<string, unknown> {
  const { data } = textDelivery(over) as { data: Record<string, unknown> };
  Reflect.deleteProperty(data, 'status');
  return {
    id: `db-${over.id}`,
    ...data,
    instanceId: 'x',
    contextInfo: null,
    MessageUpdate: updates.map((status) => ({ status })),
  };
}

const toldOf = (record: Record<string, unknown>) =>
  (record['MessageUpdate'] as { status: string }[] | undefined)?.map(({ status }) => status) ?? [];
const isTold = (record: Record<string, unknown>, status: string) => toldOf(record).includes(status);
const furthest = (record: Record<string, unknown>) =>
  isTold(record, 'READ') ? 'READ' : isTold(record, 'DELIVERY_ACK') ? 'DELIVERED' : null;

describe.each(testDatabaseUrls())('after a gap, on $name', ({ url }) => {
  let dir: string;
  let inbox: TestInbox;
  let channel: string;
  let store: InboundStore;
  /** Evolution's own list, oldest first. */
  let list: Record<string, unknown>[];
  let asked: number[];
  let failing: (page: number) => GatewayError | null;
  let start: Date;

  beforeAll(() => void (dir = mkdtempSync(join(tmpdir(), 'prosa-gap-'))));
  afterAll(() => rmSync(dir, { recursive: true }));
  beforeEach(async () => {
    inbox = await openTestInbox(await url(dir));
    channel = await inbox.channel(OWN);
    store = new InboundStore(inbox.platform.db, inbox.clock, () => undefined);
    [list, asked, failing] = [[], [], () => null];
    start = inbox.clock.now();
  });
  afterEach(() => inbox.close());

  const at = (minutes: number) => new Date(start.getTime() + minutes * MINUTE);
  const findMessages = async ({ page, limit }: MessageQuery) => {
    asked.push(page);
    const failure = failing(page);
    if (failure) throw failure;
    const newest = list.toSorted((a, b) => Number(b['messageTimestamp']) - Number(a['messageTimestamp']));
    const records = newest.slice((page - 1) * limit, page * limit);
    const messages = records.map((record): FoundMessage => ({
      record,
      status: furthest(record),
      edited: isTold(record, 'EDITED'),
      deleted: isTold(record, 'DELETED'),
      event: normaliseEvolution({ event: 'messages.found', data: [record] }, start).items[0] as FoundMessage['event'],
    }));
    return { total: list.length, pages: Math.ceil(list.length / limit), page, messages };
  };
  const ports = {
    gateway: { findMessages },
    storeFound: (found: Parameters<Parameters<typeof catchUpJob>[1]['storeFound']>[0]) =>
      store.store({ ...found, provider: 'EVOLUTION' as const }),
  };
  const gap = () => inbox.ctx.em.fork().findOne(ChannelGap, { channelId: channel });
  const notice = async (since = start) => {
    await unitOfWork(inbox.ctx, async (unit) =>
      suspectGap(
        unit,
        { ...(await unit.em.findOneOrFail(Channel, { id: channel })), stateSince: since } as Channel,
        inbox.clock.now(),
      ),
    );
    inbox.clock.advance(MINUTE);
  };
  const read = () => catchUp(inbox.ctx, ports, channel);
  const texts = async () => (await inbox.messages()).map(({ text }) => text);
  const history = async () =>
    (await inbox.ctx.em.fork().find(ChannelStateChange, { channelId: channel })).map(({ evidence }) => evidence);
  const write = (...written: Written[]) => list.push(...written.map(recordOf));

  it('what was never delivered is in the inbox in order, once, unread, and the history says how much', async () => {
    await inbox.deliver(channel, [textDelivery({ id: 'A', text: 'before', at: at(0) })]);
    await inbox.drain(channel);
    write(
      { id: 'A', text: 'before', at: at(0) },
      { id: 'B', text: 'first', at: at(5) },
      { id: 'C', text: 'second', at: at(6) },
      { id: 'D', text: 'third', at: at(7) },
    );
    inbox.clock.advance(10 * MINUTE);
    await notice();
    expect(await read()).toBeNull();
    await inbox.drain(channel);
    expect(await texts()).toEqual(['before', 'first', 'second', 'third']);
    expect(await inbox.conversations()).toMatchObject([{ unreadCount: 4 }]);
    const received = (await inbox.events())
      .filter(({ type }) => type === 'MESSAGE_RECEIVED')
      .map(({ nodeId }) => nodeId);
    expect(received).toEqual((await inbox.messages()).map(({ id }) => id));
    expect([await gap(), await history()]).toEqual([null, ['caught up: 3']]);
    await notice();
    await read();
    await inbox.drain(channel);
    expect([(await texts()).length, await history()]).toEqual([4, ['caught up: 3']]);
  });

  it('tells of many in the order in which they were written, too', async () => {
    for (let i = 0; i < 450; i++) write({ id: `M${i}`, text: String(i), at: new Date(start.getTime() + i * 1_000) });
    inbox.clock.advance(8 * MINUTE);
    await notice();
    await read();
    await inbox.drain(channel);
    const told = (await inbox.events()).filter(({ type }) => type === 'MESSAGE_RECEIVED').map(({ nodeId }) => nodeId);
    expect(told).toEqual((await inbox.messages()).map(({ id }) => id));
    expect(told).toHaveLength(450);
  });

  it.each(['before', 'after', 'at the same time'])(
    'the late delivery comes %s: one message, one unread',
    async (when) => {
      write({ id: 'A', text: 'one', at: at(1) }, { id: 'B', text: 'two', at: at(2) });
      const late = [
        textDelivery({ id: 'B', text: 'two', at: at(2) }),
        textDelivery({ id: 'A', text: 'one', at: at(1) }),
      ];
      inbox.clock.advance(3 * MINUTE);
      await notice();
      if (when !== 'after') await inbox.deliver(channel, late);
      if (when === 'before') await inbox.drain(channel);
      await read();
      if (when === 'after') {
        await inbox.drain(channel);
        await inbox.deliver(channel, late);
      }
      await inbox.drain(channel);
      expect(await texts()).toEqual(['one', 'two']);
      expect(await inbox.conversations()).toMatchObject([{ unreadCount: 2 }]);
    },
  );

  it('a long gap is read in pieces, and goes on where it stopped when Evolution fails in the middle', async () => {
    for (let i = 0; i < 1_120; i++) write({ id: `M${i}`, text: String(i), at: new Date(start.getTime() + i * 1_000) });
    inbox.clock.advance(20 * MINUTE);
    await notice();
    failing = (page) =>
      page === 13 ? new GatewayError('SERVER', 'no list', { status: 200, outcomeKnown: true }) : null;
    expect(await read()).not.toBeNull();
    inbox.clock.advance(MINUTE);
    const later = (await read()) as Date;
    expect([await gap(), asked.at(-1)]).toMatchObject([{ page: 11, tries: 1, found: 500 }, 13]);
    expect(later.getTime()).toBeGreaterThan(inbox.clock.now().getTime() + 40_000);
    failing = () => null;
    for (let due: Date | null = later; due; due = await read())
      inbox.clock.advance(Math.max(0, due.getTime() - inbox.clock.now().getTime()));
    await inbox.drain(channel);
    expect(await texts()).toEqual(Array.from({ length: 1_120 }, (_, i) => String(i)));
    expect(await history()).toEqual(['caught up: 1120']);
  });

  it('killed between the pages and the storing, or before that is written down, it does it again and doubles nothing', async () => {
    write({ id: 'A', text: 'one', at: at(1) }, { id: 'B', text: 'two', at: at(2) });
    inbox.clock.advance(3 * MINUTE);
    await notice();
    let stored = 0;
    const dying = {
      ...ports,
      storeFound: async (found: Parameters<typeof ports.storeFound>[0]) => {
        if (stored++ === 1) throw new Error('killed');
        return ports.storeFound(found);
      },
    };
    await expect(catchUp(inbox.ctx, dying, channel)).rejects.toThrow('killed');
    await inbox.drain(channel);
    await notice(at(2)); // the restart notices it again; the earlier time stands
    expect((await gap())?.since).toEqual(start);
    await read();
    await inbox.drain(channel);
    expect(await texts()).toEqual(['one', 'two']);
    expect(await inbox.conversations()).toMatchObject([{ unreadCount: 2 }]);
  });

  it('what is noticed while the list is read starts it over', async () => {
    write({ id: 'A', text: 'one', at: at(1) });
    await notice();
    const { findMessages: find } = ports.gateway;
    const meanwhile = {
      ...ports,
      gateway: {
        findMessages: async (query: MessageQuery) => {
          const page = await find(query);
          await notice(at(1));
          return page;
        },
      },
    };
    expect(await catchUp(inbox.ctx, meanwhile, channel)).not.toBeNull();
    expect(await gap()).toMatchObject({ page: 1, noticed: 2, found: 1 });
  });

  it('edits, deletions, lids, our own from the phone and how far ours had got are as if delivered', async () => {
    const lid = { jid: '100000000000011@lid', alt: '5511999990001@s.whatsapp.net' };
    await inbox.deliver(channel, [
      textDelivery({ id: 'EDITED', text: 'wrng', at: at(0) }),
      textDelivery({ id: 'GONE', text: 'oops', at: at(0) }),
      textDelivery({ id: 'OURS', text: 'hello', fromMe: true, at: at(0) }),
      textDelivery({ id: 'SEEN', text: 'seen', at: at(0) }),
    ]);
    await inbox.drain(channel);
    write(
      { id: 'EDITED', text: 'wrong', at: at(1), updates: ['EDITED'] },
      { id: 'GONE', text: 'oops', at: at(0), updates: ['DELETED'] },
      { id: 'OURS', text: 'hello', fromMe: true, at: at(0), updates: ['SERVER_ACK', 'DELIVERY_ACK', 'READ'] },
      { id: 'SEEN', text: 'seen', at: at(0), updates: ['READ'] },
      { id: 'LID', text: 'by lid', at: at(2), ...lid },
      { id: 'PHONE', text: 'by phone', fromMe: true, at: at(3) },
      { id: 'ALSO GONE', text: 'secret', at: at(4), updates: ['DELETED'] },
    );
    inbox.clock.advance(5 * MINUTE);
    await notice();
    await read();
    await inbox.drain(channel);
    const messages = new Map((await inbox.messages()).map((message) => [message.providerId, message]));
    expect(messages.get('EDITED')).toMatchObject({ text: 'wrong', sentAt: at(0), editedAt: at(1) });
    expect([messages.get('GONE')?.text, messages.get('ALSO GONE')?.text]).toEqual([null, null]);
    expect(messages.get('OURS')).toMatchObject({ status: 'READ' });
    expect(messages.get('SEEN')?.readAt).not.toBeNull();
    expect(messages.get('PHONE')).toMatchObject({ direction: 'OUTBOUND', authorKind: 'PHONE', status: 'SENT' });
    const [conversation, other] = await inbox.conversations();
    expect([conversation?.unreadCount, conversation?.handler, other]).toEqual([4, 'HUMAN', undefined]);
    expect((await inbox.identities()).map(({ value }) => value)).toEqual(['+5511999990001', '100000000000011']);
  });

  it('wakes the agent once for what is young, and not for what is stale', async () => {
    await inbox.bindAgent(channel);
    const young = { jid: '5511999990002@s.whatsapp.net' };
    write(
      { id: 'OLD', text: 'old', at: at(0) },
      { id: 'Y1', at: at(2 * 24 * 60), ...young },
      { id: 'Y2', at: at(2 * 24 * 60 + 1), ...young },
    );
    inbox.clock.advance(2 * 24 * 60 * MINUTE + 5 * MINUTE);
    await notice();
    await read();
    await inbox.drain(channel);
    const [stale, due] = (await inbox.conversations()).toSorted(
      (a, b) => Number(a.lastActivityAt) - Number(b.lastActivityAt),
    );
    expect(stale).toMatchObject({ handler: 'HUMAN', handoffReason: 'STALE', agentDueAt: null, unreadCount: 1 });
    expect(due).toMatchObject({ handler: 'AGENT', unreadCount: 2 });
    expect(inbox.enqueued.filter(({ kind }) => kind === 'agent.reply').map(({ key }) => key)).toEqual([due?.id]);
  });

  it('of what is older than the gap it takes what was done to it meanwhile, for two days, and nothing twice', async () => {
    const day = 24 * 60;
    await inbox.deliver(channel, [
      textDelivery({ id: 'LONG AGO', text: 'long ago', fromMe: true, at: at(-3 * day) }),
      textDelivery({ id: 'TAKEN BACK', text: 'yesterday', at: at(-day) }),
      textDelivery({ id: 'READ', text: 'ours', fromMe: true, at: at(-day) }),
    ]);
    await inbox.drain(channel);
    write(
      { id: 'LONG AGO', text: 'long ago', fromMe: true, at: at(-3 * day), updates: ['READ'] },
      { id: 'TAKEN BACK', text: 'yesterday', at: at(-day), updates: ['DELETED'] },
      { id: 'READ', text: 'ours', fromMe: true, at: at(-day), updates: ['READ'] },
      { id: 'NEVER SEEN', text: 'never seen', at: at(-day) },
    );
    const rows = async () => (await inbox.rows()).length;
    for (const more of [2, 0]) {
      const before = await rows();
      await notice();
      await read();
      await inbox.drain(channel);
      expect((await rows()) - before).toBe(more);
    }
    const messages = new Map((await inbox.messages()).map((message) => [message.providerId, message]));
    expect(
      ['TAKEN BACK', 'READ', 'LONG AGO'].map((id) => [messages.get(id)?.status, messages.get(id)?.deletedAt != null]),
    ).toEqual([
      ['RECEIVED', true],
      ['READ', false],
      ['SENT', false],
    ]);
    expect(messages.size).toBe(3);
  });

  it('proves nothing about the connection, and takes nothing from before the gap and what was being repeated', async () => {
    for (let i = 0; i < 200; i++) write({ id: `M${i}`, text: String(i), at: at(i - 200) });
    await notice();
    const heard: Date[] = [];
    await read();
    await inbox.drain(channel, {
      channelEvents: { apply: async () => void heard.push(start), heard: async () => void heard.push(start) },
    });
    expect([asked, heard, (await texts()).length]).toEqual([[1, 2, 3, 4], [], 30]);
  });

  it('an empty list ends it, an answer that is none does not', async () => {
    await notice();
    failing = () => new GatewayError('UNREACHABLE', 'gone', { status: null, outcomeKnown: true });
    for (let tries = 0; tries < 12; tries++) {
      const again = (await read()) as Date;
      inbox.clock.advance(again.getTime() - inbox.clock.now().getTime());
    }
    expect(asked).toHaveLength(12);
    expect(inbox.clock.now().getTime() - start.getTime()).toBeGreaterThan(4 * 60 * MINUTE);
    failing = () => null;
    expect([await read(), await gap(), await history()]).toEqual([null, null, []]);
  });

  it('records that cannot be read are set aside, the others go in', async () => {
    write({ id: 'A', text: 'one', at: at(1) });
    list.push(
      { key: null, messageTimestamp: 1 },
      { key: { id: 7 }, message: 'x', messageTimestamp: Number.MAX_SAFE_INTEGER },
      {},
    );
    inbox.clock.advance(2 * MINUTE);
    await notice();
    expect(await read()).toBeNull();
    await inbox.drain(channel);
    expect([await texts(), await history()]).toEqual([['one'], ['caught up: 1']]);
  });

  it('asks for nothing when no gap was noticed, before its time, or while the channel is away; then two channels at a time', async () => {
    inbox.jobs.handle(catchUpJob(inbox.platform, ports));
    inbox.jobs.sweep(catchUpSweep(inbox.platform));
    const work = async () => (await inbox.jobs.runSweeps(), await inbox.jobs.runAll());
    await work();
    await unitOfWork(inbox.ctx, async (unit) =>
      suspectGap(unit, await unit.em.findOneOrFail(Channel, { id: channel }), inbox.clock.now()),
    );
    await work();
    await inbox.platform.db.write(`update channel set state = 'RECONNECTING' where id = ?`, [channel]);
    inbox.clock.advance(MINUTE);
    await work();
    expect(asked).toEqual([]);
    await inbox.platform.db.write(`update channel set state = 'CONNECTED' where id = ?`, [channel]);
    await work();
    expect([asked, catchUpJob(inbox.platform, ports).concurrency]).toEqual([[1], 2]);
  });
});
