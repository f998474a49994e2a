import { REAL_TIMING } from '../settings';
import { Lab } from '../testing/lab';
import { webhookReceiver, type Receiver } from '../testing/webhook-receiver';
import { drawCode } from './code-picture';
import { EVENTS } from './events';

const NAME = 'loja-centro';
const { connectWaitMs, firstCodeMs, nextCodeMs, deleteMs, disorderMs, pairingMs } = REAL_TIMING;

let lab: Lab;
let receiver: Receiver;
beforeEach(async () => {
  [lab, receiver] = await Promise.all([Lab.start(), webhookReceiver()]);
  await lab.create(NAME, { webhook: { enabled: true, url: receiver.url, events: EVENTS } });
});
afterEach(async () => {
  await lab.close();
  await receiver.close();
});

const state = async () =>
  ((await lab.evolution('GET', `/instance/connectionState/${NAME}`)).body as { instance: { state: string } }).instance
    .state;
const code = () => lab.instance(NAME).code;
/** What was told since the last look, by event: the log of deliveries is in order, arrival is not. */
const told = (...events: string[]) =>
  lab.world.webhooks.log
    .filter(({ event }) => events.includes(event))
    .map(({ body }) => JSON.parse(body).data as unknown);

describe('the code on show', () => {
  it('lives a minute at first, then twenty seconds, and is told each time', async () => {
    await lab.showCode(NAME);
    const first = code()?.code;
    expect(lab.time.remaining()).toContain(firstCodeMs - connectWaitMs);
    lab.time.advance(firstCodeMs - connectWaitMs);
    await lab.until(() => code()?.count === 2);
    expect(lab.time.remaining()).toContain(nextCodeMs);
    const second = code()?.code;
    lab.time.advance(nextCodeMs);
    await lab.until(() => code()?.count === 3);
    expect(new Set([first, second, code()?.code]).size).toBe(3);
    expect(told('qrcode.updated')).toMatchObject([
      { qrcode: { code: first, pairingCode: null } },
      { qrcode: { code: second } },
      { qrcode: { code: code()?.code } },
    ]);
  });

  it('is one of thirty; then Evolution refuses, until it is asked to connect again', async () => {
    await lab.showCode(NAME);
    for (let count = 2; count <= 30; count += 1) await lab.nextCode(NAME);
    lab.time.advance(nextCodeMs);
    await lab.until(() => lab.instance(NAME).codeLimitReached);
    expect(told('qrcode.updated')).toHaveLength(31);
    expect(told('qrcode.updated').at(-1)).toEqual({
      message: 'QR code limit reached, please login again',
      statusCode: 500,
    });
    expect(told('connection.update').at(-1)).toEqual({ instance: NAME, state: 'refused', statusReason: 428 });
    expect(await state()).toBe('close');
    expect((await lab.showCode(NAME)).body).toMatchObject({ count: 1 });
  });

  it('is a picture', async () => {
    const [kind, data] = (await drawCode('2@abc,def')).split(',');
    expect(kind).toBe('data:image/png;base64');
    const png = Buffer.from(data ?? '', 'base64');
    expect(png.toString('latin1', 1, 4)).toBe('PNG');
    expect(png.readUInt32BE(16)).toBe(300);
  });
});

describe('linking', () => {
  it('goes from the scan to open in a moment', async () => {
    await lab.showCode(NAME);
    await lab.control('scan', { code: code()?.code, number: '5511999990000', profileName: 'Loja Centro' });
    expect(await state()).toBe('connecting');
    lab.time.advance(pairingMs);
    expect(await state()).toBe('open');
    expect(told('connection.update').slice(-2)).toEqual([
      { instance: NAME, state: 'connecting', statusReason: 200 },
      {
        instance: NAME,
        wuid: '5511999990000@s.whatsapp.net',
        profileName: 'Loja Centro',
        profilePictureUrl: null,
        state: 'open',
        statusReason: 200,
      },
    ]);
    expect(told('messages.set')).toHaveLength(1);
    lab.time.advance(10 * firstCodeMs);
    expect(told('qrcode.updated')).toHaveLength(1);
  });

  it('still takes the code before the one on show, and no other', async () => {
    await lab.showCode(NAME);
    const first = code()?.code;
    await lab.nextCode(NAME);
    await expect(lab.control('scan', { code: '2@somebody-elses' })).rejects.toThrow('No instance shows this code');
    await lab.control('scan', { code: first });
    await expect(lab.control('scan', { code: first })).rejects.toThrow('No instance shows this code');
  });

  it('works by pairing code, however it is typed', async () => {
    const { body } = await lab.showCode(NAME, '5511999990300');
    const { pairingCode } = body as { pairingCode: string };
    expect(pairingCode).toMatch(/^[1-9A-HJ-NP-Z]{8}$/);
    await expect(lab.control('pair', { pairingCode: 'WRONG123' })).rejects.toThrow(
      'No instance shows this pairing code',
    );
    await lab.control('pair', { pairingCode: ` ${pairingCode.slice(0, 4).toLowerCase()}-${pairingCode.slice(4)}` });
    lab.time.advance(pairingMs);
    expect(lab.instance(NAME)).toMatchObject({ state: 'open', ownerJid: '5511999990300@s.whatsapp.net' });
  });
});

describe('the end of a link', () => {
  beforeEach(async () => {
    await lab.showCode(NAME);
    await lab.scan(NAME);
  });

  it.each([
    ['logout', 401],
    ['ban', 403],
  ])('by %s is told in three events', async (action, reason) => {
    await lab.control(action);
    expect(await state()).toBe('close');
    expect(told('status.instance')).toMatchObject([{ status: 'closed', disconnectionReasonCode: reason }]);
    expect(told('logout.instance')).toEqual([null]);
    expect(told('connection.update').at(-1)).toEqual({ instance: NAME, state: 'close', statusReason: reason });
  });

  it('that heals by itself never says close', async () => {
    const before = told('connection.update').length;
    await lab.control('drop', { ms: 5_000 });
    expect(await state()).toBe('connecting');
    await lab.control('customerSays', { customer: 'marina', text: 'Enquanto isso' });
    expect(told('messages.upsert')).toEqual([]);
    lab.time.advance(5_000);
    expect(await state()).toBe('open');
    expect(told('connection.update').slice(before)).toMatchObject([{ state: 'connecting' }, { state: 'open' }]);
    expect(told('messages.upsert')).toMatchObject([{ message: { conversation: 'Enquanto isso' } }]);
  });

  it('brings the business back under its number', async () => {
    await lab.control('logout');
    await lab.showCode(NAME);
    await lab.control('scan', { code: code()?.code });
    lab.time.advance(pairingMs);
    expect(lab.instance(NAME)).toMatchObject({ state: 'open', ownerJid: '5511999990000@s.whatsapp.net' });
  });
});

describe('deleting', () => {
  const exists = () => lab.world.instances.has(NAME);
  const remove = () => lab.evolution('DELETE', `/instance/delete/${NAME}`);
  const again = () =>
    lab.evolution('POST', '/instance/create', { instanceName: NAME, integration: 'WHATSAPP-BAILEYS' });

  it('takes its time: the name is free only afterwards', async () => {
    await remove();
    expect((await again()).status).toBe(403);
    lab.time.advance(disorderMs);
    await receiver.count(lab.world.webhooks.log.length);
    lab.time.advance(deleteMs);
    await lab.until(() => !exists());
    expect((await again()).status).toBe(201);
  });

  it('waits for a webhook that fails', async () => {
    // instance.create had come through; then the receiver fails, and remove.instance is tried for twenty minutes.
    lab.time.advance(disorderMs);
    await receiver.count(1);
    receiver.answers.push({ status: 503 }, { status: 503 });
    await remove();
    lab.time.advance(deleteMs);
    await receiver.count(3);
    expect(exists()).toBe(true);
    expect((await lab.evolution('GET', `/instance/connectionState/${NAME}`)).status).toBe(200);
    // Both deliveries (`instance.delete` and `remove.instance`) wait for their second attempt.
    await lab.time.waitedFor(REAL_TIMING.retryFirstMs, 1.2 * REAL_TIMING.retryFirstMs, 2);
    lab.time.advance(2 * REAL_TIMING.retryFirstMs);
    await lab.until(() => !exists());
    expect(receiver.of('remove.instance')).toHaveLength(2);
  });
});
