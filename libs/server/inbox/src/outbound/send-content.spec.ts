import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { GatewayError, normaliseEvolution, type SentMessage, type WhatsAppEvent } from '@prosa/server/channels';
import { Contact, ContactIdentity } from '@prosa/server/crm';
import { FolderBlobs, newId, unitOfWork, UserProblem } from '@prosa/server/platform';
import { createUpload, storeUpload, testDatabaseUrls } from '@prosa/server/platform/testing';
import type { Conversation } from '../inbox.entities';
import { Attachment } from '../media/attachment.entity';
import { captured, openTestInbox, textDelivery, type TestInbox } from '../testing/test-inbox';
import { claimNext } from './claim-next';
import type { ContentInput } from './message-content';
import { conversationSendJob, messageSettleJob } from './outbound.jobs';
import { sendMessage } from './send-message';
import { courier, finder, type SendGateway } from './whatsapp-courier';

const JPEG = Buffer.concat([Buffer.from('ffd8ffe000104a464946', 'hex'), Buffer.from('a picture')]);
const PDF = Buffer.from('%PDF-1.7 a quote');
const OGG = Buffer.from(`OggS\x00\x02${'\x00'.repeat(22)}OpusHead`, 'latin1');
const MP4 = Buffer.from('\x00\x00\x00\x18ftypmp42\x00', 'latin1');
const CARDS = [
  { name: 'Vendas', phone: '+5511999990010' },
  { name: 'Suporte', phone: '+5511999990011' },
];

describe.each(testDatabaseUrls())('sending what is not text on $name', ({ url }) => {
  let dir: string;
  let inbox: TestInbox;
  let channel: string;
  let conversation: Conversation;
  let blobs: FolderBlobs;
  let me: ReturnType<TestInbox['member']>;
  /** What reached the gateway, and how it answers. */
  let sent: { call: string; input: Record<string, unknown> }[];
  let answer: () => Promise<SentMessage>;
  let there: object[];
  beforeAll(() => void (dir = mkdtempSync(join(tmpdir(), 'prosa-content-'))));
  afterAll(() => rmSync(dir, { recursive: true }));
  beforeEach(async () => {
    inbox = await openTestInbox(await url(dir));
    channel = await inbox.channel({ readReceipts: false }); // that the contact is told what was read is another story
    me = inbox.member();
    blobs = new FolderBlobs(join(inbox.platform.config.dataDir, 'media'));
    await inbox.deliver(channel, [textDelivery()]);
    await inbox.drain(channel);
    conversation = (await inbox.conversations())[0] as Conversation;
    sent = [];
    there = [];
    answer = async () => ({
      providerId: `OUT${sent.length}`,
      remoteJid: conversation.remoteJid,
      sentAt: inbox.clock.now(),
    });
    const call = (name: string) => (input: unknown) => (sent.push({ call: name, input: input as never }), answer());
    const calls = ['sendText', 'sendFile', 'sendVoice', 'sendPlace', 'sendCards'];
    const gateway = Object.fromEntries(calls.map((name) => [name, call(name)])) as unknown as SendGateway;
    inbox.jobs.handle(conversationSendJob(inbox.platform, courier(gateway, inbox.clock, blobs)));
    inbox.jobs.handle({ kind: 'contact.picture', run: async () => undefined }); // asked for whoever writes
    const findMessages = async () => {
      const messages = there.map((body) => ({
        event: normaliseEvolution(JSON.stringify(body), inbox.clock.now()).items[0] as WhatsAppEvent,
        status: null,
        edited: false,
        deleted: false,
        record: null,
      }));
      return { total: messages.length, pages: 1, page: 1, messages };
    };
    inbox.jobs.handle(messageSettleJob(inbox.platform, finder({ findMessages })));
  });
  afterEach(() => inbox.close());

  const upload = async (bytes: Buffer, fileName = 'file', by = me) => {
    const { id } = await createUpload(by, { fileName, mimeType: 'application/octet-stream', size: bytes.length });
    await storeUpload(by, blobs, id, Readable.from([bytes]), null);
    return id;
  };
  let keys = 0;
  const write = (content: ContentInput, clientKey = `key-${++keys}`, by = me) =>
    sendMessage(by, { conversationId: conversation.id, clientKey, ...content });
  const work = () => inbox.jobs.runAll();
  const takeIn = async (...bodies: object[]) => {
    await inbox.deliver(channel, bodies);
    await inbox.drain(channel);
  };
  /** A captured delivery, as of now. */
  const echo = (name: string, change: (message: Record<string, Record<string, unknown>>) => void = () => undefined) => {
    const body = structuredClone(captured(name)) as { data: { messageTimestamp: number; message: never } };
    body.data.messageTimestamp = Math.floor(inbox.clock.now().getTime() / 1000);
    change(body.data.message);
    return body;
  };
  const outgoing = async () => (await inbox.messages()).filter(({ direction }) => direction === 'OUTBOUND');
  const attachment = async () =>
    inbox.ctx.em.fork().find(Attachment, {}, { filters: { tenant: { tenantId: inbox.tenantId } } as never });
  const problem = (attempt: Promise<unknown>) =>
    attempt.then(
      () => 'nothing was refused',
      (error: unknown) => (error instanceof UserProblem ? `${error.code} ${error.path?.join('.')}` : error),
    );

  it('a file is in the thread at once, goes out with its bytes, and is ready from the start', async () => {
    const uploadId = await upload(JPEG, 'beach.jpg');
    const { id } = await write({ attachment: { uploadId, caption: 'Segue a foto' } });
    expect(await attachment()).toMatchObject([
      { id: uploadId, messageId: id, state: 'READY', mimeType: 'image/jpeg', size: JPEG.length, fileName: 'beach.jpg' },
    ]);
    await work();
    expect(sent).toMatchObject([
      {
        call: 'sendFile',
        input: { kind: 'IMAGE', bytes: JPEG, mimeType: 'image/jpeg', fileName: 'beach.jpg', caption: 'Segue a foto' },
      },
    ]);
    expect(await outgoing()).toMatchObject([
      { kind: 'IMAGE', status: 'SENT', providerId: 'OUT1', text: 'Segue a foto' },
    ]);
  });

  it.each([
    ['a document', PDF, {}, { call: 'sendFile', input: { kind: 'DOCUMENT' } }],
    ['a video', MP4, {}, { call: 'sendFile', input: { kind: 'VIDEO' } }],
    ['music', OGG, {}, { call: 'sendFile', input: { kind: 'AUDIO' } }],
    ['a voice note', OGG, { voice: true }, { call: 'sendVoice', input: { bytes: OGG } }],
    [
      'a moving picture, which would stop as a picture',
      Buffer.from('GIF89a\x01\x00'),
      {},
      { call: 'sendFile', input: { kind: 'DOCUMENT' } },
    ],
    ['what nobody knows', Buffer.from('<html>'), {}, { call: 'sendFile', input: { kind: 'DOCUMENT' } }],
  ])('%s', async (_what, bytes, more, wanted) => {
    await write({ attachment: { uploadId: await upload(bytes), ...more } });
    await work();
    expect(sent).toMatchObject([wanted]);
  });

  it('a place and cards', async () => {
    await write({ location: { latitude: -23.55, longitude: -46.63, name: 'Loja', address: ' ' } });
    inbox.clock.advance(5);
    await write({ contactCards: CARDS });
    await work();
    expect(sent).toMatchObject([
      { call: 'sendPlace', input: { latitude: -23.55, longitude: -46.63, name: 'Loja', address: null } },
      { call: 'sendCards', input: { cards: CARDS } },
    ]);
    expect(await outgoing()).toMatchObject([
      { kind: 'LOCATION', text: null, detail: { location: { latitude: -23.55, live: false } } },
      { kind: 'CONTACT_CARD', detail: { contactCards: [{ name: 'Vendas', phones: ['+5511999990010'] }, {}] } },
    ]);
  });

  it('a card of somebody whom the desk knows', async () => {
    await unitOfWork(inbox.ctx, async ({ em }) => {
      const at = inbox.clock.now();
      const named = {
        tenantId: inbox.tenantId,
        nameSource: 'MEMBER' as const,
        ownerId: null,
        teamId: null,
        createdAt: at,
        updatedAt: at,
      };
      em.create(Contact, { id: KNOWN, name: 'Known', ...named });
      em.create(Contact, { id: WITHOUT_PHONE, name: 'Silent', ...named });
      em.create(ContactIdentity, {
        id: newId(),
        tenantId: inbox.tenantId,
        contactId: KNOWN,
        kind: 'PHONE',
        value: '+5511999990077',
        createdAt: at,
      });
    });
    await write({ contactCards: [{ contactId: KNOWN }, { contactId: KNOWN, name: 'Nick', phone: '+5511999990078' }] });
    await work();
    expect(sent).toMatchObject([
      {
        input: {
          cards: [
            { name: 'Known', phone: '+5511999990077' },
            { name: 'Nick', phone: '+5511999990078' },
          ],
        },
      },
    ]);
    expect(await problem(write({ contactCards: [{ contactId: WITHOUT_PHONE }] }))).toBe('NO_PHONE contactCards.0');
    expect(await problem(write({ contactCards: [{ contactId: newId() }] }))).toBe('NOT_FOUND id');
  });

  it.each<[ContentInput, string]>([
    [{}, 'REQUIRED text'],
    [{ text: ' \n' }, 'REQUIRED text'],
    [{ text: 'x'.repeat(65_537) }, 'TOO_LONG text'],
    [{ text: 'a', location: { latitude: 1, longitude: 1 } }, 'ONE_CONTENT location'],
    [{ attachment: { uploadId: newId() }, contactCards: CARDS }, 'ONE_CONTENT contactCards'],
    [{ attachment: { uploadId: newId() } }, 'UPLOAD_NOT_FOUND attachment.uploadId'],
    [{ attachment: { uploadId: newId(), caption: 'x'.repeat(1_025) } }, 'TOO_LONG attachment.caption'],
    [{ location: { latitude: 90.1, longitude: 0 } }, 'INVALID location.latitude'],
    [{ location: { latitude: 0, longitude: Number.NaN } }, 'INVALID location.longitude'],
    [{ contactCards: [] }, 'REQUIRED contactCards'],
    [{ contactCards: [{ name: 'Ana' }] }, 'REQUIRED contactCards.0'],
    [{ contactCards: [{ phone: '+5511999990010' }] }, 'REQUIRED contactCards.0.name'],
    [{ contactCards: Array(21).fill(CARDS[0]) }, 'TOO_MANY contactCards'],
  ])('refuses %j', async (content, code) => {
    expect(await problem(write(content))).toBe(code);
    expect(await outgoing()).toEqual([]);
  });

  it('refuses a picture as a voice note, words on sound, and keeps the file for another try', async () => {
    const picture = await upload(JPEG);
    expect(await problem(write({ attachment: { uploadId: picture, voice: true } }))).toBe('NOT_AUDIO attachment.voice');
    const sound = await upload(OGG);
    expect(await problem(write({ attachment: { uploadId: sound, caption: 'Hear' } }))).toBe(
      'NO_CAPTION attachment.caption',
    );
    await write({ attachment: { uploadId: picture } });
    await write({ attachment: { uploadId: sound } });
  });

  it('takes a file once: a double click makes one message, another message needs another file', async () => {
    const uploadId = await upload(JPEG);
    const content = { attachment: { uploadId, caption: 'Look' } };
    const [one, two] = await Promise.all([write(content, 'click'), write(content, 'click')]);
    expect(two.id).toBe(one.id);
    expect((await write(content, 'click')).id).toBe(one.id);
    expect(await problem(write({ attachment: { uploadId, caption: 'Other' } }, 'click'))).toBe('KEY_USED clientKey');
    expect(await problem(write(content))).toBe('UPLOAD_NOT_FOUND attachment.uploadId');
    expect(await problem(write({ attachment: { uploadId: await upload(JPEG, 'x', inbox.member()) } }))).toBe(
      'UPLOAD_NOT_FOUND attachment.uploadId',
    );
    const unfinished = await createUpload(me, { fileName: 'x', mimeType: '', size: 3 });
    expect(await problem(write({ attachment: { uploadId: unfinished.id } }))).toBe(
      'UPLOAD_NOT_FINISHED attachment.uploadId',
    );
    expect(await outgoing()).toHaveLength(1);
  });

  const KINDS: [fixture: string, content: () => Promise<ContentInput>][] = [
    [
      'send-message.send-media.image-base64',
      async () => ({ attachment: { uploadId: await upload(JPEG), caption: 'Segue a foto' } }),
    ],
    ['send-message.send-media.video-base64', async () => ({ attachment: { uploadId: await upload(MP4) } })],
    ['send-message.send-media.audio-base64', async () => ({ attachment: { uploadId: await upload(OGG) } })],
    [
      'send-message.send-media.document-base64',
      async () => ({ attachment: { uploadId: await upload(PDF), caption: 'Orçamento' } }),
    ],
    ['send-message.send-audio.ok', async () => ({ attachment: { uploadId: await upload(OGG), voice: true } })],
    ['send-message.send-location.ok', async () => ({ location: { latitude: -23.55, longitude: -46.63 } })],
    ['send-message.send-contact.ok-one', async () => ({ contactCards: CARDS.slice(0, 1) })],
    ['send-message.send-contact.ok-two', async () => ({ contactCards: CARDS })],
  ];

  it.each(KINDS)('%s is known for our own, before and after the answer', async (fixture, content) => {
    await write(await content());
    answer = async () => {
      await takeIn(echo(fixture));
      const { key } = (captured(fixture) as { data: { key: { id: string } } }).data;
      return { providerId: key.id, remoteJid: conversation.remoteJid, sentAt: inbox.clock.now() };
    };
    await work();
    await takeIn(echo(fixture));
    expect(await outgoing()).toMatchObject([{ status: 'SENT', authorKind: 'MEMBER' }]);
  });

  it.each(KINDS)(
    '%s settles what had no answer, by its echo or by asking, and is never sent twice',
    async (fixture, content) => {
      answer = () => Promise.reject(new GatewayError('TIMEOUT_UNKNOWN', 'x', { outcomeKnown: false }));
      await write(await content());
      await work();
      expect(await outgoing()).toMatchObject([{ status: 'UNCONFIRMED' }]);
      there = [echo(fixture)];
      inbox.clock.advance(5_000);
      await work();
      expect(await outgoing()).toMatchObject([{ status: 'SENT', authorKind: 'MEMBER' }]);
      inbox.clock.advance(5_000);
      await write(await content());
      await work();
      await takeIn(echo(fixture, () => undefined));
      expect(sent).toHaveLength(2);
      expect(await outgoing()).toHaveLength(2);
    },
  );

  it('a photo that somebody takes on the phone meanwhile is theirs, and ours is still ours', async () => {
    await write({ attachment: { uploadId: await upload(JPEG) } });
    answer = async () => {
      await takeIn(phonePhoto());
      return { providerId: 'OURS', remoteJid: conversation.remoteJid, sentAt: inbox.clock.now() };
    };
    await inbox.jobs.runAll('conversation.send');
    const all = await outgoing();
    expect(all.map(({ authorKind, kind, status }) => ({ authorKind, kind, status }))).toEqual(
      expect.arrayContaining([
        { authorKind: 'MEMBER', kind: 'IMAGE', status: 'SENT' },
        { authorKind: 'PHONE', kind: 'IMAGE', status: 'SENT' },
      ]),
    );
    expect(all).toHaveLength(2);
  });
  const phonePhoto = () => {
    const body = echo(
      'messages-upsert.from-me-image-other-device',
      (message) => void delete message['imageMessage']?.['caption'],
    ) as unknown as { data: { source: string; key: object } };
    body.data.source = 'ios';
    body.data.key = { remoteJid: conversation.remoteJid, fromMe: true, id: '3AFROMPHONE' };
    return body;
  };

  it('learns of its own file what WhatsApp made of it', async () => {
    await write({ attachment: { uploadId: await upload(JPEG), caption: 'Segue a foto' } });
    await takeIn(echo('send-message.send-media.image-base64'));
    inbox.clock.advance(5);
    await write({ attachment: { uploadId: await upload(OGG), voice: true } });
    await takeIn(echo('send-message.send-audio.ok'));
    expect((await attachment()).sort((a, b) => (a.id < b.id ? -1 : 1))).toMatchObject([
      { mimeType: 'image/jpeg', thumbnail: expect.stringMatching(/^\/9j\//), size: JPEG.length },
      { mimeType: 'audio/ogg', durationSeconds: 1 },
    ]);
  });

  it('says so when the file is gone, and lets the next one go', async () => {
    const uploadId = await upload(JPEG);
    await write({ attachment: { uploadId } });
    inbox.clock.advance(5);
    await write({ text: 'after it' });
    await unitOfWork(inbox.ctx, async ({ em }) => void (await em.nativeDelete(Attachment, { id: uploadId })));
    await work();
    expect(await outgoing()).toMatchObject([{ status: 'FAILED', failureCode: 'FILE_GONE' }, { status: 'SENT' }]);
    expect(sent).toHaveLength(1);
  });

  it('is not given up for lost while a large file may still be on its way', async () => {
    await write({ attachment: { uploadId: await upload(Buffer.concat([PDF, Buffer.alloc(3 * 1024 * 1024)])) } });
    let another: string[] = [];
    answer = async () => {
      inbox.clock.advance(60_000);
      another = [(await claimNext(inbox.ctx, conversation.id)).kind];
      return { providerId: 'LATE', remoteJid: conversation.remoteJid, sentAt: inbox.clock.now() };
    };
    await work();
    expect(another).toEqual(['later']);
    expect(await outgoing()).toMatchObject([{ status: 'SENT', providerId: 'LATE' }]);
    expect((await inbox.events()).flatMap(({ changes }) => changes?.['status'] ?? [])).not.toContain('UNCONFIRMED');
  });
});
const KNOWN = newId();
const WITHOUT_PHONE = newId();
