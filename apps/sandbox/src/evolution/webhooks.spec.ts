import { REAL_TIMING } from '../settings';
import { capturedWebhooks, restPair } from '../testing/captured';
import { Lab } from '../testing/lab';
import { fits, shapeOf } from '../testing/shape';
import { webhookReceiver, type Received, type Receiver } from '../testing/webhook-receiver';
import { EVENTS } from './events';

const NAME = 'loja-centro';
const ANA = '5511999990001';
const SECRET = { 'x-webhook-secret': 'segredo-falso-1' };

let lab: Lab;
let receiver: Receiver;
beforeEach(async () => {
  [lab, receiver] = await Promise.all([Lab.start(), webhookReceiver()]);
});
afterEach(async () => {
  await lab.close();
  await receiver.close();
});

const webhook = (more: object = {}) => ({
  webhook: {
    enabled: true,
    url: `${receiver.url}/webhooks/t1`,
    headers: SECRET,
    byEvents: false,
    base64: false,
    events: EVENTS,
    ...more,
  },
});
const says = (text: string) => lab.control('customerSays', { customer: ANA, name: 'Ana Souza', text });

/** Lets everything that is on its way start, and waits until it came in. */
async function settle(): Promise<void> {
  lab.time.advance(REAL_TIMING.disorderMs);
  await receiver.count(lab.world.webhooks.log.length);
}

describe('what is told', () => {
  /** Everything that can happen, one after the other. */
  async function live(): Promise<void> {
    const ana = lab.world.customer(ANA, 'Ana Souza');
    ana.lid = '100000000000011@lid';
    const carla = lab.world.customer('5511999990004', 'Carla');
    Object.assign(carla, { lid: '100000000000044@lid', addressing: 'lid' });
    lab.world.timing.codeLimit = 2;

    await lab.create(NAME, webhook());
    await lab.showCode(NAME);
    await lab.nextCode(NAME);
    lab.time.advance(REAL_TIMING.nextCodeMs);
    await lab.until(() => lab.instance(NAME).codeLimitReached);
    await lab.showCode(NAME, '5511999990000');
    await lab.scan(NAME);
    for (const customer of [ANA, carla.id, '5511999990002']) {
      lab.world.customer(customer, '');
      await lab.control('customerSays', { customer, text: 'Oi' });
      await lab.control('customerSays', { customer, text: 'tudo bem?' });
      await lab.control('phoneSays', { customer, text: 'Respondi pelo celular' });
    }
    await lab.control('customerSendsPicture', { customer: ANA, caption: 'Foto' });
    await lab.control('customerSendsAudio', { customer: lab.world.customer('5511999990005', 'Daniel').id });
    await lab.control('openChat', { customer: ANA });
    const sends = [
      'Text/send-text.ok',
      'Media/send-media.image-base64',
      'Contact/send-contact.ok-two',
      'Location/send-location.ok',
    ];
    for (const [kind, sent] of sends.map((one) => one.split('/')))
      await lab.evolution('POST', `/message/send${kind}/${NAME}`, restPair(sent as string).request.body);
    for (const wait of [REAL_TIMING.serverAckMs, REAL_TIMING.deliveredMs, REAL_TIMING.readMs]) lab.time.advance(wait);
    const [text, picture] = lab.world.sent.map(({ message }) => message.key);
    await lab.evolution('POST', `/chat/updateMessage/${NAME}`, { number: ANA, text: 'Editada', key: text });
    await lab.evolution('DELETE', `/chat/deleteMessageForEveryone/${NAME}`, picture);
    await lab.control('drop');
    lab.time.advance(REAL_TIMING.dropMs);
    await lab.control('logout');
    await lab.showCode(NAME);
    await lab.scan(NAME);
    await lab.evolution('DELETE', `/instance/delete/${NAME}`);
    await settle();
  }

  it('has envelopes and data of the shapes that the real server sends', async () => {
    // Whether the token is told is a setting of the server; this one keeps it.
    const shape = (body: object) => shapeOf({ ...body, apikey: null });
    const captured = capturedWebhooks().map(({ name, body }) => ({ name, event: body.event, shape: shape(body) }));
    const modelOf = ({ body }: Received) =>
      captured.find((one) => one.event === body.event && fits(shape(body), one.shape))?.name;
    await live();

    const strange = receiver.received.filter((one) => !modelOf(one));
    expect(strange.map(({ body }) => body)).toEqual([]);
    expect([...new Set(receiver.received.map(modelOf))].sort()).toEqual(captured.map(({ name }) => name).sort());
    expect([...new Set(receiver.received.map(({ body }) => body.event))].sort()).toEqual([
      'chats.set',
      'chats.update',
      'connection.update',
      'contacts.update',
      'contacts.upsert',
      'instance.create',
      'instance.delete',
      'logout.instance',
      'messages.delete',
      'messages.set',
      'messages.update',
      'messages.upsert',
      'qrcode.updated',
      'remove.instance',
      'send.message',
      'send.message.update',
      'status.instance',
    ]);
  });

  it('goes from PENDING to READ, one message after the other', async () => {
    await lab.linked(NAME, webhook());
    await lab.control('openChat', { customer: ANA });
    await lab.evolution('POST', `/message/sendText/${NAME}`, { number: ANA, text: 'Oi' });
    for (const wait of [REAL_TIMING.serverAckMs, REAL_TIMING.deliveredMs, REAL_TIMING.readMs]) {
      lab.time.advance(wait);
      await settle();
    }
    const statuses = receiver.of('messages.update').map(({ body }) => (body.data as { status: string }).status);
    expect(statuses).toEqual(['SERVER_ACK', 'DELIVERY_ACK', 'READ']);
  });

  it('is not delivered to a phone that is off, and read only where it is looked at', async () => {
    await lab.linked(NAME, webhook());
    await lab.control('setOnline', { customer: ANA, online: false });
    await lab.evolution('POST', `/message/sendText/${NAME}`, { number: ANA, text: 'Oi' });
    const status = () => lab.instance(NAME).messages.at(-1)?.status;
    lab.time.advance(60_000);
    expect(status()).toBe('SERVER_ACK');
    await lab.control('setOnline', { customer: ANA, online: true });
    lab.time.advance(60_000);
    expect(status()).toBe('DELIVERY_ACK');
    await lab.control('openChat', { customer: ANA });
    lab.time.advance(60_000);
    expect(status()).toBe('READ');
  });

  it('is only what was asked for', async () => {
    await lab.linked(NAME, webhook({ events: ['MESSAGES_UPSERT'] }));
    await says('Oi');
    await settle();
    expect(receiver.received.map(({ body }) => body.event)).toEqual(['messages.upsert']);
    await lab.evolution('POST', `/webhook/set/${NAME}`, webhook({ enabled: false }));
    await says('Oi?');
    expect(lab.world.webhooks.log).toHaveLength(1);
  });
});

describe('how it is told', () => {
  const { retryFirstMs: first, retryMostMs: most } = REAL_TIMING;

  /** One delivery, of `instance.create`. */
  async function one(more: object = {}) {
    await lab.create(NAME, webhook({ events: ['INSTANCE_CREATE'], ...more }));
    lab.time.advance(REAL_TIMING.disorderMs);
    const [delivery] = lab.world.webhooks.log;
    return delivery as NonNullable<typeof delivery>;
  }

  it('carries the configured headers as they are', async () => {
    await one({ headers: { ...SECRET, 'x-extra': ' 1;2 ' } });
    const [{ method, path, headers, raw }] = (await receiver.count(1)) as [Receiver['received'][0]];
    expect({ method, path }).toEqual({ method: 'POST', path: '/webhooks/t1' });
    expect(headers).toMatchObject({ ...SECRET, 'x-extra': '1;2', 'content-type': 'application/json' });
    expect(headers['authorization']).toBeUndefined();
    expect(JSON.parse(raw)).toMatchObject({ event: 'instance.create', instance: NAME, apikey: null });
  });

  it('turns jwt_key into a token and keeps the key', async () => {
    await one({ headers: { jwt_key: 'segredo-jwt-falso' } });
    const [{ headers }] = (await receiver.count(1)) as [Receiver['received'][0]];
    const [, claims] = (headers.authorization ?? '').replace('Bearer ', '').split('.');
    const iat = Math.floor(lab.time.now() / 1000);
    expect(JSON.parse(Buffer.from(claims ?? '', 'base64url').toString())).toEqual({
      iat,
      exp: iat + 600,
      app: 'evolution',
      action: 'webhook',
    });
    expect(JSON.stringify(headers)).not.toContain('segredo-jwt-falso');
  });

  it('names the event in the path when told to', async () => {
    await one({ byEvents: true });
    const [{ path }] = (await receiver.count(1)) as [Receiver['received'][0]];
    expect(path).toBe('/webhooks/t1/instance-create');
  });

  it('comes again with the same bytes after a failure', async () => {
    receiver.answers.push({ status: 503 }, { status: 429 });
    const delivery = await one();
    for (const attempt of [1, 2]) {
      await receiver.count(attempt);
      lab.time.advance(await lab.time.waitedFor(first, 4 * first));
    }
    await delivery.settled;
    expect(delivery).toMatchObject({ outcome: 'delivered', attempts: 3, status: 200 });
    expect(new Set(receiver.received.map(({ raw, headers }) => raw + JSON.stringify(headers))).size).toBe(1);
  });

  it('comes ten times at most, after 5 s doubling up to 300 s, a fifth more or less', async () => {
    lab.world.timing.deliveryTimeoutMs = 10 * most;
    receiver.answers.push(...Array.from({ length: 10 }, () => ({ status: 500 })));
    const delivery = await one();
    const gaps: number[] = [];
    for (let attempt = 1; attempt < 10; attempt += 1) {
      await receiver.count(attempt);
      const gap = await lab.time.waitedFor(first, 1.2 * most);
      gaps.push(gap);
      lab.time.advance(gap);
    }
    await delivery.settled;
    expect(delivery).toMatchObject({ outcome: 'dropped', attempts: 10, status: 500 });
    gaps.forEach((gap, index) => {
      const middle = Math.min(first * 2 ** index, most);
      expect(gap).toBeGreaterThanOrEqual(Math.max(first, 0.8 * middle));
      expect(gap).toBeLessThanOrEqual(1.2 * middle);
    });
    expect(lab.time.remaining()).toEqual([]);
  });

  it.each([400, 401, 403, 404, 422])('is dropped for good after a %i', async (status) => {
    receiver.answers.push({ status });
    const delivery = await one();
    await delivery.settled;
    expect(delivery).toMatchObject({ outcome: 'dropped', attempts: 1, status });
    expect(lab.time.remaining()).toEqual([]);
  });

  it('takes a redirect, followed as a GET without a body, for delivered', async () => {
    receiver.answers.push({ status: 302, headers: { location: '/elsewhere' } });
    const delivery = await one();
    await delivery.settled;
    expect(delivery).toMatchObject({ outcome: 'delivered', attempts: 1 });
    expect(receiver.received.map(({ method, path, raw }) => [method, path, raw === ''])).toEqual([
      ['POST', '/webhooks/t1', false],
      ['GET', '/elsewhere', true],
    ]);
  });

  it('is tried again when nobody answers within 30 s', async () => {
    receiver.answers.push(null);
    const delivery = await one();
    await receiver.count(1);
    lab.time.advance(REAL_TIMING.deliveryTimeoutMs);
    lab.time.advance(await lab.time.waitedFor(first, 1.2 * first));
    await delivery.settled;
    expect(delivery).toMatchObject({ outcome: 'delivered', attempts: 2 });
  });

  it('comes in no order', async () => {
    await lab.linked(NAME, webhook({ events: ['MESSAGES_UPSERT'] }));
    const texts = ['1', '2', '3', '4', '5', '6', '7', '8'];
    for (const text of texts) await says(text);
    await settle();
    const came = receiver.received.map(
      ({ body }) => (body.data as { message: { conversation: string } }).message.conversation,
    );
    expect([...came].sort()).toEqual(texts);
    expect(came).not.toEqual(texts);
  });

  it('can be held, and let go backwards', async () => {
    await lab.linked(NAME, webhook({ events: ['MESSAGES_UPSERT'] }));
    await lab.control('hold');
    for (const text of ['1', '2', '3']) await says(text);
    lab.time.advance(60_000);
    expect(receiver.received).toEqual([]);
    expect(await lab.control('release', { order: 'reversed' })).toEqual({ released: 3 });
    const came = (await receiver.count(3)).map(
      ({ body }) => (body.data as { message: { conversation: string } }).message.conversation,
    );
    expect(came).toEqual(['3', '2', '1']);
  });

  it('can be repeated byte for byte', async () => {
    await one();
    await receiver.count(1);
    await lab.control('duplicate');
    lab.time.advance(REAL_TIMING.disorderMs);
    const [before, after] = await receiver.count(2);
    expect(after?.raw).toBe(before?.raw);
  });
});
