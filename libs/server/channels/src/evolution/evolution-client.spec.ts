import { EvolutionClient, type EvolutionClientOptions } from './evolution-client';
import { restPair } from './testing/captured';
import type { GatewayCall } from './evolution-http';
import { captured, json, ScriptedServer } from './testing/scripted-server';

const KEY = 'a-very-secret-key';
let server: ScriptedServer;
let calls: GatewayCall[];

beforeAll(async () => void (server = await ScriptedServer.start()));
afterAll(() => server.stop());
beforeEach(() => void (calls = []));

const client = (more: Partial<EvolutionClientOptions> = {}) =>
  new EvolutionClient({
    baseUrl: `${server.url}/`,
    apiKey: KEY,
    retryDelayMs: 1,
    onCall: (call) => calls.push(call),
    ...more,
  });

const send = (to = '5511999990001', text = 'Olá Ana! 👋') => client().sendText({ instance: 'loja-centro', to, text });

describe('what is asked, and what the captured answers mean', () => {
  const webhook = {
    instanceName: 'loja-centro',
    webhookUrl: 'http://inbox.test/x',
    webhookSecret: 's3cret',
    events: ['MESSAGES_UPSERT', 'CALL'],
  };
  const stored = {
    enabled: true,
    url: 'http://inbox.test/x',
    headers: { 'X-Webhook-Secret': 's3cret' },
    byEvents: false,
    base64: false,
    events: ['MESSAGES_UPSERT', 'CALL'],
  };

  it('makes an instance with its whole webhook', async () => {
    server.script(captured('instance-create.ok'));
    expect(await client().createInstance({ ...webhook, number: '+55 11 99999-0000' })).toEqual({
      instanceId: 'c9261996-fc82-4a77-89ed-ef95bf29129c',
      state: 'CLOSE',
    });
    expect(server.received).toMatchObject([
      { method: 'POST', path: '/instance/create', headers: { apikey: KEY, 'content-type': 'application/json' } },
    ]);
    expect(server.received[0]?.body).toEqual({
      instanceName: 'loja-centro',
      integration: 'WHATSAPP-BAILEYS',
      qrcode: false,
      number: '5511999990000',
      webhook: stored,
    });
  });

  it('asks what a group is called', async () => {
    server.script(captured('group-find-info.ok'));
    expect(await client().groupName('loja-centro', '120363000000000001@g.us')).toBe('Equipe Loja');
    expect(server.received).toMatchObject([{ path: restPair('group-find-info.ok').request.path.replace('@', '%40') }]);
    server.script(captured('group-find-info.not-found-404'));
    await expect(client().groupName('loja-centro', '120363000000000404@g.us')).rejects.toMatchObject({ kind: 'REFUSED' });
  });

  it('asks where a profile picture is', async () => {
    server.script(captured('fetch-profile-picture.ok'), captured('fetch-profile-picture.null'));
    expect(await client().profilePictureUrl('loja-centro', '+55 11 99999-0001')).toMatch(/^https:/);
    expect(await client().profilePictureUrl('loja-centro', '100000000000044@lid')).toBeNull();
    expect(server.received).toMatchObject([
      { path: '/chat/fetchProfilePictureUrl/loja-centro', body: { number: '5511999990001' } },
      { body: { number: '100000000000044@lid' } },
    ]);
  });

  it('sets every field of a webhook, nested as the server wants it', async () => {
    server.script(captured('webhook-set.ok'));
    await client().setWebhook(webhook);
    expect(server.received).toMatchObject([{ method: 'POST', path: '/webhook/set/loja-centro' }]);
    expect(server.received[0]?.body).toEqual({ webhook: stored });
  });

  it('reads a webhook without its secret, and that there is none', async () => {
    server.script(captured('webhook-find.headers-and-flags'), captured('webhook-find.none'));
    const found = await client().findWebhook('loja-sul');
    expect(found).toMatchObject({
      enabled: true,
      url: 'http://inbox.test:54397/webhooks/evolution/t3',
      byEvents: false,
      base64: false,
    });
    expect(found?.events).toContain('MESSAGES_UPSERT');
    expect(JSON.stringify(found)).not.toContain('segredo');
    expect(await client().findWebhook('cloud-1')).toBeNull();
  });

  it('connects: a code, a pairing code, not yet, already open', async () => {
    server.script(
      captured('connect.qr'),
      captured('connect.pairing-code'),
      captured('connect.no-qr-yet-count-0'),
      captured('connect.already-open'),
    );
    expect(await client().connect('loja-centro')).toEqual({
      kind: 'qr',
      code: expect.stringMatching(/^2@/),
      imageDataUrl: expect.stringMatching(/^data:image\/png;base64,/),
      pairingCode: null,
      count: 1,
    });
    expect(await client().connect('loja-sul', '+55 11 99999-0300')).toMatchObject({
      kind: 'qr',
      pairingCode: '4V5Z51Z6',
    });
    expect(await client().connect('loja-centro')).toEqual({ kind: 'none' });
    expect(await client().connect('loja-centro')).toEqual({ kind: 'open' });
    expect(server.received.map(({ path }) => path)).toEqual([
      restPair('connect.qr').request.path,
      restPair('connect.pairing-code').request.path,
      '/instance/connect/loja-centro',
      '/instance/connect/loja-centro',
    ]);
  });

  it('escapes the name of an instance', async () => {
    server.script(captured('connection-state.open'));
    expect(await client().connectionState('Açaí & Cia/01')).toBe('OPEN');
    expect(server.received[0]?.path).toBe(`/instance/connectionState/${encodeURIComponent('Açaí & Cia/01')}`);
  });

  it('reads an instance without its token, and that it is gone', async () => {
    server.script(captured('fetch-instances.after-phone-logout'), captured('fetch-instances.by-name-404'));
    const found = await client().fetchInstance('loja-sul');
    expect(found).toEqual({
      name: 'loja-sul',
      instanceId: '1c638cb2-e80b-4aef-be13-c49850ec4fda',
      state: 'CLOSE',
      ownJid: '5511999990300@s.whatsapp.net',
      ownNumber: '+5511999990300',
      profileName: 'Loja Sul',
      profilePictureUrl: null,
      disconnectionReason: 401,
      disconnectedAt: new Date('2026-11-23T15:24:08.970Z'),
      settings: { groupsIgnore: true, readMessages: false },
    });
    expect(await client().fetchInstance('nao-existe')).toBeNull();
  });

  it('reads all instances at once', async () => {
    server.script(captured('fetch-instances.by-name'));
    const settings = { groupsIgnore: false, readMessages: false };
    expect(await client().fetchInstances()).toMatchObject([{ name: 'loja-centro', state: 'OPEN', settings }]);
    expect(server.received[0]?.path).toBe('/instance/fetchInstances');
  });

  it('changes two of the settings, and leaves the others as they are', async () => {
    server.script(captured('settings-find.ok'), captured('settings-set.ok'));
    await client().changeSettings('loja-norte', { groupsIgnore: false, readMessages: true });
    const captives = restPair('settings-set.ok').request.body as object;
    expect(server.received[1]).toMatchObject({ method: 'POST', path: '/settings/set/loja-norte' });
    expect(server.received[1]?.body).toEqual({ ...captives, groupsIgnore: false, readMessages: true });
    expect(await (server.script(captured('settings-find.ok')), client().findSettings('loja-norte'))).toEqual({
      groupsIgnore: true,
      readMessages: false,
    });
  });

  it('restarts a link, and takes a 200 that is a refusal for one', async () => {
    server.script(captured('restart.while-connecting'), captured('restart.not-connected-200-error'));
    await client().restart('loja-norte');
    await expect(client().restart('loja-norte')).rejects.toMatchObject({ kind: 'REFUSED' });
    expect(server.received[0]).toMatchObject({ method: 'POST', path: '/instance/restart/loja-norte' });
  });

  it('sends a text and keeps where it really went', async () => {
    server.script(captured('send-text.ok'), captured('send-text.br-9-digit-stripped'), captured('send-text.quoted'));
    expect(await send('+5511999990001')).toEqual({
      providerId: '3EB0F500E670BC9F57FE3B',
      remoteJid: '5511999990001@s.whatsapp.net',
      sentAt: new Date(1795447348_000),
    });
    expect(await send('+5531999990001')).toMatchObject({ remoteJid: '553199990001@s.whatsapp.net' });
    await client().sendText({
      instance: 'loja-centro',
      to: '5511999990001',
      text: 'Respondendo',
      quoted: '3A66017D7E90CFC082DF',
    });
    expect(server.received[0]?.body).toEqual(restPair('send-text.ok').request.body);
    expect(server.received[2]?.body).toEqual(restPair('send-text.quoted').request.body);
    expect(calls.map(({ operation, outcome }) => `${operation} ${outcome}`)).toEqual([
      'sendText OK',
      'sendText OK',
      'sendText OK',
    ]);
  });

  it('finds messages as events, with how far each got', async () => {
    server.script(captured('find-messages.by-id'), captured('find-messages.none'), captured('find-messages.page-2'));
    const found = await client().findMessages({
      instance: 'loja-centro',
      providerId: '3A66017D7E90CFC082DF',
      page: 1,
      limit: 50,
    });
    expect(found).toMatchObject({ total: 1, pages: 1, page: 1 });
    expect(found.messages).toMatchObject([
      { status: null, event: { type: 'MessageReceived', text: 'Oi, tudo bem?', chat: { lid: '100000000000011' } } },
    ]);
    expect(server.received[0]?.body).toEqual({ where: { key: { id: '3A66017D7E90CFC082DF' } }, page: 1, offset: 50 });
    expect(await client().findMessages({ instance: 'loja-centro', remoteJid: 'x', page: 1, limit: 50 })).toMatchObject({
      total: 0,
      messages: [],
    });
    const page = await client().findMessages({
      instance: 'loja-centro',
      remoteJid: '5511999990001@s.whatsapp.net',
      page: 2,
      limit: 2,
    });
    expect(page).toMatchObject({ total: 65, page: 2, messages: [{ event: { kind: 'TEMPLATE', fromMe: true } }, {}] });
    expect(server.received[2]?.body).toEqual(restPair('find-messages.page-2').request.body);
  });

  it('takes the furthest ack of a found message', async () => {
    const record = {
      key: { id: 'A', remoteJid: '5511999990001@s.whatsapp.net', fromMe: true },
      message: { conversation: 'x' },
      messageTimestamp: 1795447348,
    };
    const MessageUpdate = [{ status: 'SERVER_ACK' }, { status: 'READ' }, { status: 'DELIVERY_ACK' }];
    server.script(
      json(200, { messages: { total: 1, pages: 1, currentPage: 1, records: [{ ...record, MessageUpdate }] } }),
    );
    expect((await client().findMessages({ instance: 'i', page: 1, limit: 1 })).messages[0]?.status).toBe('READ');
  });

  it('answers for each number in the order of the question', async () => {
    server.script(captured('whatsapp-numbers.mixed'));
    expect(
      await client().whatsappNumbers('loja-centro', ['+5531999990001', '5511999990404', '120363000000000001@g.us']),
    ).toEqual([
      { number: '+5531999990001', exists: true, jid: '553199990001@s.whatsapp.net', lid: null },
      { number: '5511999990404', exists: false, jid: null, lid: null },
      { number: '120363000000000001@g.us', exists: true, jid: '120363000000000001@g.us', lid: null },
    ]);
  });

  it('marks as read and shows typing', async () => {
    server.script(captured('mark-read.ok'), captured('send-presence.ok'));
    await client().markRead('loja-centro', [
      { providerId: '3A66017D7E90CFC082DF', remoteJid: '5511999990001@s.whatsapp.net', fromMe: false },
    ]);
    await client().sendPresence({
      instance: 'loja-centro',
      to: '+5511999990001',
      presence: 'composing',
      durationMs: 500,
    });
    expect(server.received.map(({ body }) => body)).toEqual([
      restPair('mark-read.ok').request.body,
      restPair('send-presence.ok').request.body,
    ]);
  });

  const media = (limit = 1_000) =>
    client().fetchMedia({ instance: 'loja-centro', providerId: 'AC25CD7858B42C016C42E9E3955DD02D', limit });

  it('fetches the file of a message', async () => {
    server.script(captured('get-base64.image-ok'));
    const { bytes, fileName } = await media();
    expect([bytes.length, bytes.subarray(0, 3).toString('hex')]).toEqual([282, 'ffd8ff']);
    expect(fileName).toBe('AC25CD7858B42C016C42E9E3955DD02D.jpeg');
    expect(server.received[0]?.body).toEqual(restPair('get-base64.image-ok').request.body);
  });

  it('asks once for a file, and says why there is none', async () => {
    for (const [name, kind] of [
      ['get-base64.media-expired-400', 'SERVER'],
      ['get-base64.unknown-message-400', 'INVALID'],
      ['get-base64.not-media-400', 'INVALID'],
    ] as const) {
      server.script(captured(name));
      await expect(media()).rejects.toMatchObject({ kind, status: 400 });
      expect(server.received).toHaveLength(1);
    }
    server.script(json(201, { base64: null }));
    await expect(media()).rejects.toMatchObject({ kind: 'SERVER' });
  });

  it('does not read a file that is larger than is wanted', async () => {
    server.script(json(201, { base64: 'A'.repeat(200_000) }));
    await expect(media()).rejects.toMatchObject({ kind: 'REFUSED', status: 201 });
  });

  it('logs out and deletes', async () => {
    server.script(captured('logout.ok'), captured('delete.ok'));
    await client().logout('loja-centro');
    await client().deleteInstance('loja-centro');
    expect(server.received.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'DELETE /instance/logout/loja-centro',
      'DELETE /instance/delete/loja-centro',
    ]);
  });
});
