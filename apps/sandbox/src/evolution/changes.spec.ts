import { Lab } from '../testing/lab';
import { webhookReceiver, type Receiver } from '../testing/webhook-receiver';
import { EVENTS } from './events';

const NAME = 'loja-centro';
const ANA = '5511999990001';
let lab: Lab;
let receiver: Receiver;
beforeEach(async () => {
  [lab, receiver] = await Promise.all([Lab.start(), webhookReceiver()]);
  await lab.linked(NAME, {
    webhook: { enabled: true, url: receiver.url, byEvents: false, base64: false, events: EVENTS },
  });
});
afterEach(async () => {
  await lab.close();
  await receiver.close();
});

const told = (event: string) =>
  lab.world.webhooks.log
    .filter((one) => one.event === event)
    .map(({ body }) => (JSON.parse(body) as { data: unknown }).data);

it('a customer reacts to the newest message, and takes it back', async () => {
  const { body } = await lab.evolution('POST', `/message/sendText/${NAME}`, { number: ANA, text: 'Oi' });
  const { id } = (body as { key: { id: string } }).key;
  const emojis = () => lab.instance(NAME).messages.find(({ key }) => key.id === id)?.reactions;
  await lab.control('customerReacts', { customer: ANA, emoji: '👍' });
  expect(emojis()).toEqual({ customer: '👍' });
  await lab.control('customerReacts', { customer: ANA });
  expect(emojis()).toEqual({ customer: '' });
  expect(told('messages.upsert')).toMatchObject([
    { messageType: 'reactionMessage', message: { reactionMessage: { key: { id, fromMe: true }, text: '👍' } } },
    { messageType: 'reactionMessage', message: { reactionMessage: { key: { id, fromMe: true }, text: '' } } },
  ]);
});

it('a customer answers a message of the business by quoting it', async () => {
  const { body } = await lab.evolution('POST', `/message/sendText/${NAME}`, { number: ANA, text: 'Oi' });
  const { id } = (body as { key: { id: string } }).key;
  await lab.control('customerSays', { customer: ANA, text: 'Olá', quotes: id });
  const participant = lab.instance(NAME).ownerJid;
  expect(told('messages.upsert')).toMatchObject([
    {
      message: { conversation: 'Olá' },
      contextInfo: { stanzaId: id, participant, quotedMessage: { conversation: 'Oi' } },
    },
  ]);
  await expect(lab.control('customerSays', { customer: ANA, text: 'x', quotes: 'NONE' })).rejects.toThrow('not there');
});

it('a customer edits and deletes, told as the real server tells it', async () => {
  await lab.control('customerSays', { customer: ANA, text: 'Oi', id: 'SAID' });
  await lab.control('customerEdits', { customer: ANA, text: 'Olá' });
  await lab.control('customerDeletes', { customer: ANA });
  expect(told('messages.edited')).toMatchObject([
    { key: { id: 'SAID' }, type: 'MESSAGE_EDIT', editedMessage: { conversation: 'Olá' } },
    { key: { id: 'SAID' }, type: 'REVOKE' },
  ]);
  expect(told('messages.delete')).toMatchObject([{ id: 'SAID', fromMe: false }]);
  await expect(lab.control('customerEdits', { customer: ANA, text: 'x' })).rejects.toThrow('No such message');
});

it('what the business does shows on the message', async () => {
  await lab.control('customerSays', { customer: ANA, text: 'Oi', id: 'SAID' });
  const key = { id: 'SAID', remoteJid: `${ANA}@s.whatsapp.net`, fromMe: false };
  await lab.evolution('POST', `/message/sendReaction/${NAME}`, { key, reaction: '❤️' });
  expect(lab.instance(NAME).messages.find((one) => one.key.id === 'SAID')?.reactions).toEqual({ business: '❤️' });
});
