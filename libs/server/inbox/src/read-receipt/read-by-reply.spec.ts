import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MessageKey } from '@prosa/server/channels';
import { unitOfWork } from '@prosa/server/platform';
import { testDatabaseUrls } from '@prosa/server/platform/testing';
import { markConversationRead } from '../conversation/mark-conversation-read';
import { startConversation } from '../first-contact/start-conversation';
import { Conversation } from '../inbox.entities';
import { conversationSendJob } from '../outbound/outbound.jobs';
import type { Outcome } from '../outbound/record-outcome';
import { sendMessage } from '../outbound/send-message';
import { ackDelivery, openTestInbox, textDelivery, type TestInbox } from '../testing/test-inbox';
import { sendableMessage } from '../testing/test-message';
import { tellReadJob } from './read-receipt.jobs';

const PHONE = '+5511999990001';

describe.each(testDatabaseUrls())('who answers has read, on $name', ({ url }) => {
  let dir: string;
  let inbox: TestInbox;
  let channel: string;
  let told: string[];
  let answer: () => Outcome | Promise<Outcome>;
  beforeAll(() => void (dir = mkdtempSync(join(tmpdir(), 'prosa-reply-'))));
  afterAll(() => rmSync(dir, { recursive: true }));
  beforeEach(async () => {
    inbox = await openTestInbox(await url(dir));
    channel = await inbox.channel();
    await inbox.bindAgent(channel);
    told = [];
    answer = () => ({ kind: 'SENT', providerId: 'OUT', at: inbox.clock.now() });
    const markRead = async (_instance: string, keys: readonly MessageKey[]) =>
      void told.push(...keys.map(({ providerId }) => providerId));
    inbox.jobs.handle(tellReadJob(inbox.platform, { markRead }));
    inbox.jobs.handle(conversationSendJob(inbox.platform, async () => answer()));
  });
  afterEach(() => inbox.close());
  const receive = async (...bodies: object[]) => {
    inbox.clock.advance(2_000);
    await inbox.deliver(channel, bodies);
    await inbox.drain(channel);
  };
  const write = (id: string) => receive(textDelivery({ id, at: new Date(inbox.clock.now().getTime() + 2_000) }));
  const conversation = async () => (await inbox.conversations())[0] as Conversation;
  const tell = () => inbox.jobs.runAll('conversation.tell-read');
  /** The agent answers what it has read so far, and it goes out. */
  const agentAnswers = async (meanwhile: () => Promise<unknown> = async () => undefined) => {
    const { id, lastInboundKey } = await conversation();
    await unitOfWork(inbox.ctx, async ({ em }) =>
      Object.assign(await em.findOneOrFail(Conversation, { id }), {
        agentAnsweredKey: lastInboundKey,
        agentDueAt: null,
      }),
    );
    await sendableMessage(inbox, await conversation(), { text: 'answer', authorKind: 'AGENT' });
    await meanwhile();
    await inbox.jobs.enqueue({ kind: 'conversation.send', key: id, tenantId: inbox.tenantId });
    await inbox.jobs.runAll('conversation.send');
    await tell();
  };

  it('a member: here, at once, and on the phone, before the answer has gone', async () => {
    await write('A');
    await write('B');
    const { id: conversationId } = await conversation();
    answer = () => ({ kind: 'NOT_SENT', code: 'SERVER', message: 'no', retryable: true, again: true });
    await sendMessage(inbox.member(), { conversationId, text: 'hello', clientKey: 'k' });
    expect(await conversation()).toMatchObject({ unreadCount: 0 });
    const { changes } = (await inbox.events()).filter(({ type }) => type === 'CONVERSATION_CHANGED').at(-1) ?? {};
    expect(changes).toMatchObject({ unreadCount: [2, 0] });
    await tell();
    expect(told.sort()).toEqual(['A', 'B']);
    // What comes after it is unread until the next one.
    await write('C');
    await sendMessage(inbox.member(), { conversationId, text: 'hello', clientKey: 'k' });
    expect(await conversation()).toMatchObject({ unreadCount: 1 });
    await sendMessage(inbox.member(), { conversationId, text: 'again', clientKey: 'l' });
    await tell();
    expect(told.slice(2)).toEqual(['C']);
  });

  it('a member who writes to a number they know', async () => {
    await write('A');
    await startConversation(inbox.member(), { channelId: channel, phone: PHONE, text: 'hello', clientKey: 'k' }, () =>
      Promise.reject(new Error('not asked')),
    );
    expect(await conversation()).toMatchObject({ unreadCount: 0 });
    await tell();
    expect(told).toEqual(['A']);
  });

  it('the agent: on the phone, when its answer has gone, what it had read; for people it stays unread', async () => {
    await write('A');
    await tell();
    expect(told).toEqual([]);
    await agentAnswers(() => write('B'));
    expect(told).toEqual(['A']);
    expect(await conversation()).toMatchObject({ unreadCount: 2 });
    await agentAnswers();
    expect(told).toEqual(['A', 'B']);
    // Evolution tells of it as if it had been read on the phone.
    await receive(ackDelivery('A', 'READ', false), ackDelivery('B', 'READ', false));
    expect(await conversation()).toMatchObject({ unreadCount: 2 });
    await write('C');
    await markConversationRead(inbox.member(), { id: (await conversation()).id });
    await tell();
    expect(told).toEqual(['A', 'B', 'C']);
    expect(await conversation()).toMatchObject({ unreadCount: 0 });
  });

  it('the agent, whose answer is known to have gone by its echo alone', async () => {
    await write('A');
    answer = async () => {
      await receive(
        textDelivery({ fromMe: true, id: 'E', text: 'answer', event: 'send.message', at: inbox.clock.now() }),
      );
      return { kind: 'UNKNOWN' };
    };
    await agentAnswers();
    expect(told).toEqual(['A']);
  });

  it('the agent, whose answer did not go: nothing is told', async () => {
    await write('A');
    answer = () => ({ kind: 'NOT_SENT', code: 'INVALID', message: 'no', retryable: false, again: false });
    await agentAnswers();
    expect(told).toEqual([]);
  });

  it('of a backlog that nobody looked at, the newest two hundred are told', async () => {
    const start = inbox.clock.now().getTime();
    const many = Array.from({ length: 230 }, (_, n) => textDelivery({ id: `M${n}`, at: new Date(start + n * 1_000) }));
    inbox.clock.advance(300_000);
    await receive(...many);
    await agentAnswers();
    expect([told.length, told.includes('M29'), told.includes('M30'), told.includes('M229')]).toEqual([
      200,
      false,
      true,
      true,
    ]);
  });
});
