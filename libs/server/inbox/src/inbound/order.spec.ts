import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testDatabaseUrls } from '@prosa/server/platform/testing';
import type { MessageAck } from '../inbox.entities';
import { ackDelivery, captured, capturedNames, openTestInbox, textDelivery } from '../testing/test-inbox';

/** A small generator with a seed, so that a failing order can be run again. */
function shuffled<T>(list: readonly T[], seed: number): T[] {
  let state = seed;
  const random = () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
  return list
    .map((value) => ({ value, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value);
}

/** All that a person can see of the inbox after these deliveries, without ids and without what names depend on. */
async function inboxAfter(url: string, deliveries: readonly object[], batch: number) {
  const inbox = await openTestInbox(url);
  try {
    const channel = await inbox.channel({ groups: true });
    await inbox.bindAgent(channel);
    for (let at = 0; at < deliveries.length; at += batch) {
      await inbox.deliver(channel, deliveries.slice(at, at + batch));
      await inbox.drain(channel);
    }
    const identities = await inbox.identities();
    const nameOf = (contactId: string) =>
      identities
        .filter((row) => row.contactId === contactId)
        .map(({ kind, value }) => `${kind} ${value}`)
        .sort()
        .join(' = ');
    const messages = await inbox.messages();
    const conversations = await inbox.conversations();
    const bad = (await inbox.rows()).filter(({ status }) => status === 'RETRYING' || status === 'DEAD');
    return {
      bad: bad.map(({ event, problem }) => [event, problem]),
      people: [...new Set(identities.map(({ contactId }) => nameOf(contactId)))].sort(),
      conversations: conversations
        .map(({ contactId, status, handler, handoffReason, unreadCount, lastActivityAt, lastInboundAt }) => ({
          with: nameOf(contactId),
          status,
          handler,
          handoffReason,
          unreadCount,
          lastActivityAt,
          lastInboundAt,
        }))
        .sort((a, b) => (a.with < b.with ? -1 : 1)),
      messages: messages
        .map(
          ({
            providerId,
            conversationId,
            direction,
            kind,
            status,
            text,
            authorKind,
            sentAt,
            editedAt,
            deletedAt,
            deliveredAt,
            readAt,
            detail,
          }) => ({
            providerId,
            direction,
            kind,
            status,
            text,
            authorKind,
            sentAt,
            editedAt,
            deletedAt,
            deliveredAt,
            readAt,
            detail,
            with: nameOf(conversations.find(({ id }) => id === conversationId)?.contactId ?? ''),
          }),
        )
        .sort((a, b) => ((a.providerId ?? '') < (b.providerId ?? '') ? -1 : 1)),
    };
  } finally {
    await inbox.close();
  }
}

describe.each(testDatabaseUrls())('the order of deliveries on $name', ({ url }) => {
  let dir: string;
  beforeAll(() => void (dir = mkdtempSync(join(tmpdir(), 'prosa-order-'))));
  afterAll(() => rmSync(dir, { recursive: true }));
  const all = capturedNames().map(captured);

  it('does not matter: captured traffic shuffled and doubled ends as the same inbox', async () => {
    const straight = await inboxAfter(await url(dir), all, 50);
    expect(straight.bad).toEqual([]);
    expect(straight.messages.length).toBeGreaterThan(60);
    for (const seed of [1, 2, 3]) {
      expect(await inboxAfter(await url(dir), shuffled([...all, ...all], seed), 17 * seed)).toEqual(straight);
    }
  }, 60_000);

  it('does not matter for one message and everything that is told of it', async () => {
    const at = new Date('2026-11-24T11:59:00Z');
    const edit = {
      event: 'messages.edited',
      data: {
        key: { remoteJid: '5511999990001@s.whatsapp.net', fromMe: true, id: 'X1' },
        type: 'MESSAGE_EDIT',
        editedMessage: { conversation: 'second' },
        timestampMs: '1795521600000',
      },
    };
    const deliveries = [
      textDelivery({ id: 'X1', fromMe: true, text: 'first', at }),
      ackDelivery('X1', 'DELIVERY_ACK'),
      ackDelivery('X1', 'READ'),
      ackDelivery('X1', 'SERVER_ACK'),
      edit,
    ];
    const straight = await inboxAfter(await url(dir), deliveries, 1);
    expect(straight.messages).toMatchObject([{ status: 'READ', text: 'second' }]);
    for (let seed = 1; seed <= 8; seed++)
      expect(await inboxAfter(await url(dir), shuffled(deliveries, seed), 1 + (seed % 3))).toEqual(straight);
  }, 60_000);

  it('does not matter for one that was edited and taken back, told together or one after the other', async () => {
    const key = { remoteJid: '5511999990001@s.whatsapp.net', fromMe: false, id: 'X2' };
    const edit = { type: 'MESSAGE_EDIT', editedMessage: { conversation: 'second' }, timestampMs: '1795521600000' };
    const deliveries = [
      textDelivery({ id: 'X2', text: 'first', at: new Date('2026-11-24T11:59:00Z') }),
      { event: 'messages.edited', data: { key, ...edit } },
      { event: 'messages.delete', data: key },
    ];
    const together = await inboxAfter(await url(dir), deliveries, 3);
    expect(together.messages).toMatchObject([{ text: null, editedAt: null, deletedAt: expect.any(Date) }]);
    expect(await inboxAfter(await url(dir), deliveries, 1)).toEqual(together);
    expect(await inboxAfter(await url(dir), deliveries.toReversed(), 1)).toEqual(together);
  });

  it('keeps what is told of a message that never comes', async () => {
    const inbox = await openTestInbox(await url(dir));
    const channel = await inbox.channel();
    await inbox.deliver(channel, [ackDelivery('NEVER', 'READ')]);
    await inbox.drain(channel);
    const rows = await inbox.platform.db.read<MessageAck>(`select provider_id, status from message_ack`);
    expect(rows).toEqual([{ provider_id: 'NEVER', status: 'READ' }]);
    await inbox.close();
  });
});
