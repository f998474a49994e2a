import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Channel, GatewayError, type MessageKey } from '@prosa/server/channels';
import { unitOfWork } from '@prosa/server/platform';
import { testDatabaseUrls } from '@prosa/server/platform/testing';
import { markConversationRead } from '../conversation/mark-conversation-read';
import { openTestInbox, textDelivery, type TestInbox } from '../testing/test-inbox';
import { tellReadJob, tellReadSweep } from './read-receipt.jobs';

describe.each(testDatabaseUrls())('what is read here, on the phone, on $name', ({ url }) => {
  let dir: string;
  let inbox: TestInbox;
  let channel: string;
  let told: string[][];
  let fail: Error | null;
  beforeAll(() => void (dir = mkdtempSync(join(tmpdir(), 'prosa-receipts-'))));
  afterAll(() => rmSync(dir, { recursive: true }));
  beforeEach(async () => {
    inbox = await openTestInbox(await url(dir));
    channel = await inbox.channel();
    told = [];
    fail = null;
    const markRead = async (_instance: string, keys: readonly MessageKey[]) => {
      told.push(keys.map(({ providerId, remoteJid }) => `${providerId} ${remoteJid}`));
      if (fail) throw fail;
    };
    inbox.jobs.handle(tellReadJob(inbox.platform, { markRead }));
    inbox.jobs.sweep(tellReadSweep(inbox.platform));
  });
  afterEach(() => inbox.close());
  const receive = async (...ids: (Parameters<typeof textDelivery>[0] & { id: string })[]) => {
    await inbox.deliver(
      channel,
      ids.map((over) => textDelivery(over)),
    );
    await inbox.drain(channel);
  };
  const read = async () => {
    const [conversation] = await inbox.conversations();
    await markConversationRead(inbox.member(), { id: conversation?.id as string });
    await inbox.jobs.runAll('conversation.tell-read');
  };
  const change = (data: object) =>
    unitOfWork(inbox.ctx, async ({ em }) => void (await em.nativeUpdate(Channel, { id: channel }, data)));
  const left = () => inbox.platform.db.read('select message_id from read_receipt');
  const pass = async (ms: number) => {
    inbox.clock.advance(ms);
    await inbox.jobs.runAll('conversation.tell-read');
  };

  it('is told once, of what was unread, by its keys', async () => {
    await receive({ id: 'A' }, { id: 'B' });
    await read();
    expect(told).toEqual([['A 5511999990001@s.whatsapp.net', 'B 5511999990001@s.whatsapp.net']]);
    await read();
    await receive({ id: 'C' });
    await read();
    expect(told.slice(1)).toEqual([['C 5511999990001@s.whatsapp.net']]);
    expect(await left()).toEqual([]);
  });

  it('is told by the number where the chat has a hidden id, which Evolution would skip without a word', async () => {
    await receive({ id: 'L', jid: '123456789012345@lid', alt: '5511999990001@s.whatsapp.net' });
    await read();
    expect(told).toEqual([['L 5511999990001@s.whatsapp.net']]);
  });

  it('is not told where the chat has a hidden id and no number is known: nothing is asked of Evolution at all', async () => {
    await receive({ id: 'L', jid: '123456789012345@lid' });
    await read();
    expect(told).toEqual([]);
    expect(await left()).toEqual([]);
  });

  it('is told in pieces', async () => {
    await receive(...Array.from({ length: 120 }, (_, at) => ({ id: `M${at}` })));
    await read();
    expect(told.map(({ length }) => length)).toEqual([50, 50, 20]);
  });

  it('is tried a few times, then forgotten, and never in the way', async () => {
    fail = new GatewayError('UNREACHABLE', 'x', { outcomeKnown: true });
    await receive({ id: 'A' });
    await read();
    expect(await inbox.conversations()).toMatchObject([{ unreadCount: 0 }]);
    for (let hour = 0; hour < 24; hour++) await pass(60 * 60_000);
    expect(told).toHaveLength(4);
    expect(await left()).toEqual([]);
  });

  it('waits for its channel, and is found by a process that knows nothing of it', async () => {
    await change({ state: 'RECONNECTING' });
    await receive({ id: 'A' });
    await read();
    expect(told).toEqual([]);
    await change({ state: 'CONNECTED' });
    inbox.clock.advance(70_000);
    await inbox.jobs.runSweeps();
    await inbox.jobs.runAll('conversation.tell-read');
    expect(told).toHaveLength(1);
  });

  it('is not told when the channel keeps it to itself', async () => {
    await change({ readReceipts: false });
    await receive({ id: 'A' });
    await read();
    expect(told).toEqual([]);
    expect(await left()).toEqual([]);
  });
});
