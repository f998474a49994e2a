import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testDatabaseUrls } from '@prosa/server/platform/testing';
import { markConversationRead } from '../conversation/mark-conversation-read';
import { sendMessage } from '../outbound/send-message';
import { openTestInbox, textDelivery, type TestInbox } from '../testing/test-inbox';

describe.each(testDatabaseUrls())('several at work at once on $name', ({ url }) => {
  let dir: string;
  let inbox: TestInbox;
  beforeAll(() => void (dir = mkdtempSync(join(tmpdir(), 'prosa-two-'))));
  afterAll(() => rmSync(dir, { recursive: true }));
  beforeEach(async () => void (inbox = await openTestInbox(await url(dir))));
  afterEach(() => inbox.close());

  it('two drainers of one channel take everything in once', async () => {
    const channel = await inbox.channel();
    const bodies = Array.from({ length: 60 }, (_, i) =>
      textDelivery({ jid: `55119777700${String(i % 7).padStart(2, '0')}@s.whatsapp.net` }),
    );
    await inbox.deliver(channel, bodies);
    await Promise.all([inbox.drain(channel), inbox.drain(channel)]);
    inbox.clock.advance(60_000);
    await inbox.drain(channel);
    expect(await inbox.messages()).toHaveLength(60);
    expect(await inbox.conversations()).toHaveLength(7);
    expect((await inbox.conversations()).reduce((sum, { unreadCount }) => sum + unreadCount, 0)).toBe(60);
    expect((await inbox.rows()).filter(({ status }) => status !== 'PROCESSED')).toEqual([]);
  });

  it('members who read and write while messages come in lose none of them', async () => {
    const channel = await inbox.channel();
    await inbox.deliver(channel, [textDelivery()]);
    await inbox.drain(channel);
    const id = (await inbox.conversations())[0]?.id as string;
    const ana = inbox.member();
    for (let round = 0; round < 5; round++) {
      await inbox.deliver(channel, [textDelivery(), textDelivery()]);
      await Promise.all([
        inbox.drain(channel),
        markConversationRead(ana, { id }),
        sendMessage(ana, { conversationId: id, text: `${round}`, clientKey: `${round}` }),
      ]);
    }
    const unread = (await inbox.messages()).filter(
      ({ direction, readAt }) => direction === 'INBOUND' && !readAt,
    ).length;
    expect(await inbox.conversations()).toMatchObject([{ unreadCount: unread, handler: 'HUMAN' }]);
    expect(await inbox.messages()).toHaveLength(16);
    const events = await inbox.events();
    expect(events.filter(({ type }) => type === 'MESSAGE_RECEIVED')).toHaveLength(11);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, i) => i + 1));
  });
});
