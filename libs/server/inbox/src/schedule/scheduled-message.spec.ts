import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Member } from '@prosa/server/identity';
import { AccessDenied, NotFound, unitOfWork } from '@prosa/server/platform';
import { testDatabaseUrls } from '@prosa/server/platform/testing';
import type { Conversation } from '../inbox.entities';
import { openTestInbox, textDelivery, type TestInbox } from '../testing/test-inbox';
import { cancelScheduledMessage, scheduleMessage, updateScheduledMessage } from './schedule-message';
import { readScheduledMessages, readScheduledOf } from './scheduled-message.read';
import { sendDue, sendScheduledMessage, sendScheduledSweep } from './send-scheduled';

describe.each(testDatabaseUrls())('a message for later on $name', ({ url }) => {
  let inbox: TestInbox;
  let channel: string;
  let conversationId: string;
  let ana: ReturnType<TestInbox['member']>;
  beforeEach(async () => {
    inbox = await openTestInbox(await url(mkdtempSync(join(tmpdir(), 'prosa-later-'))));
    channel = await inbox.channel();
    await write();
    conversationId = (await now()).id;
    ana = inbox.member();
    await unitOfWork(inbox.ctx, async ({ em }) => {
      em.create(Member, {
        id: ana.memberId,
        tenantId: inbox.tenantId,
        userId: ana.memberId,
        role: 'REP',
        visibility: 'ALL',
        active: true,
        createdAt: inbox.clock.now(),
      });
    });
  });
  afterEach(() => inbox.close());
  const write = async () => {
    await inbox.deliver(channel, [textDelivery({ at: inbox.clock.now() })]);
    await inbox.drain(channel);
  };
  const now = async () => (await inbox.conversations())[0] as Conversation;
  const inAnHour = () => new Date(inbox.clock.now().getTime() + 3_600_000);
  let keys = 0;
  const schedule = (over = {}) =>
    scheduleMessage(ana, { conversationId, text: 'Tomorrow?', sendAt: inAnHour(), clientKey: `k${++keys}`, ...over });
  const waiting = async () => (await readScheduledOf(inbox.ctx, [conversationId])).get(conversationId) ?? [];
  const sent = async () => (await inbox.messages()).filter(({ direction }) => direction === 'OUTBOUND');

  it('waits for its time and goes once, found by the sweep when nobody woke', async () => {
    const { id, sendAt } = await schedule();
    expect(inbox.enqueued.at(-1)).toMatchObject({ kind: 'conversation.schedule', key: conversationId, runAt: sendAt });
    expect(await sendDue(inbox.ctx, conversationId)).toEqual(sendAt);
    expect(await sent()).toEqual([]);
    const sweep = sendScheduledSweep(inbox.platform);
    expect(await sweep.find(10)).toEqual([]);
    inbox.clock.advance(3_600_000);
    expect((await sweep.find(10)).map(({ key }) => key)).toEqual([conversationId]);
    await Promise.all([sendDue(inbox.ctx, conversationId), sendDue(inbox.ctx, conversationId)]);
    expect(await sent()).toMatchObject([{ text: 'Tomorrow?', status: 'QUEUED', authorId: ana.memberId }]);
    expect(await waiting()).toEqual([]);
    expect(await sweep.find(10)).toEqual([]);
    await expect(cancelScheduledMessage(ana, id)).rejects.toThrow(NotFound);
  });

  it('stays when the contact wrote first, if that was wished', async () => {
    await schedule({ cancelOnReply: true, text: 'no' });
    await schedule({ text: 'yes' });
    inbox.clock.advance(1_000);
    await write();
    expect((await waiting()).map(({ text, failure }) => [text, failure?.code])).toEqual([
      ['no', 'REPLIED'],
      ['yes', undefined],
    ]);
    inbox.clock.advance(3_600_000);
    await sendDue(inbox.ctx, conversationId);
    expect((await sent()).map(({ text }) => text)).toEqual(['yes']);
    const id = (await waiting())[0]?.id ?? '';
    await updateScheduledMessage(ana, { id, sendAt: inAnHour() });
    expect(await waiting()).toMatchObject([{ failure: null }]);
    inbox.clock.advance(3_600_000);
    await sendDue(inbox.ctx, conversationId);
    expect((await sent()).map(({ text }) => text)).toEqual(['yes', 'no']);
  });

  it('can be changed, sent before, or taken away', async () => {
    const [one, two, three] = [await schedule(), await schedule(), await schedule()];
    const rui = inbox.member();
    const sendAt = new Date(inbox.clock.now().getTime() + 60_000);
    await updateScheduledMessage(rui, { id: one.id, text: 'Soon?', sendAt });
    expect((await waiting())[0]).toMatchObject({ id: one.id, text: 'Soon?', sendAt, memberId: rui.memberId });
    await sendScheduledMessage(rui, two.id);
    expect(await sent()).toMatchObject([{ authorId: rui.memberId }]);
    await cancelScheduledMessage(ana, three.id);
    expect((await waiting()).map(({ id }) => id)).toEqual([one.id]);
  });

  it('does not go in the name of somebody who is gone, and says so', async () => {
    await schedule();
    await inbox.platform.db.write(`update member set active = ? where id = ?`, [
      inbox.platform.db.dialect === 'sqlite' ? 0 : false,
      ana.memberId,
    ]);
    inbox.clock.advance(3_600_000);
    await sendDue(inbox.ctx, conversationId);
    expect(await sent()).toEqual([]);
    expect(await waiting()).toMatchObject([{ failure: { code: 'MEMBER_GONE' } }]);
  });

  it('is there once for a key, and for a time that is to come', async () => {
    const sendAt = inAnHour();
    const [a, b] = [await schedule({ clientKey: 'same', sendAt }), await schedule({ clientKey: 'same', sendAt })];
    expect(a.id).toBe(b.id);
    await expect(schedule({ clientKey: 'same', text: 'other' })).rejects.toMatchObject({ code: 'KEY_USED' });
    await sendScheduledMessage(ana, a.id);
    await expect(schedule({ clientKey: 'same' })).rejects.toMatchObject({ code: 'KEY_USED' });
    await expect(schedule({ sendAt: inbox.clock.now() })).rejects.toMatchObject({ code: 'PAST' });
    await expect(schedule({ sendAt: new Date('2030-01-01') })).rejects.toMatchObject({ code: 'TOO_FAR' });
  });

  it('is for who may write to the contact, and sees them', async () => {
    const { id } = await schedule();
    const own = inbox.member('REP', { visibility: 'OWN' });
    expect(await readScheduledMessages(own, [id])).toEqual([]);
    for (const attempt of [cancelScheduledMessage, sendScheduledMessage])
      await expect(attempt(own, id)).rejects.toThrow(NotFound);
    await expect(updateScheduledMessage(own, { id, text: 'x' })).rejects.toThrow(NotFound);
    await expect(cancelScheduledMessage(inbox.member('VIEWER'), id)).rejects.toThrow(AccessDenied);
  });
});
