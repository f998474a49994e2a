import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Channel, GatewayError } from '@prosa/server/channels';
import { testDatabaseUrls } from '@prosa/server/platform/testing';
import type { Conversation, Message } from '../inbox.entities';
import { openTestInbox, textDelivery, type TestInbox } from '../testing/test-inbox';
import { sendableMessage } from '../testing/test-message';
import { cancelMessage } from './cancel-message';
import { conversationSendJob } from './outbound.jobs';
import { courier, type SendGateway } from './whatsapp-courier';

const LONGEST_WAIT_MS = 72_000;

describe.each(testDatabaseUrls())('while the WhatsApp server refuses our key, on $name', ({ url }) => {
  let dir: string;
  let inbox: TestInbox;
  let channel: string;
  let conversation: Conversation;
  let calls: number;
  /** How the next call fails; null: it does not. */
  let failing: GatewayError | null;
  const refused = new GatewayError('UNAUTHORISED', 'no', { status: 401, outcomeKnown: true });
  beforeAll(() => void (dir = mkdtempSync(join(tmpdir(), 'prosa-key-'))));
  afterAll(() => rmSync(dir, { recursive: true }));
  beforeEach(async () => {
    inbox = await openTestInbox(await url(dir));
    channel = await inbox.channel();
    await inbox.bindAgent(channel);
    await inbox.deliver(channel, [textDelivery()]);
    await inbox.drain(channel);
    conversation = (await inbox.conversations())[0] as Conversation;
    calls = 0;
    failing = refused;
    const sendText = async () => {
      calls += 1;
      if (failing) throw failing;
      return { providerId: 'OUT', remoteJid: conversation.remoteJid, sentAt: null };
    };
    inbox.jobs.handle(
      conversationSendJob(inbox.platform, courier({ sendText } as unknown as SendGateway, inbox.clock, null as never)),
    );
  });
  afterEach(() => inbox.close());

  const queue = async (over: Partial<Message> = {}) => {
    const id = await sendableMessage(inbox, conversation, over);
    await inbox.jobs.enqueue({ kind: 'conversation.send', key: conversation.id, tenantId: inbox.tenantId });
    return id;
  };
  /** Until the next try, whenever that is. */
  const pass = async (times: number) => {
    for (let i = 0; i < times; i++) {
      await inbox.jobs.runAll('conversation.send');
      inbox.clock.advance(LONGEST_WAIT_MS);
    }
    await inbox.jobs.runAll('conversation.send');
  };
  const outgoing = async () => (await inbox.messages()).filter(({ direction }) => direction === 'OUTBOUND');
  const found = () => inbox.ctx.em.fork().findOneOrFail(Channel, { id: channel });

  it('shows that on the channel at once, once, and has it looked into soon', async () => {
    await queue();
    await pass(3);
    const { state, trouble, auditAt, checkAt } = await found();
    expect([state, trouble]).toEqual(['CONNECTED', 'EVOLUTION_KEY_REFUSED']);
    expect([auditAt?.getTime(), checkAt]).toEqual([expect.any(Number), auditAt]);
    const told = (await inbox.events()).filter(({ type }) => type === 'CHANNEL_CONNECTION_CHANGED');
    const woken = inbox.enqueued.filter(({ kind }) => kind === 'channel.tend');
    expect([told.length, woken]).toEqual([1, [expect.objectContaining({ key: channel })]]);
  });

  it('waits however long, asking at least every minute or so, and none of that counts as a try', async () => {
    await queue();
    await pass(30);
    expect(calls).toBe(31);
    expect(await outgoing()).toMatchObject([{ status: 'QUEUED', sendAttempts: 0, failureCode: null }]);
    failing = new GatewayError('UNREACHABLE', 'down', { outcomeKnown: true });
    await pass(1);
    failing = null;
    await pass(1);
    expect(await outgoing()).toMatchObject([{ status: 'SENT', providerId: 'OUT' }]);
  });

  it('lets whoever wrote it take it back', async () => {
    const member = inbox.member();
    const id = await queue({ authorId: member.memberId });
    await pass(2);
    await cancelMessage(member, id);
    expect(await outgoing()).toEqual([]);
  });

  it('gives what an agent wrote to people after a quarter of an hour, in words that are true', async () => {
    await queue({ authorKind: 'AGENT' });
    await pass(10);
    expect(await outgoing()).toMatchObject([{ status: 'QUEUED' }]);
    await pass(4);
    const [message] = await outgoing();
    expect(message).toMatchObject({ status: 'FAILED', failureCode: 'EXPIRED', failureRetryable: true });
    expect(message?.failureMessage).not.toContain('connected');
    expect(await inbox.conversations()).toMatchObject([{ handler: 'HUMAN', handoffReason: 'SEND_FAILED' }]);
  });
});
