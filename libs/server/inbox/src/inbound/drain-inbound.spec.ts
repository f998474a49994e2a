import { normaliseEvolution } from '@prosa/server/channels';
import { unitOfWork } from '@prosa/server/platform';
import { sendableMessage } from '../testing/test-message';
import { ackDelivery, captured, openTestInbox, textDelivery, type TestInbox } from '../testing/test-inbox';
import { Conversation } from '../inbox.entities';

describe('taking deliveries in', () => {
  let inbox: TestInbox;
  let channel: string;
  beforeEach(async () => {
    inbox = await openTestInbox();
    channel = await inbox.channel();
  });
  afterEach(() => inbox.close());
  const receive = async (...bodies: object[]) => {
    await inbox.deliver(channel, bodies);
    return inbox.drain(channel);
  };
  const typesSince = async (seq: number) =>
    (await inbox.events()).filter((event) => event.seq > seq).map(({ type }) => type);
  const head = async () => (await inbox.events()).length;

  it('makes contact, conversation and message of a first text, and tells the log', async () => {
    expect(await receive(captured('messages-upsert.first-message-new-contact'))).toBeNull();
    const [conversation] = await inbox.conversations();
    const [message] = await inbox.messages();
    expect(conversation).toMatchObject({
      status: 'OPEN',
      handler: 'HUMAN',
      unreadCount: 1,
      lastMessageId: message?.id,
    });
    expect(message).toMatchObject({ direction: 'INBOUND', kind: 'TEXT', status: 'RECEIVED', authorKind: 'CONTACT' });
    expect(await typesSince(0)).toEqual(['CONVERSATION_CREATED', 'MESSAGE_RECEIVED', 'CONTACT_CREATED']);
    expect((await inbox.rows()).map(({ status }) => status)).toEqual(['PROCESSED']);
  });

  it('never puts what people wrote into the event log', async () => {
    await receive(textDelivery({ text: 'a secret of mine' }));
    expect(JSON.stringify(await inbox.events())).not.toContain('secret');
  });

  it('takes a hundred people with as many statements as ten', async () => {
    const people = (n: number, from: number) =>
      Array.from({ length: n }, (_, i) => textDelivery({ jid: `5511988880${String(from + i)}@s.whatsapp.net` }));
    const costOf = async (bodies: object[]) => {
      await inbox.deliver(channel, bodies);
      inbox.statements.length = 0;
      await inbox.drain(channel);
      return inbox.statements.length;
    };
    const ten = await costOf(people(10, 100));
    expect(await costOf(people(100, 200))).toBe(ten);
    expect(await inbox.conversations()).toHaveLength(110);
  });

  it('counts what the team has not read, and opens a closed conversation again', async () => {
    await receive(textDelivery(), textDelivery());
    await unitOfWork(inbox.ctx, async ({ em }) => void (await em.nativeUpdate(Conversation, {}, { status: 'CLOSED' })));
    await receive(textDelivery());
    expect(await inbox.conversations()).toMatchObject([{ unreadCount: 3, status: 'OPEN' }]);
  });

  it('takes what was read on the phone for read', async () => {
    await receive(textDelivery({ id: 'R1' }), textDelivery({ id: 'R2' }));
    await receive(ackDelivery('R1', 'READ', false));
    expect(await inbox.conversations()).toMatchObject([{ unreadCount: 1 }]);
  });

  it('wakes the bound agent once the burst is over, and nobody for a group', async () => {
    const agentId = await inbox.bindAgent(channel);
    await receive(textDelivery(), textDelivery());
    const [conversation] = await inbox.conversations();
    expect(conversation).toMatchObject({
      handler: 'AGENT',
      agentId,
      agentDueAt: new Date(inbox.clock.now().getTime() + 3_000),
    });
    const [, newest] = await inbox.messages();
    expect(conversation?.lastInboundKey).toBe(newest?.sortKey);
    expect(inbox.enqueued).toContainEqual({
      kind: 'agent.reply',
      key: conversation?.id,
      tenantId: inbox.tenantId,
      runAt: conversation?.agentDueAt,
    });
  });

  it('hands over when the owner writes on the phone', async () => {
    await inbox.bindAgent(channel);
    await receive(textDelivery());
    const before = await head();
    await receive(textDelivery({ fromMe: true, text: 'from my phone' }));
    expect(await inbox.conversations()).toMatchObject([
      { handler: 'HUMAN', handoffReason: 'PHONE_OWNER', agentDueAt: null, unreadCount: 1 },
    ]);
    expect((await inbox.messages()).at(-1)).toMatchObject({
      authorKind: 'PHONE',
      direction: 'OUTBOUND',
      status: 'SENT',
    });
    expect(await typesSince(before)).toEqual(['MESSAGE_SENT', 'ACTIVITY_ADDED', 'CONVERSATION_CHANGED']);
  });

  it.each(['SENDING', 'UNCONFIRMED'] as const)('knows the echo of our own message that is %s', async (status) => {
    await inbox.bindAgent(channel);
    await receive(textDelivery());
    const [conversation] = await inbox.conversations();
    const own = await sendableMessage(inbox, conversation as Conversation, {
      status,
      text: 'our answer',
      authorKind: 'AGENT',
    });
    await receive(
      ackDelivery('ECHO1', 'DELIVERY_ACK'),
      textDelivery({ fromMe: true, text: 'our answer', id: 'ECHO1', event: 'send.message', status: 'PENDING' }),
    );
    expect((await inbox.messages()).filter(({ direction }) => direction === 'OUTBOUND')).toMatchObject([
      { id: own, providerId: 'ECHO1', status: 'DELIVERED' },
    ]);
    expect(await inbox.conversations()).toMatchObject([{ handler: 'AGENT' }]);
    expect(inbox.enqueued).toContainEqual({
      kind: 'conversation.send',
      key: conversation?.id,
      tenantId: inbox.tenantId,
    });
  });

  it('joins the threads of a number and a hidden id once they turn out to be one person', async () => {
    await receive(textDelivery({ jid: '5511999990004@s.whatsapp.net', text: 'by number' }));
    await receive(textDelivery({ jid: '100000000000044@lid', text: 'by lid' }));
    expect(await inbox.conversations()).toHaveLength(2);
    const before = await head();
    await receive(textDelivery({ jid: '100000000000044@lid', alt: '5511999990004@s.whatsapp.net', text: 'by both' }));
    const [conversation, ...others] = await inbox.conversations();
    expect(others).toEqual([]);
    expect(conversation?.unreadCount).toBe(3);
    expect((await inbox.messages()).map(({ conversationId }) => conversationId)).toEqual(
      Array(3).fill(conversation?.id),
    );
    expect(await typesSince(before)).toEqual(
      expect.arrayContaining(['CONVERSATION_DELETED', 'CONTACTS_MERGED', 'MESSAGE_RECEIVED']),
    );
  });

  it('takes history in silently, and remembers who is no new contact', async () => {
    await inbox.bindAgent(channel);
    await receive(captured('messages-set.history-set'), captured('chats-set.history-set'));
    expect(await inbox.conversations()).toMatchObject([{ unreadCount: 0, agentDueAt: null, handler: 'AGENT' }]);
    expect(inbox.enqueued).toEqual([]);
    const prior = await inbox.platform.db.read(`select value from prior_chat`);
    expect(prior).toEqual([{ value: '+5511999990007' }]);
  });

  it('gives who is in the history to people, where the agent answers new contacts only', async () => {
    const careful = await inbox.channel({ audience: 'NEW_CONTACTS' });
    await inbox.bindAgent(careful);
    await inbox.deliver(careful, [captured('messages-set.history-set'), textDelivery({ jid: '5511988887777@s.whatsapp.net' })]);
    await inbox.drain(careful);
    const handled = (await inbox.conversations()).map(({ handler, handoffReason }) => ({ handler, handoffReason }));
    expect(handled).toHaveLength(2);
    expect(handled).toEqual(expect.arrayContaining([{ handler: 'HUMAN', handoffReason: 'NOT_IN_AUDIENCE' }, { handler: 'AGENT', handoffReason: null }]));
  });

  it('keeps quiet about a message from before the number was connected', async () => {
    const old = await inbox.channel({ firstConnectedAt: new Date('2026-11-24T12:00:00.700Z') });
    await inbox.bindAgent(old);
    await inbox.deliver(old, [textDelivery({ at: new Date('2026-11-24T11:59:59Z') })]);
    await inbox.drain(old);
    expect(await inbox.conversations()).toMatchObject([{ unreadCount: 0, agentDueAt: null }]);
    await inbox.deliver(old, [textDelivery({ at: new Date('2026-11-24T12:00:00Z') })]);
    await inbox.drain(old);
    expect(await inbox.conversations()).toMatchObject([{ unreadCount: 1, agentDueAt: expect.any(Date) }]);
  });

  it('drops groups unless the channel wants them', async () => {
    await receive(captured('messages-upsert.group-first-message'));
    expect(await inbox.messages()).toEqual([]);
    expect((await inbox.rows()).map(({ status }) => status)).toEqual(['IGNORED']);
  });

  it('does not let a late message become the last one', async () => {
    await receive(textDelivery({ id: 'NEW', at: new Date('2026-11-24T11:59:00Z') }));
    await receive(textDelivery({ id: 'OLD', at: new Date('2026-11-24T11:00:00Z') }));
    const [conversation] = await inbox.conversations();
    const newest = (await inbox.messages()).find(({ providerId }) => providerId === 'NEW');
    expect(conversation).toMatchObject({ lastMessageId: newest?.id, lastActivityAt: newest?.sentAt, unreadCount: 2 });
  });

  it('dates a message of a clock that runs ahead now, even the first of all', async () => {
    await receive(textDelivery({ at: new Date('2031-01-01T00:00:00Z') }));
    expect(await inbox.conversations()).toMatchObject([{ lastActivityAt: inbox.clock.now() }]);
    expect(await inbox.messages()).toMatchObject([{ sentAt: inbox.clock.now() }]);
  });

  it('sets a poisoned delivery aside, keeps the others, and gives up on it in the end', async () => {
    await inbox.deliver(channel, [
      textDelivery({ text: 'before' }),
      { event: 'poison' },
      textDelivery({ text: 'after' }),
    ]);
    const ports = {
      channelEvents: {
        apply: async (_ctx: unknown, _unit: unknown, _channel: unknown, event: { type: string }) => {
          if (event.type === 'LoggedOut') throw new Error('cannot digest +5511999990001');
        },
        heard: async () => undefined,
      },
      read: (payload: string) =>
        payload.includes('poison') ? [{ type: 'LoggedOut' as const }] : normaliseEvolution(payload).items,
    };
    const again = await inbox.drain(channel, ports);
    expect(await inbox.messages()).toHaveLength(2);
    expect((await inbox.rows()).map(({ status, attempts }) => [status, attempts])).toEqual([
      ['PROCESSED', 0],
      ['RETRYING', 1],
      ['PROCESSED', 0],
    ]);
    expect(again?.getTime()).toBeGreaterThan(inbox.clock.now().getTime());
    for (let i = 0; i < 10; i++) {
      inbox.clock.advance(30 * 60_000);
      await inbox.drain(channel, ports);
    }
    expect((await inbox.rows())[1]).toMatchObject({ status: 'DEAD', attempts: 8 });
    expect(inbox.logged.join()).not.toContain('5511999990001');
  });

  it('keeps no code to scan in what came in: not where it could not be read, and not where it was given up', async () => {
    const withCode = (base64: string) => ({ event: 'qrcode.updated', data: { qrcode: { code: '2@SECRET', pairingCode: 'ABCD1234', base64 } } });
    const ports = {
      channelEvents: { apply: () => Promise.reject(new Error('no')), heard: async () => undefined },
    };
    await inbox.deliver(channel, [withCode('no picture'), withCode('data:image/png;base64,AA==')]);
    for (let i = 0; i < 3; i++) {
      await inbox.drain(channel, ports);
      inbox.clock.advance(60_000);
    }
    const rows = await inbox.rows();
    expect(rows.map(({ status }) => status)).toEqual(['UNREADABLE', 'DEAD']);
    expect(JSON.stringify(rows)).not.toMatch(/SECRET|ABCD1234/);
  });

  it('takes text in that no database would', async () => {
    await receive(textDelivery({ text: 'a\0b \\u0000 \ud800', pushName: 'A\0na' }));
    expect(await inbox.messages()).toMatchObject([{ text: expect.stringMatching(/^ab \\u0000 /) }]);
  });

  it('keeps what it cannot read, with the reason', async () => {
    await receive({ event: 'something.new', data: {} });
    expect(await inbox.rows()).toMatchObject([{ status: 'UNREADABLE', problem: 'an unknown event' }]);
  });

  it('forgets a code once it was taken in', async () => {
    await receive(captured('qrcode-updated.qrcode-first'));
    const [row] = await inbox.rows();
    expect(row?.status).toBe('PROCESSED');
    expect(row?.payload).not.toContain('data:image');
    expect(JSON.parse(row?.payload ?? '').data.qrcode).toMatchObject({ code: null, base64: null });
  });

  it('ignores what still comes for a deleted channel', async () => {
    const gone = await inbox.channel({ deletedAt: inbox.clock.now() });
    await inbox.deliver(gone, [textDelivery()]);
    await inbox.drain(gone);
    expect(await inbox.rows()).toMatchObject([{ status: 'IGNORED', problem: 'The channel was deleted.' }]);
    expect(await inbox.platform.db.read(`select 1 from message`)).toEqual([]);
  });

  it('gives the agent a late message that came after it had answered newer ones', async () => {
    await inbox.bindAgent(channel);
    await receive(textDelivery({ at: new Date('2026-11-24T11:59:50Z') }));
    const [answered] = await inbox.conversations();
    await unitOfWork(
      inbox.ctx,
      async ({ em }) =>
        void (await em.nativeUpdate(
          Conversation,
          {},
          { agentAnsweredKey: answered?.lastInboundKey, agentDueAt: null },
        )),
    );
    await receive(textDelivery({ at: new Date('2026-11-24T11:59:40Z') }));
    const [conversation] = await inbox.conversations();
    expect((conversation?.lastInboundKey ?? '') > (conversation?.agentAnsweredKey ?? '')).toBe(true);
    expect(conversation?.agentDueAt).not.toBeNull();
  });

  it('does not count its own messages twice when a delivery is repeated', async () => {
    const body = textDelivery({ id: 'TWICE' });
    await receive(body, body);
    await receive(body);
    expect(await inbox.conversations()).toMatchObject([{ unreadCount: 1 }]);
    expect(await inbox.platform.db.read(`select id from message`)).toHaveLength(1);
  });
});
