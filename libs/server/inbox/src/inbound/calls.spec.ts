import { unitOfWork } from '@prosa/server/platform';
import { Conversation } from '../inbox.entities';
import { ackDelivery, openTestInbox, textDelivery, type TestInbox } from '../testing/test-inbox';

const RANG = new Date('2026-11-24T11:58:00Z');
const ENDED = new Date('2026-11-24T11:58:25Z');

describe('calls', () => {
  let inbox: TestInbox;
  let channel: string;
  beforeEach(async () => {
    inbox = await openTestInbox();
    channel = await inbox.channel();
  });
  afterEach(() => inbox.close());
  const call = (status: string, over: { id?: string; at?: Date; isVideo?: boolean; isGroup?: boolean } = {}) => ({
    event: 'call',
    instance: 'test',
    data: {
      chatId: '5511999990001@s.whatsapp.net',
      from: '5511999990001@s.whatsapp.net',
      id: over.id ?? 'CALL1',
      date: (over.at ?? (status === 'offer' ? RANG : ENDED)).toISOString(),
      offline: false,
      status,
      isVideo: over.isVideo ?? false,
      isGroup: over.isGroup ?? false,
    },
  });
  const receive = async (...bodies: object[]) => {
    for (const body of bodies) {
      await inbox.deliver(channel, [body]);
      await inbox.drain(channel);
    }
  };
  const line = async () => {
    const [message, ...more] = await inbox.messages();
    const [conversation] = await inbox.conversations();
    return {
      lines: more.length + 1,
      code: message?.detail?.system,
      at: message?.sentAt,
      unread: conversation?.unreadCount,
    };
  };

  it.each([
    ['that nobody took', ['offer', 'timeout'], 'CALL_MISSED_VOICE', 1],
    ['that was hung up', ['offer', 'terminate'], 'CALL_MISSED_VOICE', 1],
    ['that was declined', ['offer', 'reject', 'terminate'], 'CALL_DECLINED_VOICE', 1],
    ['that was answered', ['offer', 'accept', 'terminate'], 'CALL_ANSWERED_VOICE', 0],
  ])('%s is one line, in whatever order and however often it is told', async (_, told, code, unread) => {
    const bodies = told.map((status) => call(status));
    await receive(...bodies);
    expect(await line()).toEqual({ lines: 1, code, at: RANG, unread });
    await inbox.close();
    inbox = await openTestInbox();
    channel = await inbox.channel();
    await receive(...bodies.reverse(), ...bodies);
    expect(await line()).toEqual({ lines: 1, code, at: RANG, unread });
  });

  it('are shown while they ring, and told again when more is known', async () => {
    await receive(call('offer', { isVideo: true }));
    expect(await line()).toMatchObject({ code: 'CALL_RINGING_VIDEO', unread: 1 });
    expect(await inbox.messages()).toMatchObject([
      { kind: 'SYSTEM', direction: 'INBOUND', authorKind: 'CONTACT', text: null },
    ]);
    const told = (await inbox.events()).length;
    await receive(call('timeout', { isVideo: true }));
    expect((await inbox.events()).slice(told).map(({ type, changes }) => [type, changes])).toContainEqual([
      'MESSAGE_STATUS_CHANGED',
      { system: ['CALL_RINGING_VIDEO', 'CALL_MISSED_VIDEO'] },
    ]);
  });

  it('wake no agent, move the conversation up, and open it again', async () => {
    await inbox.bindAgent(channel);
    await receive(textDelivery({ at: new Date('2026-11-24T11:00:00Z') }));
    const jobs = inbox.enqueued.length;
    await unitOfWork(
      inbox.ctx,
      async ({ em }) => void (await em.nativeUpdate(Conversation, {}, { status: 'CLOSED', agentDueAt: null })),
    );
    await receive(call('offer'), call('timeout'));
    expect(await inbox.conversations()).toMatchObject([
      { status: 'OPEN', handler: 'AGENT', agentDueAt: null, unreadCount: 2, lastActivityAt: ENDED },
    ]);
    expect(inbox.enqueued.length).toBe(jobs);
    const [conversation] = await inbox.conversations();
    const messages = await inbox.messages();
    expect(messages.find(({ id }) => id === conversation?.lastMessageId)?.kind).toBe('SYSTEM');
  });

  it('of groups, and from before the number was connected, disturb nobody', async () => {
    await receive(call('timeout', { isGroup: true, id: 'GROUP' }));
    expect(await inbox.conversations()).toEqual([]);
    await receive(call('timeout', { at: new Date('2019-01-01T00:00:00Z') }));
    expect(await line()).toMatchObject({ code: 'CALL_MISSED_VOICE', unread: 0 });
  });

  it('that were seen stay seen', async () => {
    await receive(call('offer'), ackDelivery('call:CALL1:5511999990001@s.whatsapp.net', 'READ', false), call('accept'));
    expect(await line()).toMatchObject({ code: 'CALL_ANSWERED_VOICE', unread: 0 });
  });
});
