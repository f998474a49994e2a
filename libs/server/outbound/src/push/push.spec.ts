import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createECDH, randomBytes } from 'node:crypto';
import { agentEntities } from '@prosa/server/agent';
import { seedTenant, type SeededMember, type SeededTenant } from '@prosa/server/identity';
import { beginViewing } from '@prosa/server/inbox';
import { openTestInbox, textDelivery, type TestInbox } from '@prosa/server/inbox/testing';
import { tryRowId } from '@prosa/server/platform';
import { markNotificationsRead } from '../notification/mark-read';
import { saveSettings } from '../notification/settings';
import { tellMembers } from '../notification/tell-members';
import { outboundEntities } from '../outbound.entities';
import { PushDelivery, PushSubscription } from './push.entities';
import { removePushSubscription, savePushSubscription, sendTestPush } from './push-subscriptions';
import { outcomeOf, PUSH_DELAY_MS, queuePush, sendPushJob } from './send-push';
import { vapidKeys } from './vapid-keys';
import { webPushSender } from './web-push-sender';

const decrypt = (jest.requireActual('http_ece') as { decrypt(body: Buffer, options: object): Buffer }).decrypt;

/** A browser, and the push service that it uses: on the loopback, which the operator allows. */
async function browser() {
  const ecdh = createECDH('prime256v1');
  const auth = randomBytes(16);
  ecdh.generateKeys();
  const calls: { headers: IncomingMessage['headers']; shown: Record<string, unknown> }[] = [];
  const service = { status: 201 };
  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const plain = decrypt(Buffer.concat(parts), { version: 'aes128gcm', privateKey: ecdh, authSecret: auth });
      calls.push({ headers: request.headers, shown: JSON.parse(plain.toString()) });
      response.writeHead(service.status).end();
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/push/secret-place`;
  const keys = { endpoint, p256dh: ecdh.getPublicKey('base64url'), auth: auth.toString('base64url') };
  return { keys, calls, service, close: () => new Promise((done) => server.close(done)) };
}

describe('Web Push', () => {
  let inbox: TestInbox;
  let close: () => Promise<void>;
  let tenant: SeededTenant;
  let owner: SeededMember;
  let channelId: string;
  let device: Awaited<ReturnType<typeof browser>>;
  beforeEach(async () => {
    const opened = await openTestInbox(undefined, [...agentEntities, ...outboundEntities]);
    close = opened.close;
    opened.platform.config.pushHosts = ['127.0.0.1'];
    tenant = await seedTenant(opened.platform);
    owner = tenant.owner;
    inbox = opened.of(tenant.tenantId);
    channelId = await inbox.channel();
    device = await browser();
    const { platform } = inbox;
    const send = webPushSender({
      keys: () => vapidKeys(platform),
      publicUrl: 'https://desk.example.com',
      hosts: ['127.0.0.1'],
    });
    inbox.jobs.handle(sendPushJob(platform, send));
    await savePushSubscription(owner, device.keys);
  });
  afterEach(async () => {
    await device.close();
    await close();
  });
  const writes = async (text: string) => {
    await inbox.deliver(channelId, [textDelivery({ text, at: inbox.clock.now() })]);
    await inbox.drain(channelId);
    await tellMembers(inbox.platform, tenant.tenantId, new AbortController().signal, queuePush);
  };
  const pass = async (ms = PUSH_DELAY_MS) => {
    inbox.clock.advance(ms);
    await inbox.jobs.runAll('push.send');
  };
  const left = async () => ({
    deliveries: await inbox.ctx.em
      .fork({ keepTransactionContext: false })
      .count(PushDelivery, {}, { filters: { tenant: { tenantId: tenant.tenantId } } as never }),
    browsers: await inbox.ctx.em
      .fork()
      .count(PushSubscription, {}, { filters: { tenant: { tenantId: tenant.tenantId } } as never }),
  });
  const seen = async () => (await inbox.conversations())[0]?.id as string;

  it('reaches the browser encrypted and signed, a few seconds later, with who wrote what', async () => {
    await writes('Oi, tudo bem?');
    await inbox.jobs.runAll('push.send');
    expect(device.calls).toEqual([]);
    await pass();
    const [{ headers, shown }] = device.calls as [(typeof device.calls)[number]];
    expect(shown).toMatchObject({ title: 'Ana Souza', body: 'Oi, tudo bem?', unread: 1 });
    expect(tryRowId('Conversation', String(shown['url']).replace('/inbox/', ''))).toBe(await seen());
    expect(headers).toMatchObject({ 'content-encoding': 'aes128gcm', ttl: '3600', urgency: 'high' });
    expect(headers['authorization']).toMatch(/^vapid t=.+, k=.+/);
    expect(await left()).toEqual({ deliveries: 0, browsers: 1 });
    await pass();
    expect(device.calls).toHaveLength(1);
  });

  it('comes once for several messages, with the newest', async () => {
    await writes('Oi');
    await writes('Ainda aí?');
    await pass();
    expect(device.calls.map(({ shown }) => shown['body'])).toEqual(['Ainda aí?']);
  });

  it('says nothing of what was read meanwhile, is looked at, or of who has signed out', async () => {
    await writes('Oi');
    await markNotificationsRead(owner, { ids: [], conversationIds: [await seen()] });
    await pass();
    await writes('Oi');
    const end = beginViewing(inbox.platform.moments, owner.tenantId, await seen(), owner.sight.memberId as string);
    await pass();
    end();
    await writes('Oi');
    await inbox.platform.db.write(`update session set revoked_at = 1 where id = ?`, [owner.actor.sessionId]);
    await pass();
    expect(device.calls).toEqual([]);
    expect((await left()).deliveries).toBe(0);
  });

  it('tells neither name nor words where these are to be hidden', async () => {
    await saveSettings(owner, { hideText: true });
    await writes('Segredo');
    await pass();
    expect(device.calls[0]?.shown).toMatchObject({ title: 'Prosa', body: 'Nova conversa sem responsável' });
    expect(JSON.stringify(device.calls[0]?.shown)).not.toMatch(/Segredo|Ana/);
  });

  it.each([404, 410])('forgets a browser that is gone (%s)', async (status) => {
    device.service.status = status;
    await writes('Oi');
    await pass();
    expect(await left()).toEqual({ deliveries: 0, browsers: 0 });
  });

  it('tries again what the service could not take, three times, and then lets it be', async () => {
    device.service.status = 503;
    await writes('Oi');
    await pass();
    expect(await left()).toEqual({ deliveries: 1, browsers: 1 });
    for (let i = 0; i < 6; i++) await pass(15 * 60_000);
    expect(device.calls).toHaveLength(4);
    expect(await left()).toEqual({ deliveries: 0, browsers: 1 });
  });

  it('can be tried out, and taken back', async () => {
    expect(await sendTestPush(owner)).toBe(1);
    await pass(0);
    expect(device.calls.map(({ shown }) => shown['tag'])).toEqual(['test']);
    await removePushSubscription(owner, device.keys.endpoint);
    expect(await sendTestPush(owner)).toBe(0);
  });

  it('keeps endpoint, keys and its own private key sealed', async () => {
    const { privateKey } = await vapidKeys(inbox.platform);
    const rows = JSON.stringify([
      await inbox.platform.db.read('select * from push_subscription'),
      await inbox.platform.db.read('select * from vapid_key'),
    ]);
    for (const secret of ['secret-place', device.keys.auth, device.keys.p256dh, privateKey])
      expect(rows).not.toContain(secret);
    expect(inbox.logged.join()).not.toContain('secret-place');
  });

  it.each([
    ['http://push.example.com/x', 'INVALID_URL'],
    ['https://10.0.0.7/x', 'PRIVATE_ADDRESS'],
    ['https://[::1]/x', 'PRIVATE_ADDRESS'],
    ['https://169.254.169.254/latest', 'PRIVATE_ADDRESS'],
    ['https://localhost/x', 'PRIVATE_ADDRESS'],
    ['https://user:pass@push.example.com/x', 'INVALID_URL'],
  ])('takes no endpoint at %s', async (endpoint, code) => {
    await expect(savePushSubscription(owner, { ...device.keys, endpoint })).rejects.toMatchObject({ code });
  });

  it('knows what an answer means', () => {
    expect([200, 201, 0, 429, 500, 404, 410, 403, 400, 413].map(outcomeOf)).toEqual([
      'sent',
      'sent',
      'later',
      'later',
      'later',
      'gone',
      'gone',
      'gone',
      'refused',
      'refused',
    ]);
  });
});
