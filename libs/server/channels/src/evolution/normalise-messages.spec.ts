import { normaliseEvolution } from './normalise-evolution';
import { webhookBody } from './testing/captured';
import { firstOf, items, KEY, NOW, only } from './testing/deliveries';
import type { MessageReceived } from './whatsapp-event';

const upsert = (message: unknown, more: object = {}) =>
  only('messages.upsert', {
    key: KEY,
    pushName: 'Ana',
    message,
    messageTimestamp: 1795443707,
    ...more,
  }) as MessageReceived;

describe('a message', () => {
  it('is read as a whole', () => {
    expect(firstOf('messages-upsert.text')).toEqual({
      type: 'MessageReceived',
      direction: 'INBOUND',
      fromMe: false,
      viaApi: false,
      providerId: '3A66017D7E90CFC082DF',
      chat: {
        jid: '5511999990001@s.whatsapp.net',
        alternateJid: '100000000000011@lid',
        phone: '+5511999990001',
        lid: '100000000000011',
      },
      isGroup: false,
      participant: null,
      pushName: 'Ana Souza',
      sentAt: new Date(1795443707_000),
      sentAtKnown: true,
      source: 'IOS',
      status: 'DELIVERED',
      kind: 'TEXT',
      providerType: 'conversation',
      text: 'Oi, tudo bem?',
      media: null,
      location: null,
      contactCards: [],
      poll: null,
      reply: null,
      quotedProviderId: null,
      quotedText: null,
      mentions: [],
      mentionsUs: false,
      adReferral: null,
      viewOnce: false,
      ephemeral: false,
      forwarded: false,
    });
  });

  it('of a group names the group and who spoke', () => {
    expect(firstOf('messages-upsert.group-text-lid')).toMatchObject({
      isGroup: true,
      chat: { jid: '120363000000000001@g.us', phone: null, lid: null },
      participant: { jid: '100000000000011@lid', phone: '+5511999990001', lid: '100000000000011' },
    });
  });

  it('of ours in a lid chat is not taken for a talk with ourselves', () => {
    const event = firstOf('messages-upsert.lid-from-me-alt-is-our-own-number');
    expect(event).toMatchObject({ fromMe: true, chat: { lid: '100000000000044', phone: null, alternateJid: null } });
  });

  it('of ours in a lid chat is nobody in particular while our number is unknown', () => {
    const body = { ...webhookBody('messages-upsert.lid-from-me'), sender: undefined };
    expect(normaliseEvolution(body, NOW).items).toMatchObject([{ chat: { lid: '100000000000044', phone: null } }]);
  });

  it('through the API is told from one written on the phone', () => {
    expect(firstOf('send-message.send-text.ok')).toMatchObject({
      viaApi: true,
      direction: 'OUTBOUND',
      status: null,
      pushName: null,
    });
    expect(firstOf('messages-upsert.from-me-other-device')).toMatchObject({
      viaApi: false,
      direction: 'OUTBOUND',
      status: 'SENT',
    });
  });

  it('keeps an image readable: bytes and 64-bit numbers decoded', () => {
    const { media } = firstOf('messages-upsert.image') as MessageReceived;
    expect(media).toMatchObject({ mimeType: 'image/jpeg', size: 282, voice: false, contentBase64: null });
    expect([...Buffer.from(media?.thumbnailBase64 ?? '', 'base64').subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff]);
    const whole = firstOf('messages-upsert.j-image-base64') as MessageReceived;
    expect(Buffer.from(whole.media?.contentBase64 ?? '', 'base64')).toHaveLength(282);
  });

  it('carries the ad that brought the customer', () => {
    expect(firstOf('messages-upsert.text-ads-referral')).toMatchObject({
      adReferral: {
        sourceType: 'ad',
        sourceId: '120210000000000001',
        clickId: 'ARAfakeClid01',
        title: 'Promoção de verão',
        conversionSource: 'ctwa_ad',
      },
    });
  });

  it('is found under any number of wrappers', () => {
    const inner = {
      ephemeralMessage: {
        message: { viewOnceMessageV2Extension: { message: { audioMessage: { ptt: true, seconds: '7' } } } },
      },
    };
    expect(upsert(inner)).toMatchObject({
      kind: 'AUDIO',
      viewOnce: true,
      ephemeral: true,
      media: { voice: true, durationSeconds: 7 },
    });
    expect(
      upsert({ documentWithCaptionMessage: { message: { documentMessage: { fileName: 'a.pdf', caption: 'veja' } } } }),
    ).toMatchObject({
      kind: 'DOCUMENT',
      text: 'veja',
      media: { fileName: 'a.pdf' },
    });
    let deep: object = { conversation: 'x' };
    for (let depth = 0; depth < 5_000; depth += 1) deep = { ephemeralMessage: { message: deep } };
    expect(upsert(deep).kind).toBe('UNSUPPORTED');
  });

  it('is not mistaken for what stands beside it', () => {
    expect(
      upsert({ messageContextInfo: { x: 1 }, senderKeyDistributionMessage: { groupId: 'g' }, conversation: 'oi' }),
    ).toMatchObject({ kind: 'TEXT', text: 'oi' });
    expect(upsert({ messageContextInfo: { x: 1 } })).toMatchObject({ type: 'Unreadable' });
  });

  it('keeps text as it was written, and shows a NUL as unreadable', () => {
    expect(upsert({ conversation: '  <b>oi</b>\u202E ' }).text).toBe('  <b>oi</b>\u202E ');
    expect(upsert({ conversation: 'a\u0000b' }).text).toBe('a\uFFFDb');
  });

  it('of a kind that we do not know says so, with the words it has', () => {
    expect(upsert({ someNewMessage: { caption: 'novo' } })).toMatchObject({
      kind: 'UNSUPPORTED',
      providerType: 'someNewMessage',
      text: 'novo',
    });
    expect(firstOf('messages-upsert.order')).toMatchObject({
      kind: 'UNSUPPORTED',
      providerType: 'orderMessage',
      text: 'pedido',
    });
  });

  it.each(['', '   ', '5511999990001', '+55 11 99999-0001', null, 7])('has no name when it is %j', (pushName) => {
    expect(upsert({ conversation: 'oi' }, { pushName }).pushName).toBeNull();
  });

  it.each([
    [1795443707, 1795443707_000, true],
    ['1795443707', 1795443707_000, true],
    [{ low: 1795443707, high: 0, unsigned: true }, 1795443707_000, true],
    [1795443707123, 1795443707123, true],
    [0, NOW.getTime(), false],
    ['soon', NOW.getTime(), false],
    [1e300, NOW.getTime(), false],
    [undefined, NOW.getTime(), false],
  ])('written at %j', (messageTimestamp, ms, known) => {
    const { sentAt, sentAtKnown } = upsert({ conversation: 'oi' }, { messageTimestamp });
    expect([sentAt.getTime(), sentAtKnown]).toEqual([ms, known]);
  });

  it.each([
    ['status@broadcast', 'STATUS_FEED'],
    ['120363000000000009@newsletter', 'NEWSLETTER'],
    ['1700000000@broadcast', 'BROADCAST'],
  ])('to %s is none of ours', (remoteJid, reason) => {
    expect(only('messages.upsert', { key: { ...KEY, remoteJid }, message: { conversation: 'x' } })).toEqual({
      type: 'Ignored',
      reason,
    });
  });

  it.each(['pinInChatMessage', 'keepInChatMessage', 'secretEncryptedMessage', 'pollUpdateMessage'])(
    '%s makes no bubble',
    (type) => {
      expect(only('messages.upsert', { key: KEY, message: { [type]: { key: {} } } })).toEqual({
        type: 'Ignored',
        reason: `NO_BUBBLE ${type}`,
      });
    },
  );

  it('comes as one or as many, each on its own', () => {
    const data = [
      { key: KEY, message: { conversation: '1' } },
      null,
      { key: { ...KEY, id: 'A2' }, message: { conversation: '2' } },
    ];
    expect(items('messages.upsert', data).map((item) => ('text' in item ? item.text : item.type))).toEqual([
      '1',
      'Unreadable',
      '2',
    ]);
    expect(items('MESSAGES_UPSERT', { messages: data, type: 'notify' })).toHaveLength(3);
  });
});
