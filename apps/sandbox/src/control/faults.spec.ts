import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Lab } from '../testing/lab';
import { webhookReceiver, type Receiver } from '../testing/webhook-receiver';
import { FAULT_SHAPES } from './fault-actions';

const NAME = 'loja-centro';
let lab: Lab;
let receiver: Receiver;
beforeEach(async () => {
  lab = await Lab.start();
  receiver = await webhookReceiver();
  await lab.linked(NAME, { webhook: { enabled: true, url: receiver.url, events: [] } });
  await settle();
  receiver.received.length = 0;
});
afterEach(async () => {
  await lab.close();
  await receiver.close();
});

const state = async () =>
  ((await lab.evolution('GET', `/instance/connectionState/${NAME}`)).body as { instance?: { state: string } }).instance
    ?.state;
const stored = async () =>
  ((await lab.evolution('GET', '/instance/fetchInstances')).body as { connectionStatus: string }[])[0]
    ?.connectionStatus;
const heard = () => receiver.received.map(({ body }) => body as unknown as { event: string; data: { state?: string } });
/** Deliveries start a moment later. */
async function settle(ms = 50) {
  lab.time.advance(ms);
  const waits = () => lab.world.webhooks.log.some(({ outcome, attempts }) => outcome === 'waiting' && attempts > 0);
  do await new Promise((resolve) => setImmediate(resolve));
  while (waits());
}

describe('the connection', () => {
  it('storms with “connecting”, and ends open', async () => {
    await lab.control('storm', { perSecond: 36, seconds: 2 });
    for (let i = 0; i < 90; i++) lab.time.advance(25);
    await settle();
    const states = heard().map(({ data }) => data.state);
    expect(states.filter((one) => one === 'connecting')).toHaveLength(72);
    expect(await state()).toBe('open');
  });

  it('hangs although the database says open, in silence if asked to, until it is restarted: no code is needed', async () => {
    await lab.control('hang', { quiet: true });
    lab.time.advance(3_600_000);
    expect([await state(), await stored(), heard()]).toEqual(['connecting', 'open', []]);
    expect((await lab.evolution('GET', `/instance/connect/${NAME}`)).body).not.toHaveProperty('instance');
    await lab.evolution('POST', `/instance/restart/${NAME}`);
    lab.time.advance(lab.world.timing.pairingMs);
    expect(await state()).toBe('open');
    await settle();
    expect(heard().map(({ data }) => data.state)).toEqual(expect.arrayContaining(['connecting', 'open']));
  });
});

describe('the server', () => {
  it('is restarted: forgets what it was to deliver and connects again, or says nothing', async () => {
    await lab.control('hold');
    await lab.control('customerSays', { instance: NAME, customer: 'marina', text: 'lost' });
    expect(await lab.control('restartServer', { quiet: true })).toEqual({ lost: expect.any(Number) });
    await lab.control('release');
    expect([await state(), heard()]).toEqual(['open', []]);
    await lab.control('restartServer');
    expect(await state()).toBe('connecting');
    lab.time.advance(lab.world.timing.pairingMs);
    expect(await state()).toBe('open');
  });

  it('refuses the key until healed, but not an instance’s own', async () => {
    await lab.control('revokeKey');
    expect((await lab.evolution('GET', `/instance/connectionState/${NAME}`)).status).toBe(401);
    const { token } = lab.instance(NAME);
    expect((await lab.evolution('GET', `/instance/connectionState/${NAME}`, undefined, token)).status).toBe(200);
    expect((await lab.evolution('GET', '/instance/connectionState/nobody')).status).toBe(404);
    await lab.control('heal');
    expect(await state()).toBe('open');
  });

  it('says 200 and means that it failed, as often as told', async () => {
    await lab.control('errorAs200', { times: 1 });
    const answer = await lab.evolution('GET', `/instance/connectionState/${NAME}`);
    expect(answer).toMatchObject({ status: 200, body: { error: true } });
    expect(await state()).toBe('open');
  });

  it('has the name of the next instance already', async () => {
    await lab.control('takeNames');
    const create = () =>
      lab.evolution('POST', '/instance/create', { instanceName: 'new', integration: 'WHATSAPP-BAILEYS' });
    expect([(await create()).status, (await create()).status]).toEqual([403, 201]);
  });

  it('does not end a deletion while it is told not to', async () => {
    await lab.control('blockDeletes');
    expect((await lab.evolution('DELETE', `/instance/delete/${NAME}`)).status).toBe(200);
    lab.time.advance(60_000);
    expect(await state()).toBe('open');
    await lab.control('blockDeletes', { blocked: false });
    await lab.evolution('DELETE', `/instance/delete/${NAME}`);
    await settle(lab.world.timing.deleteMs);
    await lab.until(() => !lab.world.instances.has(NAME));
  });
});

describe('somebody at the server', () => {
  it('deletes the instance, with its events or without', async () => {
    await lab.control('deleteBehind', { quiet: true });
    expect([await state(), heard()]).toEqual([undefined, []]);
    await lab.linked(NAME, { webhook: { enabled: true, url: receiver.url, events: [] } });
    await settle();
    receiver.received.length = 0;
    await lab.control('deleteBehind');
    await settle(lab.world.timing.deleteMs);
    expect(heard().map(({ event }) => event)).toEqual(expect.arrayContaining(['instance.delete', 'remove.instance']));
  });

  it('changes webhook and settings', async () => {
    await lab.control('changeWebhook', { events: ['CONNECTION_UPDATE'] });
    await lab.control('customerSays', { customer: 'marina', text: 'unheard' });
    await settle();
    expect(heard()).toEqual([]);
    await expect(lab.control('changeWebhook', { events: ['NONSENSE'] })).rejects.toThrow('Unknown events');
    await lab.control('changeSettings', { readMessages: true });
    const { body } = await lab.evolution('GET', `/settings/find/${NAME}`);
    expect(body).toMatchObject({ readMessages: true, groupsIgnore: false });
  });
});

describe('deliveries', () => {
  it('come twice, byte for byte, and held ones too', async () => {
    await lab.control('twice');
    await lab.control('hold');
    await lab.control('customerSays', { customer: 'marina', text: 'Oi' });
    await lab.control('release', { order: 'reversed' });
    await settle();
    const texts = receiver.received.map(({ raw }) => raw);
    expect(texts).toHaveLength(new Set(texts).size * 2);
  });

  it.each([
    ['pn', '5511912345678', '95511912345678@lid'],
    ['known by a hidden id', '210000000000101@lid', '210000000000101@lid'],
  ])('tell what was sent under a hidden id, until mended: somebody %s', async (_who, number, jid) => {
    const send = async (text: string) => {
      const { body } = await lab.evolution('POST', `/message/sendText/${NAME}`, { number, text });
      await settle();
      const told = receiver.received.map(({ body: one }) => one as never as { event: string; data: Echo });
      return [body as Echo, told.findLast(({ event }) => event === 'send.message')?.data as Echo] as const;
    };
    interface Echo {
      key: { id: string; remoteJid: string; remoteJidAlt?: string };
    }
    await lab.control('hideEchoes');
    const [answer, echo] = await send('Bom dia');
    expect(echo.key).toMatchObject({ id: answer.key.id, fromMe: true, remoteJid: jid, addressingMode: 'lid' });
    expect(echo.key.remoteJidAlt).toBe(lab.instance(NAME).ownerJid);
    await lab.control('heal');
    const [after, plain] = await send('Boa tarde');
    expect(plain.key).toEqual(after.key);
  });

  it('come twenty minutes late', async () => {
    await lab.control('delay');
    await lab.control('customerSays', { customer: 'marina', text: 'Oi' });
    lab.time.advance(20 * 60_000 - 1);
    expect(heard()).toEqual([]);
    await settle(100);
    expect(heard().map(({ event }) => event)).toContain('messages.upsert');
  });
});

it('each of the page’s buttons is a fault of the control API, and each fault is in the documentation', async () => {
  const page = readFileSync(join(__dirname, '../../phone/faults.js'), 'utf8');
  const used = [...page.matchAll(/: \['(\w+)',/g)].map(([, name]) => name as string);
  expect(used.length).toBeGreaterThan(20);
  expect(used.filter((name) => !(name in FAULT_SHAPES))).toEqual([]);
  const words = readFileSync(join(__dirname, '../../phone/faults-words.js'), 'utf8');
  for (const [, name] of page.matchAll(/^ {4}(\w+): \['/gm)) expect(words.split(`\n    ${name}: [`)).toHaveLength(3);
  const docs = readFileSync(join(__dirname, '../../../../docs/sandbox.md'), 'utf8');
  expect(Object.keys(FAULT_SHAPES).filter((name) => !docs.includes(`\`${name}\``))).toEqual([]);
  const answer = await fetch(`${lab.sandbox.url}/faults`);
  expect([answer.status, answer.headers.get('content-security-policy')]).toEqual([
    200,
    expect.stringContaining("default-src 'self'"),
  ]);
});
