import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { GatewayError, type FetchedMedia, type MediaQuery } from '@prosa/server/channels';
import { FolderBlobs, newId, systemContext, unitOfWork } from '@prosa/server/platform';
import { FakeJobQueue, testDatabaseUrls } from '@prosa/server/platform/testing';
import { captured, openTestInbox, type TestInbox } from '../testing/test-inbox';
import { Message } from '../inbox.entities';
import { Attachment } from './attachment.entity';
import { fetchAnew, type MediaPorts } from './fetch-media';
import { mediaFetchJob, mediaSweep } from './media.jobs';

const JPEG = Buffer.from('ffd8ffe000104a464946', 'hex');
const refused = (words: string) => new GatewayError('INVALID', words, { status: 400, outcomeKnown: true });
const unreachable = () => new GatewayError('UNREACHABLE', 'The connection failed', { outcomeKnown: true });

describe.each(testDatabaseUrls())('the file of a message on $name', ({ url }) => {
  let dir: string;
  beforeAll(() => void (dir = mkdtempSync(join(tmpdir(), 'prosa-media-'))));
  afterAll(() => rmSync(dir, { recursive: true }));
  let inbox: TestInbox;
  let channel: string;
  let blobs: FolderBlobs;
  let gateway: MediaPorts['gateway'];
  let asked: MediaQuery[];
  let answer: () => Promise<FetchedMedia>;
  beforeEach(async () => {
    inbox = await openTestInbox(await url(dir));
    channel = await inbox.channel();
    blobs = new FolderBlobs(join(inbox.platform.config.dataDir, 'media'));
    asked = [];
    answer = async () => ({ bytes: JPEG, fileName: 'made-up.jpeg' });
    gateway = {
      fetchMedia: (query: MediaQuery) => {
        asked.push(query);
        return answer();
      },
    };
    inbox.jobs.handle(mediaFetchJob(inbox.platform, { gateway, blobs }));
  });
  afterEach(() => inbox.close());

  const attachments = () =>
    inbox.ctx.em.fork().find(Attachment, {}, { filters: { tenant: { tenantId: inbox.tenantId } } as never });
  const one = async () => {
    const all = await attachments();
    expect(all).toHaveLength(1);
    return all[0] as Attachment;
  };
  const takeIn = async (...bodies: object[]) => {
    await inbox.deliver(channel, bodies);
    await inbox.drain(channel);
  };
  const work = () => inbox.jobs.runAll('media.fetch');
  /** A process that knows nothing of what was asked for. */
  const sweep = async () => {
    const jobs = new FakeJobQueue(inbox.clock);
    jobs.handle(mediaFetchJob(inbox.platform, { gateway, blobs }));
    jobs.sweep(mediaSweep(inbox.platform));
    await jobs.runSweeps();
    return jobs.runAll();
  };
  const changes = async () =>
    (await inbox.events()).filter(({ type }) => type === 'MESSAGE_STATUS_CHANGED').map((event) => event.changes);
  const bytesOf = async (id: string) => {
    const size = await blobs.sizeOf(inbox.tenantId, id);
    return size === null ? null : buffer(blobs.read(inbox.tenantId, id, { start: 0, end: size - 1 }));
  };

  it('waits with what the delivery tells, then is fetched, told by its bytes, kept and announced', async () => {
    await takeIn(captured('messages-upsert.image'));
    expect(await one()).toMatchObject({ state: 'PENDING', mimeType: 'image/jpeg', thumbnail: expect.any(String) });
    const [message] = await inbox.messages();
    expect(JSON.stringify(message?.detail)).not.toContain('thumbnailBase64');
    await work();
    const { id, ...row } = await one();
    expect(row).toMatchObject({
      state: 'READY',
      mimeType: 'image/jpeg',
      size: JPEG.length,
      dueAt: null,
      fileName: null,
    });
    expect(await bytesOf(id)).toEqual(JPEG);
    expect(asked).toMatchObject([{ providerId: message?.providerId, instance: `test-${channel}` }]);
    expect(await changes()).toEqual([{ attachment: ['PENDING', 'READY'] }]);
    expect(await sweep()).toBe(0);
  });

  it.each([
    ['audio-ptt', 'audio/ogg'],
    ['video', 'video/mp4'],
    ['document', 'application/pdf'],
    ['sticker', 'image/webp'],
    ['from-me-image-other-device', 'image/jpeg'],
  ])('is noted of %s', async (name, mimeType) => {
    await takeIn(captured(`messages-upsert.${name}`));
    expect(await one()).toMatchObject({ state: 'PENDING', mimeType });
  });

  it('is noted once, however often the message is told', async () => {
    await takeIn(captured('messages-upsert.image'), captured('messages-upsert.image'));
    await takeIn(captured('messages-upsert.image'));
    await one();
  });

  it('is what its bytes are, whatever it was called', async () => {
    answer = async () => ({ bytes: Buffer.from('<script>alert(1)</script>'), fileName: null });
    await takeIn(captured('messages-upsert.image'));
    await work();
    expect((await one()).mimeType).toBe('application/octet-stream');
  });

  describe('that comes with its message', () => {
    const FILES = ['j-image-base64', 'j-audio-base64', 'j-document-caption-base64'];
    const withFile = (name = FILES[0]) => structuredClone(captured(`messages-upsert.${name}`)) as Captured;
    interface Captured {
      data: { key: { id: string }; message: { base64: string; imageMessage?: { fileLength: { low: number } } } };
    }

    it.each(FILES)('is kept at once and not asked for: %s', async (name) => {
      const body = withFile(name);
      await takeIn(body);
      expect(asked).toEqual([]);
      const { id, ...row } = await one();
      const bytes = Buffer.from(body.data.message.base64, 'base64');
      expect(row).toMatchObject({ state: 'READY', size: bytes.length, dueAt: null, failureCode: null });
      expect(await bytesOf(id)).toEqual(bytes);
      expect(await changes()).toEqual([{ attachment: ['PENDING', 'READY'] }]);
      inbox.clock.advance(60_000);
      expect(await sweep()).toBe(0);
      expect(asked).toEqual([]);
    });

    it('is not kept in what came in', async () => {
      await takeIn(withFile());
      const [row] = await inbox.rows();
      expect(row?.status).toBe('PROCESSED');
      expect(JSON.parse(row?.payload as string)).toMatchObject({ data: { message: { base64: null } } });
    });

    it.each<[string, (body: Captured) => void]>([
      ['is not as long as it says', ({ data: { message } }) => void (message.base64 = message.base64.slice(0, 100))],
      ['is no base64', ({ data: { message } }) => void (message.base64 = 'no base64 at all!')],
      ['is empty', ({ data: { message } }) => void (message.base64 = '')],
    ])('is fetched after all where it %s', async (_, change) => {
      const body = withFile();
      change(body);
      await takeIn(body);
      await work();
      expect(asked).toHaveLength(1);
      expect(await one()).toMatchObject({ state: 'READY', size: JPEG.length });
    });

    it('is refused where it is larger than is kept', async () => {
      Object.assign(inbox.platform.config, { largestMediaBytes: 100 });
      await takeIn(withFile());
      await work();
      expect([await one(), asked]).toMatchObject([{ state: 'FAILED', failureCode: 'TOO_LARGE' }, []]);
    });

    it('is fetched after all where it cannot be put down, or the process ends before', async () => {
      const full = { ...inbox.blobs, put: () => Promise.reject(new Error('disk full')) };
      await inbox.deliver(channel, [withFile()]);
      await inbox.drain(channel, { blobs: full as never });
      expect(await one()).toMatchObject({ state: 'PENDING', attempts: 0 });
      expect(inbox.enqueued.map(({ kind }) => kind)).toContain('media.fetch');
      inbox.clock.advance(15_000);
      expect(await sweep()).toBe(1);
      expect(await one()).toMatchObject({ state: 'READY' });
    });

    it('goes again where its message was taken back meanwhile', async () => {
      const slow = {
        put: async (...put: Parameters<FolderBlobs['put']>) => {
          await unitOfWork(inbox.ctx, ({ em }) => em.nativeUpdate(Message, {}, { deletedAt: inbox.clock.now() }));
          return blobs.put(...put);
        },
        remove: (...of: Parameters<FolderBlobs['remove']>) => blobs.remove(...of),
      };
      await inbox.deliver(channel, [withFile()]);
      await inbox.drain(channel, { blobs: slow as never });
      expect(await attachments()).toEqual([]);
    });
  });

  it('is found by the sweep when its wake-up was lost', async () => {
    await takeIn(captured('messages-upsert.image'));
    expect(await sweep()).toBe(1);
    expect((await one()).state).toBe('READY');
  });

  it('is asked for again after a while, and given up when WhatsApp has it no more', async () => {
    answer = async () => Promise.reject(refused('Message not found'));
    await takeIn(captured('messages-upsert.image'));
    await work();
    expect(await one()).toMatchObject({ state: 'PENDING', attempts: 1 });
    for (const seconds of [5, 15, 60]) {
      inbox.clock.advance(seconds * 1_000);
      await work();
    }
    expect(asked).toHaveLength(3);
    expect(await one()).toMatchObject({ state: 'FAILED', failureCode: 'EXPIRED', dueAt: null });
    expect(await changes()).toEqual([{ attachment: ['PENDING', 'FAILED'] }]);
  });

  it('outlives an outage of an hour', async () => {
    answer = async () => Promise.reject(unreachable());
    await takeIn(captured('messages-upsert.image'));
    for (let minute = 0; minute < 60; minute += 1) {
      await work();
      inbox.clock.advance(60_000);
    }
    expect((await one()).state).toBe('PENDING');
    answer = async () => ({ bytes: JPEG, fileName: null });
    inbox.clock.advance(90 * 60_000);
    await work();
    expect((await one()).state).toBe('READY');
  });

  it('is left with WhatsApp when it is too large, as told or as it turns out', async () => {
    inbox.platform.config.largestMediaBytes = 5;
    await takeIn(captured('messages-upsert.image'));
    await work();
    expect(asked).toHaveLength(0);
    expect(await one()).toMatchObject({ state: 'FAILED', failureCode: 'TOO_LARGE' });
    const { id } = await one();
    await inbox.platform.db.write('update attachment set size = null');
    await fetchAnew(inbox.ctx, id);
    await work();
    expect(asked).toHaveLength(1);
    expect(await one()).toMatchObject({ state: 'FAILED', failureCode: 'TOO_LARGE' });
    expect(await bytesOf(id)).toBeNull();
  });

  it('is fetched anew when somebody opens what could not be had', async () => {
    answer = async () => Promise.reject(refused('Message not found'));
    await takeIn(captured('messages-upsert.image'));
    for (let n = 0; n < 4; n += 1) {
      await work();
      inbox.clock.advance(60_000);
    }
    answer = async () => ({ bytes: JPEG, fileName: null });
    await fetchAnew(inbox.ctx, (await one()).id);
    expect((await one()).state).toBe('PENDING');
    await work();
    expect((await one()).state).toBe('READY');
  });

  it('of the time before the number was connected is fetched only when somebody opens it', async () => {
    channel = await inbox.channel({ firstConnectedAt: new Date('2100-01-01') });
    await takeIn(captured('messages-upsert.image'));
    expect((await work()) + (await sweep())).toBe(0);
    expect(await one()).toMatchObject({ state: 'FAILED', failureCode: 'ON_REQUEST' });
    await fetchAnew(inbox.ctx, (await one()).id);
    await work();
    expect((await one()).state).toBe('READY');
  });

  const deletion = async () => {
    const body = captured('messages-upsert.image') as { data: { key: object } };
    await takeIn({ event: 'messages.delete', instance: 'test', data: body.data.key });
  };

  it('goes with its message, from the rows and from the disk', async () => {
    await takeIn(captured('messages-upsert.image'));
    await work();
    const { id } = await one();
    await deletion();
    await work();
    expect(await attachments()).toEqual([]);
    expect(await bytesOf(id)).toBeNull();
  });

  it('goes, too, when the message is deleted while it is on its way', async () => {
    await takeIn(captured('messages-upsert.image'));
    const { id } = await one();
    answer = async () => {
      await deletion();
      return { bytes: JPEG, fileName: null };
    };
    await work();
    await work();
    expect(await attachments()).toEqual([]);
    expect(await bytesOf(id)).toBeNull();
  });

  it('is no business of another tenant', async () => {
    await takeIn(captured('messages-upsert.image'));
    await work();
    await fetchAnew(systemContext(inbox.platform, newId(), 'test'), (await one()).id);
    expect((await one()).state).toBe('READY');
  });
});
