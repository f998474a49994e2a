import { canonicalPhone } from '@prosa/server/crm';
import { at, base64, elements, float, int, isTrue, text } from './read';
import type { ContactCard, Media, MessageReceived, Poll, SharedLocation, WhatsAppMessageKind } from './whatsapp-event';

/** What one shape of content says; what it does not mention is absent. */
export interface ContentRead {
  kind: WhatsAppMessageKind;
  text?: string | null;
  media?: Media;
  location?: SharedLocation;
  contactCards?: ContactCard[];
  poll?: Poll;
  reply?: MessageReceived['reply'];
}

/** Understood, and nothing to see: housekeeping between phones, votes that only phones can decipher, headers of albums. */
export const NO_BUBBLE: ReadonlySet<string> = new Set([
  'pinInChatMessage',
  'keepInChatMessage',
  'secretEncryptedMessage',
  'encReactionMessage',
  'encCommentMessage',
  'encEventResponseMessage',
  'pollUpdateMessage',
  'albumMessage',
  'bcallMessage',
  'callLogMesssage',
  'stickerSyncRmrMessage',
  'placeholderMessage',
  'messageHistoryBundle',
]);

const LARGEST_THUMBNAIL = 64 * 1024;

function media(node: unknown, more: Partial<Media> = {}): Media {
  return {
    mimeType: text(at(node, 'mimetype')),
    fileName: text(at(node, 'fileName')) ?? text(at(node, 'title')),
    size: atLeastZero(int(at(node, 'fileLength'))),
    durationSeconds: atLeastZero(int(at(node, 'seconds'))),
    voice: false,
    videoNote: false,
    waveform: null,
    thumbnailBase64: base64(at(node, 'jpegThumbnail'), LARGEST_THUMBNAIL),
    contentBase64: null,
    ...more,
  };
}

const BARS = 64;

function waveform(node: unknown): number[] | null {
  const bytes = base64(node, 16 * BARS);
  if (bytes === null) return null;
  return [...Buffer.from(bytes, 'base64').subarray(0, BARS)].map((loudness) => Math.min(100, loudness));
}

const atLeastZero = (value: number | null): number | null => (value !== null && value >= 0 ? value : null);

const withMedia =
  (kind: WhatsAppMessageKind, more?: (node: unknown) => Partial<Media>) =>
  (node: unknown): ContentRead => ({
    kind,
    text: text(at(node, 'caption')),
    media: media(node, more?.(node)),
  });

/** A place without coordinates is no place: kept as text where it has any. */
const place =
  (live: boolean) =>
  (node: unknown): ContentRead => {
    const latitude = float(at(node, 'degreesLatitude'));
    const longitude = float(at(node, 'degreesLongitude'));
    const caption = text(at(node, 'caption')) ?? text(at(node, 'comment'));
    if (latitude === null || longitude === null || Math.abs(latitude) > 90 || Math.abs(longitude) > 180) {
      return { kind: 'UNSUPPORTED', text: caption ?? text(at(node, 'name')) };
    }
    const location = {
      latitude,
      longitude,
      name: text(at(node, 'name')),
      address: text(at(node, 'address')),
      live: live || isTrue(at(node, 'isLive')),
    };
    return { kind: 'LOCATION', text: caption, location };
  };

function contactCard(node: unknown): ContactCard {
  const vcard = text(at(node, 'vcard')) ?? '';
  const phones = vcard.split(/\r?\n/).flatMap((line) => {
    const tel = /^(?:item\d+\.)?TEL\b([^:]*):(.*)$/i.exec(line);
    if (!tel) return [];
    const phone = canonicalPhone(/waid=(\d+)/i.exec(tel[1] as string)?.[1] ?? (tel[2] as string));
    return phone ? [phone] : [];
  });
  const name = text(at(node, 'displayName')) ?? text(/^FN[^:]*:(.+?)\r?$/im.exec(vcard)?.[1]);
  return { name, phones: [...new Set(phones)] };
}

const poll = (node: unknown): ContentRead => {
  const question = text(at(node, 'name'));
  const options = elements(at(node, 'options')).flatMap((option) => text(at(option, 'optionName')) ?? []);
  return { kind: 'POLL', text: question, poll: { question, options } };
};

const chosen = (kind: WhatsAppMessageKind, id: unknown, title: unknown): ContentRead => ({
  kind,
  text: text(title) ?? text(id),
  reply: { id: text(id), title: text(title) },
});

function interactiveResponse(node: unknown): ContentRead {
  const flow = at(node, 'nativeFlowResponseMessage');
  const params = parsed(at(flow, 'paramsJson'));
  const kind = /list|select/i.test(text(at(flow, 'name')) ?? '') ? 'LIST_REPLY' : 'BUTTON_REPLY';
  return chosen(kind, at(params, 'id'), text(at(node, 'body', 'text')) ?? at(params, 'title'));
}

function parsed(json: unknown): unknown {
  try {
    return typeof json === 'string' ? JSON.parse(json) : json;
  } catch {
    return null;
  }
}

/** Something with buttons or rows to choose from, sent by a business. */
const template =
  (...paths: readonly (readonly string[])[]) =>
  (node: unknown): ContentRead => ({
    kind: 'TEMPLATE',
    text: paths.map((path) => text(at(node, ...path))).find((found) => found !== null) ?? null,
  });

export const READERS: ReadonlyMap<string, (node: unknown) => ContentRead | null> = new Map<
  string,
  (node: unknown) => ContentRead | null
>([
  ['conversation', (node) => (typeof node === 'string' ? { kind: 'TEXT', text: text(node) } : null)],
  ['extendedTextMessage', (node) => ({ kind: 'TEXT', text: text(at(node, 'text')) })],
  [
    'commentMessage',
    (node) => ({
      kind: 'TEXT',
      text: text(at(node, 'message', 'conversation')) ?? text(at(node, 'message', 'extendedTextMessage', 'text')),
    }),
  ],
  ['imageMessage', withMedia('IMAGE')],
  ['videoMessage', withMedia('VIDEO')],
  ['ptvMessage', withMedia('VIDEO', () => ({ videoNote: true }))],
  [
    'audioMessage',
    withMedia('AUDIO', (node) => ({ voice: isTrue(at(node, 'ptt')), waveform: waveform(at(node, 'waveform')) })),
  ],
  ['documentMessage', withMedia('DOCUMENT')],
  [
    'stickerMessage',
    withMedia('STICKER', (node) => ({ thumbnailBase64: base64(at(node, 'pngThumbnail'), LARGEST_THUMBNAIL) })),
  ],
  ['locationMessage', place(false)],
  ['liveLocationMessage', place(true)],
  ['contactMessage', (node) => ({ kind: 'CONTACT_CARD', contactCards: [contactCard(node)] })],
  [
    'contactsArrayMessage',
    (node) => ({ kind: 'CONTACT_CARD', contactCards: elements(at(node, 'contacts')).map(contactCard) }),
  ],
  ['pollCreationMessage', poll],
  ['pollCreationMessageV2', poll],
  ['pollCreationMessageV3', poll],
  ['pollCreationMessageV4', poll],
  ['pollCreationMessageV5', poll],
  [
    'buttonsResponseMessage',
    (node) => chosen('BUTTON_REPLY', at(node, 'selectedButtonId'), at(node, 'selectedDisplayText')),
  ],
  [
    'templateButtonReplyMessage',
    (node) => chosen('BUTTON_REPLY', at(node, 'selectedId'), at(node, 'selectedDisplayText')),
  ],
  [
    'listResponseMessage',
    (node) => chosen('LIST_REPLY', at(node, 'singleSelectReply', 'selectedRowId'), at(node, 'title')),
  ],
  ['interactiveResponseMessage', interactiveResponse],
  [
    'templateMessage',
    template(
      ['hydratedTemplate', 'hydratedContentText'],
      ['hydratedFourRowTemplate', 'hydratedContentText'],
      ['interactiveMessageTemplate', 'body', 'text'],
    ),
  ],
  ['highlyStructuredMessage', template(['hydratedHsm', 'hydratedTemplate', 'hydratedContentText'])],
  ['interactiveMessage', template(['body', 'text'], ['header', 'title'])],
  ['buttonsMessage', template(['contentText'], ['text'])],
  ['listMessage', template(['description'], ['title'])],
]);
