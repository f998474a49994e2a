import { EvolutionClient } from './evolution-client';
import { GatewayError } from './gateway-error';
import { captured, json, ScriptedServer } from './testing/scripted-server';
import { fileTimeoutMs } from './whatsapp-gateway';

let server: ScriptedServer;
beforeAll(async () => void (server = await ScriptedServer.start()));
afterAll(() => server.stop());

const client = () => new EvolutionClient({ baseUrl: server.url, apiKey: 'k', retryDelayMs: 1, sendTimeoutMs: 200 });
const target = { instance: 'loja-centro', to: '+55 11 99999-0001' };
const picture = {
  ...target,
  bytes: Buffer.from('a picture'),
  kind: 'IMAGE' as const,
  mimeType: 'image/png',
  fileName: 'sunset.png',
};
const asked = () => server.received.at(-1);

describe('what is sent but text', () => {
  it('a file, bare and under a name that says what it is', async () => {
    server.script(captured('send-media.image-base64'));
    const sent = await client().sendFile({ ...picture, caption: 'Look', quoted: 'ABC' });
    expect(sent).toMatchObject({
      providerId: expect.stringMatching(/^3EB0/),
      remoteJid: '5511999990001@s.whatsapp.net',
      sentAt: expect.any(Date),
    });
    expect(asked()).toMatchObject({ path: '/message/sendMedia/loja-centro' });
    expect(asked()?.body).toEqual({
      number: '5511999990001',
      mediatype: 'image',
      media: Buffer.from('a picture').toString('base64'),
      mimetype: 'image/png',
      fileName: 'sunset.jpg', // the server makes a JPEG of it, and calls it by its name
      caption: 'Look',
      quoted: { key: { id: 'ABC' } },
    });
  });

  it.each([
    ['DOCUMENT', 'application/pdf', 'orçamento nº 1.pdf', 'orçamento nº 1.pdf'],
    ['DOCUMENT', 'application/pdf', 'quote', 'quote.pdf'],
    ['DOCUMENT', 'application/octet-stream', 'notes.txt', 'notes.txt'],
    ['DOCUMENT', 'application/pdf', 'v1.2', 'v1.2.pdf'],
    ['VIDEO', 'video/mp4', 'CLIP.MP4', 'CLIP.MP4'],
    ['IMAGE', 'image/jpeg', 'photo.jpeg', 'photo.jpeg'],
    ['IMAGE', 'image/webp', 'pasted', 'pasted.jpg'],
  ] as const)('a %s of %s called %p goes as %p', async (kind, mimeType, fileName, named) => {
    server.script(captured('send-media.document-base64'));
    await client().sendFile({ ...picture, kind, mimeType, fileName });
    expect(asked()?.body).toMatchObject({ mediatype: kind.toLowerCase(), mimetype: mimeType, fileName: named });
    expect(asked()?.body).not.toHaveProperty('caption');
  });

  it('a voice note', async () => {
    server.script(captured('send-audio.ok'));
    await client().sendVoice({ ...target, bytes: Buffer.from('OggS') });
    expect(asked()).toMatchObject({
      path: '/message/sendWhatsAppAudio/loja-centro',
      body: { number: '5511999990001', audio: 'T2dnUw==' },
    });
  });

  it('a place, with something in each of the fields that are required', async () => {
    server.script(captured('send-location.ok'), captured('send-location.ok'));
    const place = { ...target, latitude: -23.55, longitude: -46.63, name: 'Shop', address: null };
    expect(await client().sendPlace(place)).toMatchObject({ providerId: '3EB0A8D5BB8A45186C9562' });
    const body = {
      number: '5511999990001',
      latitude: -23.55,
      longitude: -46.63,
      name: 'Shop',
      address: '-23.55, -46.63',
    };
    expect(asked()?.body).toEqual(body);
    await client().sendPlace({ ...place, name: null });
    expect(asked()?.body).toEqual({ ...body, name: '-23.55, -46.63' });
  });

  it('cards of people', async () => {
    server.script(captured('send-contact.ok-two'));
    await client().sendCards({
      ...target,
      cards: [
        { name: 'Ana', phone: '+5511999990010' },
        { name: 'Rui', phone: '+351912345678' },
      ],
    });
    expect(asked()?.body).toEqual({
      number: '5511999990001',
      contact: [
        { fullName: 'Ana', phoneNumber: '+5511999990010', wuid: '5511999990010' },
        { fullName: 'Rui', phoneNumber: '+351912345678', wuid: '351912345678' },
      ],
    });
  });

  it.each([
    ['send-media.corrupt-image-500', 'INVALID', true],
    ['send-media.data-uri-400', 'INVALID', true],
    ['send-media.document-without-filename-400', 'INVALID', true],
    ['send-audio.invalid-400', 'INVALID', true],
    ['send-media.url-unreachable-500', 'SERVER', false],
  ])('%s means %s, and that is known: %s', async (name, kind, outcomeKnown) => {
    server.script(captured(name));
    const error = await client()
      .sendFile(picture)
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(GatewayError);
    expect(error).toMatchObject({ kind, outcomeKnown });
  });

  it('proves nothing without an id, and is not said twice', async () => {
    server.script(json(201, { key: { remoteJid: '5511999990001@s.whatsapp.net' } }));
    await expect(
      client().sendPlace({ ...target, latitude: 1, longitude: 2, name: null, address: null }),
    ).rejects.toMatchObject({ outcomeKnown: false });
    expect(server.received).toHaveLength(1);
    server.script(json(500, {}));
    await expect(client().sendFile(picture)).rejects.toMatchObject({ outcomeKnown: false });
    expect(server.received).toHaveLength(1);
  });

  it('has time by its size', () => {
    expect(fileTimeoutMs(0)).toBe(60_000);
    expect(fileTimeoutMs(64 * 1024 * 1024)).toBeGreaterThan(300_000);
  });
});
