import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '@prosa/server/platform';
import { testDatabaseUrls } from '@prosa/server/platform/testing';
import type { Conversation, Message } from '../inbox.entities';
import { openTestInbox, textDelivery, type TestInbox } from '../testing/test-inbox';
import { sendableMessage } from '../testing/test-message';
import type { Typing } from './claim-next';
import { conversationSendJob } from './outbound.jobs';

const PEOPLE = ['5511999990001', '5511999990002', '5511999990003'];

describe.each(testDatabaseUrls())('the pace of a channel on $name', ({ url }) => {
  let dir: string;
  let inbox: TestInbox;
  let conversations: Conversation[];
  let sentAt: [who: string, seconds: number][];
  let typing: Typing[];
  let start: number;
  beforeAll(() => void (dir = mkdtempSync(join(tmpdir(), 'prosa-pace-'))));
  afterAll(() => rmSync(dir, { recursive: true }));
  afterEach(() => inbox.close());

  const open = async (over: object = {}) => {
    inbox = await openTestInbox(await url(dir));
    const channel = await inbox.channel({ pacingMinSeconds: 2, pacingMaxSeconds: 4, ...over });
    await inbox.bindAgent(channel);
    await inbox.deliver(
      channel,
      PEOPLE.map((phone) => textDelivery({ jid: `${phone}@s.whatsapp.net`, id: phone })),
    );
    await inbox.drain(channel);
    conversations = (await inbox.conversations()).sort((a, b) => (a.remoteJid < b.remoteJid ? -1 : 1));
    sentAt = [];
    typing = [];
    start = inbox.clock.now().getTime();
    const seconds = () => (inbox.clock.now().getTime() - start) / 1_000;
    const send = conversationSendJob(
      inbox.platform,
      async ({ to, messageId }) => {
        sentAt.push([to.slice(12, 13), seconds()]);
        return { kind: 'SENT', providerId: messageId, at: inbox.clock.now() };
      },
      (sign) => typing.push(sign),
    );
    inbox.jobs.handle(send);
  };
  const queue = async (who: number, over: Partial<Message> = {}) => {
    await sendableMessage(inbox, conversations[who] as Conversation, {
      authorKind: 'AGENT',
      authorId: newId(),
      ...over,
    });
    await inbox.jobs.enqueue({
      kind: 'conversation.send',
      key: conversations[who]?.id as string,
      tenantId: inbox.tenantId,
    });
  };
  /** Lets time pass by tenths of a second. */
  const pass = async (seconds: number) => {
    await inbox.jobs.runAll('conversation.send');
    for (let tenths = 0; tenths < seconds * 10; tenths++) {
      inbox.clock.advance(100);
      await inbox.jobs.runAll('conversation.send');
    }
  };

  it("keeps an agent's messages to different people apart, in the order of asking, while somebody is seen typing", async () => {
    await open();
    for (const who of [0, 1, 2]) await queue(who);
    await pass(10);
    expect(sentAt.map(([who]) => who)).toEqual(['1', '2', '3']);
    const [first, second, third] = sentAt.map(([, at]) => at) as [number, number, number];
    expect(first).toBe(0);
    for (const gap of [second - first, third - second]) {
      expect(gap).toBeGreaterThanOrEqual(2);
      expect(gap).toBeLessThanOrEqual(4.2);
    }
    expect(typing.map(({ to }) => to.slice(12, 13))).toEqual(['2', '3']);
  });

  it('lets people write by hand as they please, and keeps the agent at a distance from that', async () => {
    await open();
    for (const who of [0, 1]) await queue(who, { authorKind: 'MEMBER' });
    await queue(2);
    await pass(6);
    expect(sentAt.slice(0, 2)).toEqual([
      ['1', 0],
      ['2', 0],
    ]);
    expect(sentAt[2]?.[1]).toBeGreaterThanOrEqual(2);
  });

  it('takes the time to type the next part of one answer, and no distance', async () => {
    await open();
    const agentRunId = newId();
    await queue(0, { agentRunId });
    inbox.clock.advance(5);
    await queue(0, { agentRunId, text: 'x'.repeat(60) });
    await pass(5);
    expect(sentAt.map(([who]) => who)).toEqual(['1', '1']);
    expect(sentAt[1]?.[1]).toBeGreaterThanOrEqual(1.5);
    expect(sentAt[1]?.[1]).toBeLessThanOrEqual(1.8);
    expect(typing).toMatchObject([{ durationMs: 1_500 }]);
  });

  it('is none when it is turned off, and no typing is shown', async () => {
    await open({ pacingMinSeconds: 0, pacingMaxSeconds: 0, showTyping: false });
    const agentRunId = newId();
    await queue(0, { agentRunId });
    inbox.clock.advance(5);
    await queue(0, { agentRunId });
    await queue(1);
    await pass(0);
    expect(sentAt).toHaveLength(3);
    expect(typing).toEqual([]);
  });

  it('outlives a restart: the place in the row is kept', async () => {
    await open();
    for (const who of [0, 1]) await queue(who);
    await pass(0);
    const [waits] = (await inbox.messages()).filter(({ status }) => status === 'QUEUED');
    expect(waits?.sendAfter?.getTime()).toBeGreaterThanOrEqual(start + 2_000);
    await inbox.jobs.runAll('conversation.send');
    expect((await inbox.messages()).find(({ id }) => id === waits?.id)?.sendAfter).toEqual(waits?.sendAfter);
  });
});
