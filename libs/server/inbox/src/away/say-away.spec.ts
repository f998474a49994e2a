import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Channel } from '@prosa/server/channels';
import { Contact } from '@prosa/server/crm';
import { Tenant } from '@prosa/server/identity';
import { unitOfWork } from '@prosa/server/platform';
import { testDatabaseUrls } from '@prosa/server/platform/testing';
import { Conversation, type Message } from '../inbox.entities';
import { conversationSendJob } from '../outbound/outbound.jobs';
import { sendMessage } from '../outbound/send-message';
import { openTestInbox, textDelivery, type TestInbox } from '../testing/test-inbox';
import { sendableMessage } from '../testing/test-message';
import { awayJob, awaySweep } from './away.jobs';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** It is Tuesday, 09:00 in São Paulo: closed since Monday, 18:00. */
const AFTERNOONS = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '13:00', to: '18:00' }));
const HOURS = { operatingHours: AFTERNOONS, awayMessage: 'Olá {{contact.firstName}}, a {{tenant.name}} abre às 13h.' };

describe.each(testDatabaseUrls())('the away message on $name', ({ url }) => {
  let dir: string;
  let inbox: TestInbox;
  let channel: string;
  let sent: { to: string; at: number }[];
  beforeAll(() => void (dir = mkdtempSync(join(tmpdir(), 'prosa-away-'))));
  afterAll(() => rmSync(dir, { recursive: true }));
  afterEach(() => inbox.close());

  async function open(over: Partial<Channel> = {}, bound = false): Promise<void> {
    inbox = await openTestInbox(await url(dir));
    const { tenantId: id, clock } = inbox;
    await unitOfWork(inbox.ctx, async ({ em }) => {
      const zone = { timeZone: 'America/Sao_Paulo', locale: 'pt-BR', currency: 'BRL' };
      em.create(Tenant, { id, name: 'Loja', ...zone, createdAt: clock.now() });
    });
    channel = await inbox.channel({ ...HOURS, ...over });
    if (bound) await inbox.bindAgent(channel);
    sent = [];
    inbox.jobs.handle(awayJob(inbox.platform));
    inbox.jobs.handle(
      conversationSendJob(inbox.platform, async ({ to, messageId }) => {
        sent.push({ to, at: clock.now().getTime() });
        return { kind: 'SENT', providerId: messageId, at: clock.now() };
      }),
    );
  }
  const write = async (over: Parameters<typeof textDelivery>[0] = {}) => {
    await inbox.deliver(channel, [textDelivery({ at: inbox.clock.now(), ...over })]);
    await inbox.drain(channel);
  };
  const run = async () => {
    await inbox.jobs.runAll('conversation.away');
    await inbox.jobs.runAll('conversation.send');
  };
  const wait = async (ms: number) => {
    for (let waited = 0; waited < ms; waited += Math.min(ms, 5_000)) {
      inbox.clock.advance(Math.min(ms, 5_000));
      await run();
    }
  };
  /** What is due is decided, and nothing goes out. */
  const decide = async () => {
    inbox.clock.advance(5_000);
    await inbox.jobs.runAll('conversation.away');
  };
  const byItself = async (): Promise<Message[]> =>
    (await inbox.messages()).filter(({ authorKind }) => authorKind === 'CHANNEL');
  const conversation = async () => (await inbox.conversations())[0] as Conversation;
  const change = (values: object) =>
    unitOfWork(inbox.ctx, async ({ em }) => void (await em.nativeUpdate(Conversation, {}, values)));

  it('is said once in each closed period, in words of its own, and leaves the conversation as it was', async () => {
    await open();
    await write();
    await write({ text: 'hello?' });
    await wait(10_000);
    expect((await conversation()).lastMessageId).toBe((await byItself())[0]?.id);
    await write({ text: 'anybody?' });
    await wait(MINUTE);
    const [said, ...more] = await byItself();
    expect(more).toEqual([]);
    expect(said).toMatchObject({ text: 'Olá Ana, a Loja abre às 13h.', status: 'SENT', authorId: channel });
    expect(await conversation()).toMatchObject({
      handler: 'HUMAN',
      assigneeId: null,
      status: 'OPEN',
      awayDueAt: null,
      unreadCount: 3,
    });
    // Open in the afternoon, closed again in the evening.
    inbox.clock.advance(5 * HOUR);
    await write({ text: 'in the afternoon' });
    await wait(MINUTE);
    expect(await byItself()).toHaveLength(1);
    inbox.clock.advance(5 * HOUR);
    await write({ text: 'in the evening' });
    await wait(MINUTE);
    expect(await byItself()).toHaveLength(2);
  });

  it('goes by the clocks of its own zone', async () => {
    await open({ timeZone: 'Asia/Tokyo', operatingHours: [{ weekday: 2, from: '20:00', to: '22:00' }] });
    await write(); // 21:00 in Tokyo
    await wait(MINUTE);
    expect(await byItself()).toEqual([]);
  });

  it.each([
    ['without words', { awayMessage: null }],
    ['without hours', { operatingHours: null }],
    ['while it is open', { operatingHours: [{ weekday: 2, from: '09:00', to: '09:01' }] }],
  ])('is not said %s', async (_, over) => {
    await open(over);
    await write();
    await wait(MINUTE);
    expect(await byItself()).toEqual([]);
    expect(inbox.enqueued.filter(({ kind }) => kind === 'conversation.away')).toEqual([]);
  });

  it('is not said in groups, to what is old, from before the channel, or written on the phone', async () => {
    await open({ groups: true });
    const group = { jid: '120363021234567890@g.us' };
    const delivery = textDelivery({ ...group, at: inbox.clock.now() }) as { data: { key: { participant: string } } };
    delivery.data.key.participant = '5511988880000@s.whatsapp.net';
    await inbox.deliver(channel, [delivery]);
    await write({ jid: '5511900000001@s.whatsapp.net', at: new Date(inbox.clock.now().getTime() - 11 * MINUTE) });
    await write({ jid: '5511900000002@s.whatsapp.net', at: new Date('2019-01-01T00:00:00Z') });
    await write({ jid: '5511900000003@s.whatsapp.net', fromMe: true });
    const due = await inbox.conversations();
    expect(due.map(({ awayDueAt }) => awayDueAt ?? null)).toEqual([null, null, null, null]);
    await wait(MINUTE);
    expect(await byItself()).toEqual([]);
  });

  it('is not said to who wants no messages, nor to who says so meanwhile', async () => {
    await open();
    await write({ text: 'SAIR' });
    await decide();
    await write({ jid: '5511900000001@s.whatsapp.net' });
    const contactId = (await inbox.conversations()).at(-1)?.contactId as string;
    await unitOfWork(
      inbox.ctx,
      async ({ em }) => void (await em.nativeUpdate(Contact, { id: contactId }, { optedOutAt: inbox.clock.now() })),
    );
    await decide();
    expect(await byItself()).toEqual([]);
  });

  it('is not said after somebody answered, here or on the phone', async () => {
    await open();
    await write();
    await sendMessage(inbox.member(), { conversationId: (await conversation()).id, text: 'I am here', clientKey: 'a' });
    await write({ jid: '5511900000001@s.whatsapp.net' });
    await write({ jid: '5511900000001@s.whatsapp.net', fromMe: true, text: 'on the phone' });
    await decide();
    await write({ text: 'thanks' });
    await decide();
    expect(await byItself()).toEqual([]);
  });

  it('waits for the agent, and is said when it gives the conversation away', async () => {
    await open({}, true);
    await write();
    await wait(MINUTE);
    expect(await byItself()).toEqual([]);
    await change({ agentDueAt: null, handler: 'HUMAN', handoffReason: 'OUTSIDE_HOURS' });
    await wait(MINUTE);
    expect(await byItself()).toHaveLength(1);
  });

  it('is not said when the agent answered', async () => {
    await open({}, true);
    await write();
    const { id, agentId } = await conversation();
    await change({ agentDueAt: null });
    await sendableMessage(
      inbox,
      { id, channelId: channel },
      { authorKind: 'AGENT', authorId: agentId, status: 'SENT' },
    );
    await decide();
    expect(await byItself()).toEqual([]);
  });

  it('is taken back when somebody answers before it left, or when it comes too late', async () => {
    await open({ state: 'RECONNECTING' });
    await write();
    await wait(MINUTE);
    const [waiting] = await byItself();
    expect(waiting?.status).toBe('QUEUED');
    await sendMessage(inbox.member(), { conversationId: (await conversation()).id, text: 'I am here', clientKey: 'a' });
    await write({ jid: '5511900000001@s.whatsapp.net' });
    await wait(MINUTE);
    const [other, ...more] = await byItself();
    expect(more).toEqual([]);
    expect(other?.id).not.toBe(waiting?.id);
    inbox.clock.advance(20 * MINUTE);
    await unitOfWork(
      inbox.ctx,
      async ({ em }) => void (await em.nativeUpdate(Channel, { id: channel }, { state: 'CONNECTED' })),
    );
    for (const { id } of await inbox.conversations())
      await inbox.jobs.enqueue({ kind: 'conversation.send', key: id, tenantId: inbox.tenantId });
    await run();
    expect(await byItself()).toEqual([]);
    expect((await inbox.messages()).filter(({ direction }) => direction === 'OUTBOUND')).toMatchObject([
      { text: 'I am here', status: 'SENT' },
    ]);
    expect(sent).toHaveLength(1);
    const [, silent] = await inbox.conversations();
    expect((await inbox.messages()).find(({ id }) => id === silent?.lastMessageId)?.direction).toBe('INBOUND');
  });

  it('keeps its distance from what is said to others', async () => {
    await open({ pacingMinSeconds: 2, pacingMaxSeconds: 2 });
    for (const n of [1, 2, 3]) await write({ jid: `551190000000${n}@s.whatsapp.net` });
    inbox.clock.advance(5_000);
    for (let second = 0; second < 10; second++) {
      await run();
      inbox.clock.advance(1_000);
    }
    expect(sent).toHaveLength(3);
    const [first, second, third] = sent.map(({ at }) => at) as [number, number, number];
    expect([second - first, third - second]).toEqual([2_000, 2_000]);
  });

  it('is found when its wake-up was lost', async () => {
    await open();
    await write();
    const due = () => awaySweep(inbox.platform).find(10);
    expect(await due()).toEqual([]);
    inbox.clock.advance(5_000);
    expect(await due()).toEqual([
      { kind: 'conversation.away', key: (await conversation()).id, tenantId: inbox.tenantId },
    ]);
  });
});
