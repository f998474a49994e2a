import { join } from 'node:path';
import {
  applyConnectionEvent,
  noteHeard,
  Channel,
  GatewayError,
  normaliseEvolution,
  type GatewayErrorKind,
  type TextToSend,
  type WhatsAppEvent,
} from '@prosa/server/channels';
import { FolderBlobs, unitOfWork } from '@prosa/server/platform';
import { updateConversation } from './conversation/update-conversation';
import { inboxJobs, inboxSweeps } from './inbox.jobs';
import type { Conversation } from './inbox.entities';
import { sendMessage } from './outbound/send-message';
import { courier, finder } from './outbound/whatsapp-courier';
import { openTestInbox, textDelivery, type TestInbox } from './testing/test-inbox';

describe('the inbox at work', () => {
  let inbox: TestInbox;
  let channel: string;
  let sent: TextToSend[];
  let fail: GatewayError | null;
  /** What the provider has; the echo of a send is among it. */
  let there: WhatsAppEvent[];

  beforeEach(async () => {
    inbox = await openTestInbox();
    channel = await inbox.channel();
    sent = [];
    there = [];
    fail = null;
    const notAsked = () => Promise.reject(new Error('not asked for here'));
    const gateway = {
      react: notAsked,
      editText: notAsked,
      deleteForEveryone: notAsked,
      sendText: async (message: TextToSend) => {
        sent.push(message);
        if (fail) throw fail;
        return { providerId: `OUT${sent.length}`, remoteJid: message.to, sentAt: null };
      },
      findMessages: async () => ({
        total: there.length,
        pages: 1,
        page: 1,
        messages: there.map((event) => ({ event, status: null, edited: false, deleted: false, record: null })),
      }),
      sendPresence: async () => undefined,
      markRead: async () => undefined,
      sendFile: notAsked,
      sendVoice: notAsked,
      sendPlace: notAsked,
      sendCards: notAsked,
      groupName: async () => null,
      profilePictureUrl: async () => null,
      fetchMedia: async () => ({ bytes: Buffer.from('a file'), fileName: null }),
    };
    const ports = {
      gateway,
      downloadPicture: notAsked,
      blobs: new FolderBlobs(join(inbox.platform.config.dataDir, 'media')),
      read: (payload: string, at: Date) => normaliseEvolution(payload, at).items,
      channelEvents: { apply: applyConnectionEvent, heard: noteHeard },
      untilCalm: async () => undefined,
      storeFound: async () => undefined,
    };
    for (const handler of inboxJobs(inbox.platform, ports)) inbox.jobs.handle(handler);
    for (const sweep of inboxSweeps(inbox.platform)) inbox.jobs.sweep(sweep);
  });
  afterEach(() => inbox.close());

  const takeIn = async (...bodies: object[]) => {
    await inbox.deliver(channel, bodies);
    await inbox.jobs.runSweeps();
    await inbox.jobs.runAll();
    return (await inbox.conversations())[0] as Conversation;
  };

  it('finds deliveries whose wake-up was lost, and sends what a member writes', async () => {
    const { id } = await takeIn(textDelivery());
    await sendMessage(inbox.member(), { conversationId: id, text: 'Olá', clientKey: 'k' });
    await inbox.jobs.runAll();
    expect(sent).toMatchObject([{ to: '5511999990001@s.whatsapp.net', text: 'Olá' }]);
    expect((await inbox.messages()).at(-1)).toMatchObject({ status: 'SENT', providerId: 'OUT1' });
  });

  it('answers a hidden id where it wrote from', async () => {
    const { id } = await takeIn(textDelivery({ jid: '100000000000055@lid' }));
    await sendMessage(inbox.member(), { conversationId: id, text: 'Olá', clientKey: 'k' });
    await inbox.jobs.runAll();
    expect(sent).toMatchObject([{ to: '100000000000055@lid' }]);
  });

  it('takes a message for proof that the channel is connected', async () => {
    await unitOfWork(
      inbox.ctx,
      async ({ em }) => void (await em.nativeUpdate(Channel, { id: channel }, { state: 'RECONNECTING' })),
    );
    await takeIn(textDelivery());
    expect(await inbox.platform.db.read(`select state from channel`)).toEqual([{ state: 'CONNECTED' }]);
  });

  it('settles a send that timed out by what the provider has, with no second one', async () => {
    const { id } = await takeIn(textDelivery());
    fail = new GatewayError('TIMEOUT_UNKNOWN', 'no answer', { outcomeKnown: false });
    await sendMessage(inbox.member(), { conversationId: id, text: 'Olá', clientKey: 'k' });
    await inbox.jobs.runAll();
    expect((await inbox.messages()).at(-1)).toMatchObject({ status: 'UNCONFIRMED' });
    there = normaliseEvolution(textDelivery({ fromMe: true, id: 'FOUND', text: 'Olá', at: inbox.clock.now() })).items;
    inbox.clock.advance(5_000);
    await inbox.jobs.runAll();
    expect((await inbox.messages()).at(-1)).toMatchObject({ status: 'SENT', providerId: 'FOUND' });
    expect(sent).toHaveLength(1);
  });

  it('opens a snoozed conversation when its time has come', async () => {
    const { id } = await takeIn(textDelivery());
    await updateConversation(inbox.member(), { id, snoozedUntil: new Date(inbox.clock.now().getTime() + 60_000) });
    await inbox.jobs.runSweeps();
    await inbox.jobs.runAll();
    expect(await inbox.conversations()).toMatchObject([{ status: 'SNOOZED' }]);
    inbox.clock.advance(60_000);
    await inbox.jobs.runSweeps();
    await inbox.jobs.runAll();
    expect(await inbox.conversations()).toMatchObject([{ status: 'OPEN', snoozedUntil: null }]);
  });
});

describe('the courier', () => {
  const clock = { now: () => new Date(0), after: () => ({ cancel: () => undefined }) };
  const unused = () => Promise.reject(new Error('only text is sent here'));
  const outcomeOf = (error: Error) => {
    const gateway = { sendText: () => Promise.reject(error), sendFile: unused, sendVoice: unused, sendPlace: unused, sendCards: unused };
    const send = courier(gateway, clock, new FolderBlobs('/nowhere'));
    return send({ tenantId: 't', messageId: 'm', instanceName: 'i', to: 'to', content: { kind: 'TEXT', text: 'text' }, quoted: null });
  };

  it.each<[GatewayErrorKind, object]>([
    ['UNREACHABLE', { again: true, retryable: true }],
    ['NOT_CONNECTED', { again: true, retryable: true }],
    ['UNAUTHORISED', { again: false, retryable: true }],
    ['NOT_ON_WHATSAPP', { again: false, retryable: false }],
    ['INVALID', { again: false, retryable: false }],
  ])('knows what to do after %s', async (kind, wanted) => {
    expect(await outcomeOf(new GatewayError(kind, 'x', { outcomeKnown: true }))).toMatchObject({
      kind: 'NOT_SENT',
      code: kind,
      ...wanted,
    });
  });

  it('takes whatever may have arrived for unknown', async () => {
    expect(await outcomeOf(new GatewayError('SERVER', 'x', { outcomeKnown: false }))).toEqual({ kind: 'UNKNOWN' });
    expect(await outcomeOf(new TypeError('a bug'))).toEqual({ kind: 'UNKNOWN' });
  });

  it('looks among our own messages only', async () => {
    const event = (fromMe: boolean) => ({
      event: normaliseEvolution(textDelivery({ fromMe, text: 'x' })).items[0] as WhatsAppEvent,
      status: null,
      edited: false,
      deleted: false,
      record: null,
    });
    const found = await finder({
      findMessages: async () => ({ total: 2, pages: 1, page: 1, messages: [event(true), event(false)] }),
    })('i');
    expect(found).toHaveLength(1);
    expect(found[0]?.identities).toEqual([{ kind: 'PHONE', value: '+5511999990001' }]);
  });
});
