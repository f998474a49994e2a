import { REAL_TIMING } from '../settings';
import { GROUP } from '../world';
import { GLOBAL_KEY, type Lab } from './lab';
import { restPair, type RestPair } from './captured';

/** What was the case when a pair was captured. */
export type Situation = (lab: Lab, name: string, pair: RestPair) => Promise<void>;

const ANA = '5511999990001';
const TOKEN = 'TOKEN-LOJA-CENTRO-FAKE';
const OK = restPair('instance-create.ok').request.body as { webhook: { events: string[] } };

/** Ana hides nothing: her phone and her lid are known. */
function people(lab: Lab): void {
  const ana = lab.world.customer(ANA, 'Ana Souza');
  Object.assign(ana, { lid: '100000000000011@lid', source: 'ios' });
  const carla = lab.world.customer('5511999990044', 'Carla');
  Object.assign(carla, { lid: '100000000000044@lid', addressing: 'lid' });
  lab.world.customer('5511999990002', '');
  lab.world.customer('5511999990055', 'Bia');
}
const says = (lab: Lab, instance: string, customer: string, text: string, id?: string) =>
  lab.control('customerSays', { instance, customer, text, id });
const sendText = (lab: Lab, instance: string, number: string, text: string) =>
  lab.evolution('POST', `/message/sendText/${instance}`, { number, text });

/** The far side of the capture sent none. */
const noAcknowledgements = (lab: Lab) => void (lab.world.timing.serverAckMs = Number.MAX_SAFE_INTEGER);

export const fresh: Situation = async () => undefined;
/** With its webhook and settings, never connected. */
export const created: Situation = (lab, name) => {
  const webhook = {
    enabled: true,
    url: 'ftp://nowhere',
    headers: { 'x-webhook-secret': 's' },
    events: OK.webhook.events,
  };
  return lab.create(name, { token: TOKEN, webhook });
};
export const createdBare: Situation = (lab, name) => lab.create(name);
export const cloud: Situation = (lab, name) =>
  lab.create(name, { integration: 'WHATSAPP-BUSINESS', number: '100000000000099', token: 'EAA' });
export const rejectsCalls: Situation = async (lab, name) => {
  await created(lab, name, restPair('settings-set.ok'));
  await lab.evolution('POST', `/settings/set/${name}`, restPair('settings-set.ok').request.body);
};

export const slowServer: Situation = async (lab) => {
  lab.world.timing.codeReadyMs = 6_000;
};
/** A server on which the first code takes longer than `connect` waits. */
export const slowCodes: Situation = async (lab, name, pair) => {
  await created(lab, name, pair);
  lab.world.timing.codeReadyMs = 3_000;
};
export const showingCode: Situation = async (lab, name, pair) => {
  await created(lab, name, pair);
  await lab.showCode(name);
};
export const showingSecondCode: Situation = async (lab, name, pair) => {
  await showingCode(lab, name, pair);
  await lab.nextCode(name);
};
export const showingPairingCode: Situation = async (lab, name, pair) => {
  await created(lab, name, pair);
  await lab.showCode(name, '5511999990300');
};
export const codesUsedUp: Situation = async (lab, name, pair) => {
  lab.world.timing.codeLimit = 1;
  await showingCode(lab, name, pair);
  lab.time.advance(REAL_TIMING.firstCodeMs);
  await lab.until(() => lab.instance(name).codeLimitReached);
  lab.world.timing.codeReadyMs = 3_000;
};

export const linked: Situation = async (lab, name, pair) => {
  people(lab);
  await created(lab, name, pair);
  await lab.showCode(name);
  await lab.scan(name);
};
export const linkedWithMedia: Situation = async (lab, name) => {
  await lab.linked(name, { webhook: { enabled: true, url: 'ftp://nowhere', base64: true, events: [] } });
};
export const anaWrote: Situation = async (lab, name, pair) => {
  await linked(lab, name, pair);
  await says(lab, name, ANA, 'Oi, tudo bem?', '3A66017D7E90CFC082DF');
};
export const anaSentPicture: Situation = async (lab, name, pair) => {
  await linked(lab, name, pair);
  await lab.control('customerSendsPicture', {
    instance: name,
    customer: ANA,
    caption: 'Foto do produto',
    id: 'AC25CD7858B42C016C42E9E3955DD02D',
  });
};
export const anaSentPictureThatExpired: Situation = async (lab, name, pair) => {
  await anaSentPicture(lab, name, pair);
  const { media } = lab.instance(name).messages.at(-1) ?? {};
  if (media) media.expired = true;
};
export const anaSentVoice: Situation = async (lab, name, pair) => {
  await linked(lab, name, pair);
  await lab.control('customerSendsAudio', { instance: name, customer: ANA, id: 'AC6F6B614AB205B78DD21B66EB508222' });
};
/** The business sent `3EB0F500E670BC9F57FE3B`; ids are the server's, so the test gives it that one. */
export const businessSent: Situation = async (lab, name, pair) => {
  await anaWrote(lab, name, pair);
  await sendText(lab, name, ANA, 'Olá Ana! 👋');
  const message = lab.instance(name).messages.at(-1);
  if (message) message.key.id = '3EB0F500E670BC9F57FE3B';
};
export const businessSentPicture: Situation = async (lab, name, pair) => {
  await linked(lab, name, pair);
  await lab.evolution('POST', `/message/sendMedia/${name}`, restPair('send-media.image-base64').request.body);
  const message = lab.instance(name).messages.at(-1);
  if (message) message.key.id = '3EB075300CAFDDC16D34E3';
};
/** People by number and by lid, the group, somebody without a name, and the business writing from its phone. */
export const busy: Situation = async (lab, name, pair) => {
  noAcknowledgements(lab);
  await anaWrote(lab, name, pair);
  await lab.control('phoneSays', { instance: name, customer: ANA, text: 'Do celular' });
  await says(lab, name, '5511999990044', 'Oi pelo LID');
  await lab.control('phoneSays', { instance: name, customer: '5511999990044', text: 'resposta do celular' });
  await says(lab, name, '5511999990002', 'sem nome');
  await says(lab, name, '5511999990055', 'Oi');
  for (const to of ['100000000000044@lid', '100000000000999@lid', '5531999990001']) await sendText(lab, name, to, 'oi');
  await lab.evolution(
    'POST',
    `/message/sendText/${name}`,
    restPair('send-text.to-group-mention-everyone').request.body,
  );
  lab.time.advance(1_000);
  await lab.evolution('POST', `/message/sendPoll/${name}`, restPair('send-poll.ok').request.body);
  // Evolution kept no name for Bia, and knows the group from what others wrote there.
  const { messages, contacts } = lab.instance(name);
  const bia = contacts.get('5511999990055@s.whatsapp.net');
  if (bia) bia.pushName = null;
  const at = lab.world.iso();
  contacts.set(GROUP.jid, { id: 'g', pushName: '', createdAt: at, updatedAt: at });
  // The chats that the phone had before are of no matter here.
  messages.splice(0, messages.length, ...messages.filter(({ chatJid }) => !chatJid.startsWith('5511955440505')));
  contacts.delete('5511955440505@s.whatsapp.net');
};
/** Page 2 by two holds the two messages with buttons. */
export const buttonsBeforeOthers: Situation = async (lab, name, pair) => {
  noAcknowledgements(lab);
  await linked(lab, name, pair);
  for (const sent of ['send-buttons.reply-ok', 'send-buttons.url-copy-call-ok'])
    await lab.evolution('POST', `/message/sendButtons/${name}`, restPair(sent).request.body);
  for (const text of ['1', '2']) {
    lab.time.advance(1_000);
    await sendText(lab, name, ANA, text);
  }
};

export const reconnecting: Situation = async (lab, name, pair) => {
  await linked(lab, name, pair);
  await lab.control('drop', { instance: name });
};
export const restarted: Situation = async (lab, name, pair) => {
  await linked(lab, name, pair);
  await lab.evolution('POST', `/instance/restart/${name}`, {});
  lab.time.advance(REAL_TIMING.pairingMs);
};
export const loggedOutByApi: Situation = async (lab, name, pair) => {
  await linked(lab, name, pair);
  await lab.evolution('DELETE', `/instance/logout/${name}`);
};
export const loggedOutByPhone: Situation = async (lab, name, pair) => {
  await linked(lab, name, pair);
  await lab.control('logout', { instance: name });
};
/** Linked by pairing code, logged out on the phone, and the next code is late: `connect` still answers the old one. */
export const loggedOutWithOldCode: Situation = async (lab, name, pair) => {
  await showingPairingCode(lab, name, pair);
  await lab.scan(name);
  await lab.control('logout', { instance: name });
  lab.world.timing.codeReadyMs = 3_000;
};

export const deleted: Situation = async (lab, name, pair) => {
  await linked(lab, name, pair);
  await lab.evolution('DELETE', `/instance/delete/${name}`);
  lab.time.advance(REAL_TIMING.deleteMs);
  await lab.until(() => !lab.world.instances.has(name));
};
export const justDeleted: Situation = async (lab, name, pair) => {
  await created(lab, name, pair);
  await lab.evolution('DELETE', `/instance/delete/${name}`);
};
/** Its webhook answers 503, so that `remove.instance` is tried again and again. */
export const deleteBlocked: Situation = async (lab, name) => {
  const webhook = { enabled: true, url: 'http://127.0.0.1:9/closed', events: ['REMOVE_INSTANCE'] };
  await lab.create(name, { webhook });
  await lab.evolution('DELETE', `/instance/delete/${name}`);
  lab.time.advance(REAL_TIMING.deleteMs);
  await lab.time.waitedFor(REAL_TIMING.retryFirstMs, 1.2 * REAL_TIMING.retryFirstMs);
};
export const centroLinked: Situation = (lab, _name, pair) => linked(lab, 'loja-centro', pair);
export const otherInstanceToo: Situation = async (lab, name, pair) => {
  await linked(lab, name, pair);
  await lab.create('loja-leste', { token: 'TOKEN-LOJA-LESTE-FAKE' });
};

/** The key that a capture names by a placeholder. */
export function keyOf(placeholder: string | undefined, fixture: string): string | null {
  if (placeholder === undefined) return null;
  if (placeholder === '<GLOBAL_API_KEY>') return GLOBAL_KEY;
  if (placeholder === '<INSTANCE_TOKEN>') return fixture.includes('other-instance') ? 'TOKEN-LOJA-LESTE-FAKE' : TOKEN;
  return 'wrong';
}
