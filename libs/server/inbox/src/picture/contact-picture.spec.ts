import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Channel, GatewayError } from '@prosa/server/channels';
import { Contact } from '@prosa/server/crm';
import { FolderBlobs, unitOfWork, type TenantContext } from '@prosa/server/platform';
import { testDatabaseUrls } from '@prosa/server/platform/testing';
import { renameContact } from '../people/change-contact';
import { mergeContacts } from '../people/merge-by-hand';
import { splitContact } from '../people/split-contact';
import { openTestInbox, textDelivery, type TestInbox } from '../testing/test-inbox';
import { ContactPicture } from './contact-picture.entity';
import { PictureRefused } from './download-picture';
import { contactPictureJob, contactPictureSweep } from './picture.jobs';
import { readPictures } from './picture.read';

const ANA = '5511999990001@s.whatsapp.net';
const RUI = '5511999990002@s.whatsapp.net';
const DAY = 24 * 60 * 60_000;
const jpeg = (of: string) => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from(of)]);
const at = (path: string) => `https://pps.whatsapp.net/v/${path}.jpg?oe=${Math.random()}`;

describe.each(testDatabaseUrls())('profile pictures, on $name', ({ url }) => {
  let dir: string;
  let inbox: TestInbox;
  let channel: string;
  let member: TenantContext & { memberId: string };
  let blobs: FolderBlobs;
  /** What WhatsApp has, by whom it is asked. */
  let shown: Map<string, string | null | Error>;
  let asked: string[];
  let downloaded: string[];
  let bytes: (path: string) => Buffer;

  beforeAll(() => void (dir = mkdtempSync(join(tmpdir(), 'prosa-pictures-'))));
  afterAll(() => rmSync(dir, { recursive: true }));
  beforeEach(async () => {
    inbox = await openTestInbox(await url(dir));
    channel = await inbox.channel();
    member = inbox.member();
    blobs = new FolderBlobs(join(inbox.platform.config.dataDir, 'media'));
    shown = new Map();
    [asked, downloaded] = [[], []];
    bytes = jpeg;
    const profilePictureUrl = async (_instance: string, of: string) => {
      asked.push(of);
      const found = shown.get(of) ?? null;
      if (found instanceof Error) throw found;
      return found;
    };
    const downloadPicture = async (address: string) => {
      const { pathname } = new URL(address);
      downloaded.push(pathname);
      return bytes(pathname);
    };
    inbox.jobs.handle(contactPictureJob(inbox.platform, { gateway: { profilePictureUrl }, blobs, downloadPicture }));
    inbox.jobs.sweep(contactPictureSweep(inbox.platform));
  });
  afterEach(() => inbox.close());

  const work = async (ms = 0) => {
    inbox.clock.advance(ms);
    for (let turn = 0; turn < 6; turn += 1) {
      await inbox.jobs.runSweeps();
      await inbox.jobs.runAll();
      inbox.clock.advance(3_000);
    }
  };
  const tell = async (...bodies: object[]) => {
    await inbox.deliver(channel, bodies);
    await inbox.drain(channel);
  };
  const writes = (jid: string, over: object = {}) => tell(textDelivery({ jid, at: inbox.clock.now(), ...over }));
  const seen = (jid: string, profilePicUrl: string | null) =>
    tell({ event: 'contacts.update', instance: 'test', data: [{ remoteJid: jid, profilePicUrl }] });
  const contactOf = async (jid: string) =>
    (await inbox.conversations()).find(({ remoteJid }) => remoteJid === jid)?.contactId as string;
  const pictureOf = async (contactId: string) => (await readPictures(inbox.ctx, [contactId])).get(contactId) ?? null;
  const fileOf = async (contactId: string) => {
    const picture = await pictureOf(contactId);
    const size = picture && (await blobs.sizeOf(inbox.tenantId, picture.id));
    if (!picture || !size) return null;
    const parts: Buffer[] = [];
    for await (const part of blobs.read(inbox.tenantId, picture.id, { start: 0, end: size - 1 })) parts.push(part);
    return Buffer.concat(parts).subarray(4).toString();
  };
  const changes = async () =>
    (await inbox.events()).flatMap(({ type, changes: told }) =>
      type === 'CONTACT_CHANGED' && told?.['avatarUrl'] ? [told['avatarUrl']] : [],
    );
  const rows = () =>
    inbox.ctx.em.fork().find(ContactPicture, {}, { filters: { tenant: { tenantId: inbox.tenantId } } as never });

  it('are asked for when somebody writes, and again after a week', async () => {
    shown.set(ANA, at('ana-1'));
    await writes(ANA);
    await writes(ANA);
    await work();
    const ana = await contactOf(ANA);
    expect([asked, await fileOf(ana)]).toEqual([[ANA], '/v/ana-1.jpg']);
    expect(await changes()).toEqual([[null, `/media/contacts/${ana}?v=1`]]);
    await work(6 * DAY);
    await writes(ANA);
    await work();
    expect(asked).toEqual([ANA]);
    shown.set(ANA, at('ana-1')); // under another address
    await work(DAY);
    await writes(ANA);
    await work();
    expect([asked.length, downloaded.length, await changes()]).toEqual([2, 1, [[null, expect.anything()]]]);
  });

  it('change at once when another is told, with another address, and nothing that was typed', async () => {
    shown.set(ANA, at('ana-1'));
    await writes(ANA);
    await work();
    const ana = await contactOf(ANA);
    const { version } = await renameContact(member, { id: ana, name: 'Ana da padaria' });
    await seen(ANA, at('ana-1'));
    await work();
    expect(asked.length).toBe(1);
    shown.set(ANA, at('ana-2'));
    await seen(ANA, at('ana-2'));
    await work();
    expect([asked.length, await fileOf(ana), (await pictureOf(ana))?.version]).toEqual([2, '/v/ana-2.jpg', 2]);
    const contact = await inbox.ctx.em.fork().findOne(Contact, { id: ana }, { filters: false });
    expect(contact).toMatchObject({ name: 'Ana da padaria', nameSource: 'MEMBER', version });
  });

  it('go, file and all, when there is none any more; a synchronisation that knows of none takes none away', async () => {
    shown.set(ANA, at('ana-1'));
    await writes(ANA);
    await work();
    const ana = await contactOf(ANA);
    const { id } = (await pictureOf(ana)) as { id: string };
    await seen(ANA, null);
    await work();
    expect(await fileOf(ana)).toBe('/v/ana-1.jpg');
    shown.set(ANA, null);
    await seen(ANA, null);
    await work();
    expect([await pictureOf(ana), await blobs.sizeOf(inbox.tenantId, id)]).toEqual([null, null]);
    expect((await changes()).at(-1)).toEqual([expect.anything(), null]);
    const before = asked.length;
    await seen(ANA, null);
    await work();
    expect(asked.length).toBe(before);
  });

  it.each([
    [
      'nobody answers',
      () => void shown.set(ANA, new GatewayError('UNREACHABLE', 'away', { status: null, outcomeKnown: true })),
    ],
    [
      'it cannot be read',
      () =>
        void (bytes = () => {
          throw new PictureRefused('too large');
        }),
    ],
    ['it is no picture', () => void (bytes = () => Buffer.from('<svg onload="alert(1)"/>'))],
  ])('are tried three times with pauses when %s, then with the next refresh', async (_why, spoil) => {
    shown.set(ANA, at('ana-1'));
    spoil();
    await writes(ANA);
    await work();
    expect(asked.length).toBe(1);
    await work(90_000);
    expect(asked.length).toBe(2);
    await work(15 * 60_000);
    await work(DAY);
    expect(asked.length).toBe(3);
    await writes(ANA);
    await work();
    expect([asked.length, await pictureOf(await contactOf(ANA))]).toEqual([3, null]);
    shown.set(ANA, at('ana-1'));
    bytes = jpeg;
    await work(8 * DAY);
    await writes(ANA);
    await work();
    expect(await fileOf(await contactOf(ANA))).toBe('/v/ana-1.jpg');
    expect(JSON.stringify(inbox.logged)).not.toMatch(/pps|whatsapp\.net|ana-1/);
  });

  it('are asked for one by one, and only while the number is connected', async () => {
    await writes(ANA);
    await writes(RUI);
    const change = (state: string) =>
      unitOfWork(
        inbox.ctx,
        async ({ em }) => void (await em.nativeUpdate(Channel, { id: channel }, { state } as never)),
      );
    await change('DISCONNECTED');
    await work();
    expect(asked).toEqual([]);
    await change('CONNECTED');
    await inbox.jobs.runSweeps();
    await inbox.jobs.runAll();
    expect(asked.length).toBe(1);
    await work();
    expect([...asked].sort()).toEqual([ANA, RUI]);
  });

  it('are not asked for from the past, of groups, or of who is not known', async () => {
    await seen(ANA, at('ana-1'));
    await writes(ANA, { fromMe: true });
    await work();
    expect([asked, await rows()]).toEqual([[], []]);
  });

  it('follow who becomes one person: their own stays, else the other one; no file is left over', async () => {
    shown.set(ANA, at('ana-1')).set(RUI, at('rui-1'));
    await writes(ANA);
    await writes(RUI);
    await work();
    const [ana, rui] = [await contactOf(ANA), await contactOf(RUI)];
    const gone = (await pictureOf(rui)) as { id: string };
    await mergeContacts(member, { keepId: ana, mergeIds: [rui] });
    expect(await fileOf(ana)).toBe('/v/ana-1.jpg');
    await work();
    expect([await blobs.sizeOf(inbox.tenantId, gone.id), (await rows()).length]).toEqual([null, 1]);
    await splitContact(member, { id: ana, phones: ['+5511999990002'] });
    await work();
    await writes(RUI);
    await work();
    expect([await fileOf(ana), await fileOf(rui)]).toEqual(['/v/ana-1.jpg', '/v/rui-1.jpg']);
  });

  it('are taken over by who had none, and given back when the two are taken apart', async () => {
    shown.set(RUI, at('rui-1'));
    await writes(ANA);
    await writes(RUI);
    await work();
    const [ana, rui] = [await contactOf(ANA), await contactOf(RUI)];
    await mergeContacts(member, { keepId: ana, mergeIds: [rui] });
    expect([await fileOf(ana), await pictureOf(rui)]).toEqual(['/v/rui-1.jpg', null]);
    await work();
    expect((await rows()).length).toBe(1);
    await splitContact(member, { id: ana, phones: ['+5511999990002'] });
    await work();
    await writes(RUI);
    await work();
    expect([await fileOf(ana), await fileOf(rui)]).toEqual([null, '/v/rui-1.jpg']);
  });
});
