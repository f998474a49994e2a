import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REAL_TIMING } from '../settings';
import { Lab } from '../testing/lab';
import { shapeOf } from '../testing/shape';
import { webhookReceiver, type Receiver } from '../testing/webhook-receiver';
import { EVENTS } from './events';
import { KINDS, type Kind } from './kinds';

const NAME = 'loja-centro';
const ANA = '5511999990001';
const FOLDER = join(__dirname, '../../../../libs/server/channels/fixtures/evolution/webhooks');
const captured = (name: string): { data: unknown } =>
  JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8')).body;

/** The capture that each is made after. */
const MODELS: Record<Kind, string> = {
  location: 'location',
  pin: 'location-pin-only',
  liveLocation: 'live-location',
  contactCard: 'contact',
  contactCards: 'contacts-array',
  poll: 'poll-creation',
  sticker: 'sticker',
  document: 'document',
  documentWithCaption: 'document-with-caption',
  video: 'video',
  videoNote: 'video-note-ptv',
  audioFile: 'audio-file',
  buttonReply: 'buttons-response',
  templateReply: 'template-button-reply',
  listReply: 'list-response',
  interactiveReply: 'interactive-response',
  template: 'template-message-inbound',
  viewOncePicture: 'image-view-once-v2',
  ephemeralText: 'ephemeral-wrapped-text',
  ephemeralPicture: 'image-ephemeral-wrapped',
  forwarded: 'text-forwarded',
  quoted: 'text-quoted-reply',
  ad: 'text-ads-referral',
  order: 'order',
  product: 'product',
  groupInvite: 'group-invite',
  unknown: 'unknown-type',
};

let lab: Lab;
let receiver: Receiver;
beforeEach(async () => {
  [lab, receiver] = await Promise.all([Lab.start(), webhookReceiver()]);
  const webhook = {
    enabled: true,
    url: `${receiver.url}/t1`,
    headers: {},
    byEvents: false,
    base64: false,
    events: EVENTS,
  };
  await lab.linked(NAME, { webhook });
  lab.world.customer(ANA, 'Ana Souza');
});
afterEach(async () => {
  await lab.close();
  await receiver.close();
});
const told = async (event: string) => {
  lab.time.advance(REAL_TIMING.disorderMs);
  await receiver.count(lab.world.webhooks.log.length);
  return receiver.of(event).map(({ body }) => body.data);
};

it.each(KINDS)('a customer sends as the real one was captured: %s', async (kind) => {
  await lab.control('customerSends', { customer: ANA, kind });
  const [message] = await told('messages.upsert');
  expect(shapeOf(message)).toEqual(shapeOf(captured(`messages-upsert.${MODELS[kind]}`).data));
});

it.each([
  ['video', '000000', 'video/mp4'],
  ['sticker', '52494646', 'image/webp'],
  ['document', '25504446', 'application/pdf'],
])('the file of a %s is a real one', async (kind, magic, mimetype) => {
  const { id } = (await lab.control('customerSends', { customer: ANA, kind })) as { id: string };
  const { body } = await lab.evolution('POST', `/chat/getBase64FromMediaMessage/${NAME}`, { message: { key: { id } } });
  const file = body as { base64: string; mimetype: string };
  expect(file.mimetype).toBe(mimetype);
  expect(Buffer.from(file.base64, 'base64').toString('hex')).toMatch(new RegExp(`^${magic}`));
});

it('the business sends from its phone, too', async () => {
  await lab.control('phoneSends', { customer: ANA, kind: 'location' });
  expect(await told('messages.upsert')).toMatchObject([{ key: { fromMe: true }, messageType: 'locationMessage' }]);
});

it.each([
  ['timeout', ['offer', 'timeout']],
  ['accept', ['offer', 'accept', 'terminate']],
  [undefined, ['offer']],
])('calls, which ends by %s', async (end, statuses) => {
  await lab.control('customerCalls', { customer: ANA, end, afterMs: 1_000, id: 'C1' });
  lab.time.advance(1_000);
  lab.time.advance(1_000);
  const calls = await told('call');
  expect(calls.map((call) => (call as { status: string }).status).sort()).toEqual([...statuses].sort());
  for (const call of calls) expect(shapeOf(call)).toEqual(shapeOf(captured('call.call-terminate').data));
});

it('types and records', async () => {
  for (const presence of ['composing', 'recording', 'paused'])
    await lab.control('customerTypes', { customer: ANA, presence });
  const seen = await told('presence.update');
  const states = seen.map((one) => (one as { presences: object }).presences).flatMap((one) => Object.values(one));
  expect(states.map(({ lastKnownPresence }) => lastKnownPresence).sort()).toEqual([
    'available',
    'composing',
    'recording',
  ]);
  for (const one of seen) expect(Object.keys(one as object)).toEqual(['id', 'presences']);
});

describe('in the group', () => {
  it('is told as the real server does, the speaker’s name for the group’s', async () => {
    Object.assign(lab.world.customer(ANA), { lid: '100000000000011@lid' });
    await lab.control('groupSays', { customer: ANA, text: 'oi grupo' });
    const [message] = await told('messages.upsert');
    expect(shapeOf(message)).toEqual(shapeOf(captured('messages-upsert.group-text-pn').data));
    expect(await told('groups.upsert')).toMatchObject([[{ subject: 'Equipe Loja' }]]);
    expect(shapeOf(await told('groups.upsert'))).toEqual(shapeOf([captured('groups-upsert.groups-upsert').data]));
    expect(await told('contacts.upsert')).toContainEqual(
      expect.objectContaining({ remoteJid: '120363000000000001@g.us', pushName: 'Ana Souza' }),
    );
  });

  it('is not told where groups are ignored', async () => {
    const settings = {
      rejectCall: false,
      groupsIgnore: true,
      alwaysOnline: false,
      readMessages: false,
      readStatus: false,
      syncFullHistory: false,
    };
    await lab.evolution('POST', `/settings/set/${NAME}`, settings);
    await lab.control('groupSays', { customer: ANA, text: 'oi grupo' });
    expect(await told('messages.upsert')).toEqual([]);
  });
});
