import { normaliseEvolution, type WhatsAppEvent } from '@prosa/server/channels';
import { replayInboundEvent } from '@prosa/server/integrations';
import { newId, NotFound, systemContext } from '@prosa/server/platform';
import { captured, openTestInbox, textDelivery, type TestInbox } from '../testing/test-inbox';

/** As a version before this one, that did not know these contents. */
const older = (payload: string, at: Date): WhatsAppEvent[] =>
  normaliseEvolution(payload, at).items.map((event) =>
    event.type === 'MessageReceived'
      ? { ...event, kind: 'UNSUPPORTED', providerType: 'newMessage', text: null, media: null, location: null }
      : event,
  );

describe('a delivery that is taken in once more', () => {
  let inbox: TestInbox;
  let channel: string;
  beforeEach(async () => {
    inbox = await openTestInbox();
    channel = await inbox.channel();
  });
  afterEach(() => inbox.close());
  const replay = async (at = 0) => {
    const row = (await inbox.rows())[at];
    await replayInboundEvent(inbox.ctx, row?.id as string);
    await inbox.drain(channel);
  };

  it('becomes what a newer version understands, in its place', async () => {
    await inbox.deliver(channel, [captured('messages-upsert.location'), captured('messages-upsert.audio-ptt')]);
    await inbox.drain(channel, { read: older });
    expect(await inbox.rows()).toMatchObject([
      { status: 'PROCESSED', problem: 'UNSUPPORTED newMessage' },
      { status: 'PROCESSED', problem: 'UNSUPPORTED newMessage' },
    ]);
    const before = await inbox.messages();
    expect(before.map(({ kind }) => kind)).toEqual(['UNSUPPORTED', 'UNSUPPORTED']);
    const told = (await inbox.events()).length;
    await replay(0);
    await replay(1);
    const after = await inbox.messages();
    expect(after.map(({ id, sortKey }) => [id, sortKey])).toEqual(before.map(({ id, sortKey }) => [id, sortKey]));
    expect(after.map(({ kind }) => kind)).toEqual(['AUDIO', 'LOCATION']);
    expect(after[1]?.detail).toMatchObject({ location: { latitude: -23.5505 } });
    expect(after[1]?.detail?.providerType).toBeUndefined();
    expect((await inbox.events()).slice(told).map(({ type }) => type)).toEqual([
      'MESSAGE_STATUS_CHANGED',
      'MESSAGE_STATUS_CHANGED',
    ]);
    expect(inbox.enqueued.filter(({ kind }) => kind === 'media.fetch')).toHaveLength(1);
    expect(await inbox.rows()).toMatchObject([{ problem: null }, { problem: null }]);
    expect(await inbox.conversations()).toMatchObject([{ unreadCount: 2 }]);
  });

  it('changes nothing that is there already, however often', async () => {
    await inbox.deliver(channel, [textDelivery(), captured('messages-upsert.order'), captured('call.call-terminate')]);
    await inbox.drain(channel);
    const before = [await inbox.messages(), await inbox.conversations(), (await inbox.events()).length];
    for (const at of [0, 1, 2, 0, 1, 2]) await replay(at);
    expect([await inbox.messages(), await inbox.conversations(), (await inbox.events()).length]).toEqual(before);
  });

  it('is taken in when nothing of it was', async () => {
    await inbox.deliver(channel, [textDelivery({ text: 'at last' })]);
    await inbox.drain(channel, { read: () => [{ type: 'Unreadable', reason: 'an unknown event' }] });
    expect(await inbox.rows()).toMatchObject([{ status: 'UNREADABLE' }]);
    await replay();
    expect(await inbox.messages()).toMatchObject([{ text: 'at last' }]);
    expect(await inbox.rows()).toMatchObject([{ status: 'PROCESSED', problem: null }]);
  });

  it('that was deleted meanwhile stays deleted', async () => {
    await inbox.deliver(channel, [captured('messages-upsert.location')]);
    await inbox.drain(channel, { read: older });
    const [message] = await inbox.messages();
    await inbox.deliver(channel, [
      {
        event: 'messages.delete',
        instance: 'test',
        data: { remoteJid: '5511999990001@s.whatsapp.net', fromMe: false, id: message?.providerId },
      },
    ]);
    await inbox.drain(channel);
    await replay();
    expect(await inbox.messages()).toMatchObject([{ kind: 'UNSUPPORTED', text: null, detail: null }]);
  });

  it('wakes the drain, also when it waits already', async () => {
    await inbox.deliver(channel, [textDelivery()]);
    const [row] = await inbox.rows();
    await replayInboundEvent(inbox.ctx, row?.id as string);
    expect(inbox.enqueued).toContainEqual({ kind: 'inbound.drain', key: channel, tenantId: inbox.tenantId });
    expect(await inbox.rows()).toMatchObject([{ status: 'RECEIVED', nextAttemptAt: row?.nextAttemptAt }]);
  });

  it("is none of another tenant's", async () => {
    await inbox.deliver(channel, [textDelivery()]);
    const [row] = await inbox.rows();
    await expect(replayInboundEvent(systemContext(inbox.platform, newId(), 'test'), row?.id as string)).rejects.toThrow(
      NotFound,
    );
  });
});
