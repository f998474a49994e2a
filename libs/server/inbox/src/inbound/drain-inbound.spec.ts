import { captured, openTestInbox, textDelivery, type TestInbox } from '../testing/test-inbox';

describe('taking deliveries in', () => {
  let inbox: TestInbox;
  let channel: string;
  beforeEach(async () => {
    inbox = await openTestInbox();
    channel = await inbox.channel();
  });
  afterEach(() => inbox.close());

  it('makes contact, conversation and message of a first text, and tells the log', async () => {
    await inbox.deliver(channel, [captured('messages-upsert.first-message-new-contact')]);
    expect(await inbox.drain(channel)).toBeNull();
    const [conversation] = await inbox.conversations();
    const [message] = await inbox.messages();
    expect(conversation).toMatchObject({ status: 'OPEN', handler: 'HUMAN', unreadCount: 1, lastMessageId: message?.id });
    expect(message).toMatchObject({ direction: 'INBOUND', kind: 'TEXT', status: 'RECEIVED', authorKind: 'CONTACT' });
    expect((await inbox.events()).map(({ type }) => type)).toEqual(['CONVERSATION_CREATED', 'MESSAGE_RECEIVED', 'CONTACT_CREATED']);
    expect((await inbox.rows()).map(({ status }) => status)).toEqual(['PROCESSED']);
  });

  it('takes a burst of a hundred with a number of statements that does not grow', async () => {
    await inbox.deliver(channel, Array.from({ length: 100 }, (_, i) => textDelivery({ jid: `55119888800${String(i).padStart(2, '0')}@s.whatsapp.net` })));
    await inbox.drain(channel);
    expect(await inbox.messages()).toHaveLength(100);
    expect(await inbox.conversations()).toHaveLength(100);
  });
});
