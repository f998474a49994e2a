import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AccessDenied, NotFound } from '@prosa/server/platform';
import { testDatabaseUrls } from '@prosa/server/platform/testing';
import type { Conversation } from '../inbox.entities';
import { openTestInbox, textDelivery, type TestInbox } from '../testing/test-inbox';
import { cancelMessage } from './cancel-message';
import { claimNext } from './claim-next';
import { sendMessage } from './send-message';

describe.each(testDatabaseUrls())('taking a message back on $name', ({ url }) => {
  let inbox: TestInbox;
  let conversationId: string;
  let ana: ReturnType<TestInbox['member']>;
  beforeEach(async () => {
    inbox = await openTestInbox(await url(mkdtempSync(join(tmpdir(), 'prosa-undo-'))));
    const channel = await inbox.channel();
    await inbox.deliver(channel, [textDelivery({ at: new Date('2026-11-24T11:50:00Z') })]);
    await inbox.drain(channel);
    conversationId = (await now()).id;
    ana = inbox.member();
  });
  afterEach(() => inbox.close());
  const now = async () => (await inbox.conversations())[0] as Conversation;
  const send = (over = {}) =>
    sendMessage(ana, { conversationId, text: 'Oi', clientKey: `k${Math.random()}`, undoSeconds: 5, ...over });
  const claim = () => claimNext(inbox.ctx, conversationId);

  it('waits for so long, then goes', async () => {
    const message = await send();
    const at = new Date(inbox.clock.now().getTime() + 5_000);
    expect(message).toMatchObject({ status: 'QUEUED', sendAfter: at });
    expect(await claim()).toEqual({ kind: 'later', at });
    inbox.clock.advance(5_000);
    expect(await claim()).toMatchObject({ kind: 'send', messageId: message.id });
  });

  it('leaves nothing of it but that it was deleted', async () => {
    const before = await now();
    const message = await send();
    await cancelMessage(ana, message.id);
    expect((await inbox.messages()).map(({ id }) => id)).not.toContain(message.id);
    const { lastMessageId, lastMessageKey, lastActivityAt } = before;
    expect(await now()).toMatchObject({ lastMessageId, lastMessageKey, lastActivityAt });
    expect((await inbox.events()).slice(-2).map(({ type }) => type)).toEqual([
      'MESSAGE_DELETED',
      'CONVERSATION_CHANGED',
    ]);
    inbox.clock.advance(5_000);
    expect(await claim()).toEqual({ kind: 'idle' });
  });

  it('is sent or taken back, never both', async () => {
    for (let round = 0; round < 10; round++) {
      const message = await send();
      inbox.clock.advance(5_000);
      const [claimed, cancelled] = await Promise.all([
        claim(),
        cancelMessage(ana, message.id).then(
          () => true,
          (error: { code: string }) => error.code,
        ),
      ]);
      expect([
        ['send', 'TOO_LATE'],
        ['idle', true],
      ]).toContainEqual([claimed.kind, cancelled]);
      for (const { id, status } of await inbox.messages())
        if (status === 'SENDING')
          await inbox.platform.db.write(`update message set status = 'SENT' where id = ?`, [id]);
    }
  });

  it('is for who wrote it', async () => {
    const { id } = await send();
    await expect(cancelMessage(inbox.member(), id)).rejects.toMatchObject({ code: 'NOT_YOURS' });
    await expect(cancelMessage(inbox.member('VIEWER'), id)).rejects.toThrow(AccessDenied);
    await expect(cancelMessage(inbox.member('REP', { visibility: 'OWN' }), id)).rejects.toThrow(NotFound);
  });

  it('waits only as long as anybody would', async () => {
    for (const undoSeconds of [-1, 31]) await expect(send({ undoSeconds })).rejects.toMatchObject({ code: 'INVALID' });
    expect(await send({ undoSeconds: null })).toMatchObject({ sendAfter: null });
  });
});
