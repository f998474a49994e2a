import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { webhookBody, webhookFixtures, type Expected, type WebhookFixture } from './testing/captured';
import { normaliseEvolution } from './normalise-evolution';
import type { MessageReceived, WhatsAppEvent, WhatsAppMessageKind } from './whatsapp-event';

const FOLDER = join(__dirname, '../../fixtures/evolution');
const UNREADABLE: { file: string; reason: string }[] = JSON.parse(
  readFileSync(join(FOLDER, 'unreadable-fixtures.json'), 'utf8'),
);
const fixtures = webhookFixtures();
const NOW = new Date('2026-11-24T12:00:00Z');

const KINDS: Record<string, WhatsAppMessageKind[]> = {
  text: ['TEXT', 'BUTTON_REPLY', 'LIST_REPLY', 'TEMPLATE'],
  image: ['IMAGE'],
  video: ['VIDEO'],
  audio: ['AUDIO'],
  document: ['DOCUMENT'],
  sticker: ['STICKER'],
  location: ['LOCATION'],
  contact: ['CONTACT_CARD'],
  contactsArray: ['CONTACT_CARD'],
  poll: ['POLL'],
  pollCreationV3: ['POLL'],
  viewOnce: ['TEMPLATE'],
  list: ['TEMPLATE'],
  order: ['UNSUPPORTED'],
  product: ['UNSUPPORTED'],
  other: ['UNSUPPORTED'],
  unsupported: ['UNSUPPORTED'],
  'call or text': ['TEXT'],
};
const STATUS: Record<string, string> = {
  DELIVERY_ACK: 'DELIVERED',
  DELIVERED: 'DELIVERED',
  READ: 'READ',
  PLAYED: 'PLAYED',
  ERROR: 'FAILED',
};
const STATES: Record<string, string> = { connecting: 'CONNECTING', open: 'OPEN', close: 'CLOSE', refused: 'REFUSED' };
const e164 = (digits: unknown) => (typeof digits === 'string' ? `+${digits}` : null);

/** The types of item that the manifest's words allow. */
function allowedTypes({ event, expected }: WebhookFixture): WhatsAppEvent['type'][] {
  if (event.startsWith('contacts.')) return ['ContactSeen', 'Ignored'];
  if (event === 'chats.set' || event === 'chats.upsert') return ['ChatSeen', 'Ignored'];
  if (event === 'call') return ['CallReceived'];
  switch (expected.kind) {
    case 'connection':
      return ['ConnectionChanged'];
    case 'instance':
      return (
        ({ 'instance.create': ['Ignored'], 'status.instance': ['ConnectionChanged'], 'logout.instance': ['LoggedOut'] }[
          event
        ] as never) ?? ['InstanceDeleted']
      );
    case 'qrcode':
      return ['QrCodeIssued', 'QrLimitReached'];
    case 'none':
    case 'system':
    case 'label':
      return ['Ignored'];
    case 'group':
      return ['ChatSeen', 'Ignored'];
    case 'reaction':
      return ['MessageReacted'];
    case 'edit':
      return ['MessageEdited'];
    case 'delete':
      return ['MessageDeleted'];
    case 'status':
      return ['MessageStatusChanged'];
    case 'presence':
      return ['PresenceChanged'];
    case 'history':
      return ['HistoryMessages'];
    default:
      return ['MessageReceived'];
  }
}

/** Checks one item against whatever the manifest says of it. */
function check(item: WhatsAppEvent, expected: Expected): void {
  if ('fromMe' in item && expected.direction) expect(item.fromMe).toBe(expected.direction === 'out');
  if (item.type === 'MessageReceived') checkMessage(item, expected);
  if ('chat' in item && 'fromMe' in item) {
    const person = item.participant ?? item.chat;
    // Evolution names a participant in some chats of two as well.
    if (!item.isGroup) expect(item.participant).toBeNull();
    if ('fromPhone' in expected) expect(person.phone).toBe(e164(expected['fromPhone']));
    if ('toPhone' in expected) expect(item.chat.phone).toBe(e164(expected['toPhone']));
    if ('lid' in expected) expect(person.lid).toBe(expected['lid']);
    if ('group' in expected) expect([item.isGroup, item.chat.jid]).toEqual([true, expected['group']]);
    else expect(item.isGroup).toBe(item.chat.jid.endsWith('@g.us'));
  }
  if (item.type === 'MessageReacted') {
    if (typeof expected['targetId'] === 'string') expect(item.targetProviderId).toBe(expected['targetId']);
    if (typeof expected.text === 'string') expect(item.emoji ?? '').toBe(expected.text);
  }
  if (item.type === 'MessageEdited' || item.type === 'MessageDeleted')
    expect(item.providerId).toBe(expected['targetId']);
  if (item.type === 'MessageEdited' && typeof expected.text === 'string') expect(item.text).toBe(expected.text);
  if (item.type === 'MessageStatusChanged')
    expect([item.providerId, item.status]).toEqual([expected['id'], STATUS[expected.status as string]]);
  if (item.type === 'ConnectionChanged' && expected.state) expect(item.state).toBe(STATES[expected.state]);
  if (item.type === 'PresenceChanged') {
    if (expected['presence']) expect(item.presence).toBe(String(expected['presence']).toUpperCase());
    if (expected['fromPhone']) expect(item.party.phone).toBe(e164(expected['fromPhone']));
    if (expected['lid']) expect(item.party.lid).toBe(expected['lid']);
    if (expected['group']) expect(item.chat.jid).toBe(expected['group']);
  }
  if (item.type === 'CallReceived' && expected.status) {
    expect(item).toMatchObject({ status: expected.status.toUpperCase(), video: expected['video'] === true });
    if (expected['fromPhone']) expect(item.caller.phone).toBe(e164(expected['fromPhone']));
    if (expected['lid']) expect(item.caller.lid).toBe(expected['lid']);
  }
}

function checkMessage(item: MessageReceived, expected: Expected): void {
  expect(KINDS[expected.kind]).toContain(item.kind);
  expect(item.direction).toBe(item.fromMe ? 'OUTBOUND' : 'INBOUND');
  expect(item.sentAtKnown).toBe(true);
  if (expected['name']) expect(item.pushName).toBe(expected['name']);
  if (item.fromMe) expect(item.pushName).toBeNull();
  // The manifest calls a place's name its text, and leaves the captions of sends open.
  if (typeof expected.text === 'string')
    expect((item.kind === 'LOCATION' ? item.location?.name : item.text) ?? '').toBe(expected.text);
  if (expected['id']) expect(item.providerId).toBe(expected['id']);
  if (expected['quotedId']) expect(item.quotedProviderId).toBe(expected['quotedId']);
  if (expected['quotedText']) expect(item.quotedText).toBe(expected['quotedText']);
  if (expected['adSourceId'])
    expect(item.adReferral).toMatchObject({ sourceId: expected['adSourceId'], clickId: expected['ctwaClid'] });
  else expect(item.adReferral).toBeNull();
  if (expected['mime']) expect(item.media?.mimeType).toBe(expected['mime']);
  if (expected['fileName']) expect(item.media?.fileName).toBe(expected['fileName']);
  if ('ptt' in expected) expect(item.media?.voice).toBe(expected['ptt']);
  if ('seconds' in expected) expect(item.media?.durationSeconds).toBe(expected['seconds']);
  if ('ptv' in expected) expect(item.media?.videoNote).toBe(expected['ptv']);
  if ('hasBase64' in expected) expect(item.media?.contentBase64 !== null).toBe(expected['hasBase64']);
  if ('lat' in expected) expect(item.location).toMatchObject({ latitude: expected['lat'], longitude: expected['lng'] });
  if (item.kind === 'LOCATION') expect(item.location?.live).toBe(expected['live'] === true);
  if (expected['selectedId']) expect(item.reply?.id).toBe(expected['selectedId']);
  if (expected['contacts']) {
    const cards = (expected['contacts'] as { name: string; phone: string }[]).map(({ name, phone }) => ({
      name,
      phones: [`+${phone}`],
    }));
    expect(item.contactCards).toEqual(cards);
  }
  expect(item.viewOnce).toBe(expected['viewOnce'] === true || item.providerId === VIEW_ONCE_ID);
  if (expected['ephemeral']) expect(item.ephemeral).toBe(true);
  expect(item.forwarded).toBe(expected['forwarded'] === true);
  if (expected['mentionsMe']) expect(item.mentionsUs).toBe(true);
}
/** View-once too, though the manifest says so only in its name. */
const VIEW_ONCE_ID = (webhookBody('messages-upsert.j-view-once-base64')['data'] as { key: { id: string } }).key.id;

describe('captured deliveries', () => {
  it('are all listed, and every exception names one of them', () => {
    const files = readdirSync(join(FOLDER, 'webhooks')).map((name) => `webhooks/${name}`);
    expect(fixtures.map(({ file }) => file).sort()).toEqual(files.sort());
    expect(files.length).toBeGreaterThan(200);
    expect(UNREADABLE.filter(({ file, reason }) => !files.includes(file) || !reason)).toEqual([]);
  });

  it.each(fixtures.map((fixture) => [fixture.file.slice(9), fixture] as const))('%s', (_, fixture) => {
    const body = webhookBody(fixture.file);
    const delivery = normaliseEvolution(JSON.stringify(body), NOW);
    expect(delivery).toMatchObject({
      instance: fixture.instance,
      event: fixture.event,
      occurredAt: new Date(body['date_time'] as string),
    });
    expect(delivery.sender).toBe(body['sender'] ?? null);
    expect(delivery.items.length).toBeGreaterThan(0);
    if (UNREADABLE.some(({ file }) => file === fixture.file)) {
      return expect(delivery.items.map(({ type }) => type)).toEqual(['Unreadable']);
    }
    for (const item of delivery.items) {
      expect(allowedTypes(fixture)).toContain(item.type);
      check(item, fixture.expected);
    }
  });
});
