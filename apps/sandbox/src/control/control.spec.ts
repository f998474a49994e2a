import { REAL_TIMING } from '../settings';
import { Lab } from '../testing/lab';

const NAME = 'loja-centro';
const ANA = { number: '5511999990001', text: 'Oi' };

let lab: Lab;
beforeEach(async () => {
  lab = await Lab.start();
  await lab.linked(NAME);
});
afterEach(() => lab.close());

const send = (body: object = ANA) => lab.evolution('POST', `/message/sendText/${NAME}`, body);
const list = async (what: string) => (await lab.fetch(`/control/${what}`)).body as Record<string, unknown>[];

describe('faults of Evolution', () => {
  it('refuses as often as told, then works', async () => {
    await lab.control('refuse', { times: 2, status: 502 });
    expect([(await send()).status, (await send()).status, (await send()).status]).toEqual([502, 502, 201]);
    expect(await list('sent')).toHaveLength(1);
  });

  it('sends, but loses its answer', async () => {
    await lab.control('loseAnswers', { times: 1 });
    await expect(send()).rejects.toThrow('fetch failed');
    expect(await list('sent')).toMatchObject([{ instance: NAME, message: { conversation: 'Oi' } }]);
    expect((await send()).status).toBe(201);
  });

  it('answers late', async () => {
    await lab.control('slow', { ms: 40_000 });
    const answer = send();
    await lab.time.waitedFor(40_000);
    lab.time.advance(40_000);
    expect((await answer).status).toBe(201);
  });

  it('forgets what it was to deliver when it is restarted, but not the message', async () => {
    await lab.control('hold');
    await lab.control('customerSays', { instance: NAME, customer: '5511999990001', text: 'lost' });
    await lab.control('forget');
    expect(await lab.control('release')).toEqual({ released: 0 });
    const { body } = await lab.evolution('POST', `/chat/findMessages/${NAME}`, { where: { key: {} }, offset: 1 });
    expect(body).toMatchObject({ messages: { records: [{ message: { conversation: 'lost' }, MessageUpdate: [] }] } });
  });

  it('is away altogether, until it is healed', async () => {
    await lab.control('down');
    await expect(send()).rejects.toThrow('fetch failed');
    await lab.control('heal');
    expect((await send()).status).toBe(201);
  });
});

describe('what tests look at', () => {
  it('is what was sent, and to whom', async () => {
    await send();
    expect(await list('sent')).toMatchObject([
      {
        instance: NAME,
        key: { remoteJid: '5511999990001@s.whatsapp.net', fromMe: true },
        message: { conversation: 'Oi' },
      },
    ]);
    expect(await list('sent?instance=other')).toEqual([]);
  });

  it('is who there is', async () => {
    expect(await list('instances')).toEqual([
      { name: NAME, state: 'open', ownerJid: '5511999990000@s.whatsapp.net', code: null, pairingCode: null },
    ]);
    expect((await list('customers')).map(({ id }) => id)).toEqual(['marina', 'joao', 'rafael', 'emily', 'mae']);
    await lab.control('customerSays', { customer: '+55 31 99999-0001', name: 'Nova', text: 'Oi' });
    expect((await list('customers')).at(-1)).toMatchObject({ name: 'Nova', jid: '553199990001@s.whatsapp.net' });
  });

  it('is why something cannot be', async () => {
    for (const [action, body, why] of [
      ['customerSays', { customer: 'marina' }, 'text'],
      ['customerSays', { customer: 'marina', text: 'Oi', instance: 'nowhere' }, 'No instance'],
      ['scan', {}, 'shows no code right now'],
      ['refuse', { times: -1 }, 'times'],
    ] as const)
      await expect(lab.control(action, body)).rejects.toThrow(why);
  });
});

it('customers write their lines by themselves, one after the other', async () => {
  await lab.control('writeByThemselves', { customer: 'emily', lines: 2 });
  const lines = () =>
    lab
      .instance(NAME)
      .messages.filter(({ pushName }) => pushName === 'Emily Carter')
      .map(({ message }) => message['conversation']);
  lab.time.advance(0);
  expect(lines()).toEqual(['Hi there!']);
  lab.time.advance(REAL_TIMING.typingMs);
  expect(lines()).toEqual(['Hi there!', 'How much does it cost, and what are your opening hours?']);
  await lab.control('writeByThemselves', { customer: 'emily', lines: 1 });
  lab.time.advance(0);
  expect(lines().at(-1)).toBe('Could I book something for Tuesday?');
});

it('the same message from a phone is told once', async () => {
  for (const text of ['Oi', 'Oi']) await lab.control('customerSays', { customer: 'marina', text, id: 'AC01' });
  expect(lab.instance(NAME).messages.filter(({ key }) => key.id === 'AC01')).toHaveLength(1);
});
