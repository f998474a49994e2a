import { randomUUID } from 'node:crypto';
import type { World } from '../world';
import { badRequest, internal } from './answer';
import type { StoredMessage } from './instance';
import { mediaFields, thumbnail } from './picture';
import { long, randomByteMap, type Json } from './wire';

/** A message ready to be sent, as WhatsApp would carry it. */
export interface Content {
  type: string;
  message: Json;
  /** Where Evolution repeats the context: in the content, beside it, both, or not at all. */
  context: 'beside' | 'both' | 'secret' | 'none';
  media?: StoredMessage['media'];
  /** Its key names the recipient twice. */
  twice?: boolean;
}

const text = (body: Json, field: string): string | undefined =>
  typeof body[field] === 'string' ? body[field] : undefined;

export function textContent(body: Json): Content {
  if (typeof body['text'] !== 'string' || body['text'].trim() === '') throw badRequest('Text is required');
  return { type: 'conversation', message: { conversation: body['text'] }, context: 'beside' };
}

export async function mediaContent(body: Json, world: World): Promise<Content> {
  const kind = String(body['mediatype']);
  const given = text(body, 'media') ?? '';
  const isUrl = /^https?:\/\//.test(given);
  if (kind === 'document' && !isUrl && isBase64(given) && !text(body, 'fileName')) {
    throw badRequest('For base64 the file name must be informed.');
  }
  const file = await fileOf(given, 'Owned media must be a url or base64');
  if (kind === 'image' && !isPicture(file)) throw internal(['Error: Input buffer contains unsupported image format']);
  const fileName =
    text(body, 'fileName') ??
    (isUrl ? (new URL(given).pathname.split('/').pop() ?? 'file') : `file.${kind === 'video' ? 'mp4' : 'jpg'}`);
  const mimetype = mimetypeOf(fileName) ?? text(body, 'mimetype') ?? 'application/octet-stream';
  const caption = text(body, 'caption');
  const fields = { ...mediaFields(file, mimetype, world.seconds()), ...(caption && kind !== 'audio' && { caption }) };
  const extras: Record<string, Json> = {
    image: {
      interactiveAnnotations: [],
      scanLengths: [],
      annotations: [],
      height: 48,
      width: 48,
      jpegThumbnail: thumbnail(),
    },
    video: { interactiveAnnotations: [], annotations: [], processedVideos: [], gifPlayback: false },
    document: { fileName },
    audio: { seconds: 1 },
  };
  return {
    type: `${kind}Message`,
    message: { [`${kind}Message`]: { ...extras[kind], ...fields } },
    context: 'both',
    media: { base64: file.toString('base64'), mimetype, fileName },
  };
}

export async function audioContent(body: Json, world: World): Promise<Content> {
  const file = await fileOf(text(body, 'audio') ?? '', 'Owned media must be a url, base64, or valid file with buffer');
  const mimetype = 'audio/ogg; codecs=opus';
  return {
    type: 'audioMessage',
    message: {
      audioMessage: {
        ...mediaFields(file, mimetype, world.seconds()),
        seconds: 1,
        ptt: true,
        waveform: randomByteMap(64),
      },
    },
    context: 'both',
    media: { base64: file.toString('base64'), mimetype, fileName: 'audio.oga' },
  };
}

export async function stickerContent(body: Json, world: World): Promise<Content> {
  const file = await fileOf(text(body, 'sticker') ?? '', 'Owned media must be a url or base64');
  return {
    type: 'stickerMessage',
    message: { stickerMessage: mediaFields(file, 'image/webp', world.seconds()) },
    context: 'both',
    media: { base64: file.toString('base64'), mimetype: 'image/webp', fileName: 'sticker.webp' },
  };
}

export function locationContent(body: Json): Content {
  const { latitude, longitude, name, address } = body;
  const locationMessage = { degreesLatitude: latitude, degreesLongitude: longitude, name, address };
  return { type: 'locationMessage', message: { locationMessage }, context: 'both' };
}

export function contactContent(people: Json[]): Content {
  const cards = people.map((person) => ({ displayName: person['fullName'], vcard: vcard(person) }));
  return cards.length === 1
    ? { type: 'contactMessage', message: { contactMessage: { ...cards[0] } }, context: 'both' }
    : {
        type: 'contactsArrayMessage',
        message: { contactsArrayMessage: { contacts: cards, displayName: `${cards.length} contacts` } },
        context: 'both',
      };
}

function vcard(person: Json): string {
  const phone = String(person['phoneNumber']);
  const optional = (label: string, field: string, end = '') =>
    person[field] ? [`${label}:${String(person[field])}${end}`] : [];
  return [
    'BEGIN:VCARD',
    'VERSION:3.0',
    `N:${String(person['fullName'])}`,
    `FN:${String(person['fullName'])}`,
    ...optional('ORG', 'organization', ';'),
    ...optional('EMAIL', 'email'),
    ...optional('URL', 'url'),
    `item1.TEL;waid=${String(person['wuid'] ?? phone.replace(/\D/g, ''))}:${phone}`,
    'item1.X-ABLabel:Celular',
    'END:VCARD',
  ].join('\n');
}

export function reactionContent(body: Json, world: World): Content {
  const reaction = String(body['reaction'] ?? '');
  const [...graphemes] = new Intl.Segmenter().segment(reaction);
  if (reaction !== '' && !(graphemes.length === 1 && /\p{Extended_Pictographic}/u.test(reaction))) {
    throw badRequest('Reaction must be a single emoji or empty string');
  }
  return {
    type: 'reactionMessage',
    message: { reactionMessage: { text: reaction, key: body['key'], senderTimestampMs: world.now() } },
    context: 'none',
  };
}

export function pollContent(body: Json): Content {
  const options = (body['values'] as unknown[]).map((optionName) => ({ optionName }));
  return {
    type: 'pollCreationMessageV3',
    message: {
      messageContextInfo: { messageSecret: randomByteMap(32) },
      pollCreationMessageV3: { name: body['name'], selectableOptionsCount: body['selectableCount'], options },
    },
    context: 'secret',
  };
}

export function listContent(body: Json): Content {
  const { title, description, buttonText, footerText, sections } = body;
  const listMessage = {
    sections,
    title,
    ...(description !== undefined && { description }),
    buttonText,
    listType: 2,
    footerText,
  };
  return { type: 'listMessage', message: { listMessage }, context: 'both' };
}

const BUTTON_NAMES: Record<string, string> = {
  reply: 'quick_reply',
  url: 'cta_url',
  copy: 'cta_copy',
  call: 'cta_call',
  pix: 'payment_info',
};

export function buttonsContent(body: Json): Content {
  const buttons = body['buttons'] as Json[];
  const replies = buttons.filter((button) => button['type'] === 'reply').length;
  if (replies > 0 && replies < buttons.length)
    throw badRequest('Reply buttons cannot be mixed with other button types');
  if (replies > 3) throw badRequest('Maximum of 3 reply buttons allowed');
  const { title, description, footer } = body;
  const nativeFlowMessage = {
    buttons: buttons.map((button) => ({
      name: BUTTON_NAMES[String(button['type'])] ?? 'quick_reply',
      buttonParamsJson: buttonParams(button),
    })),
    messageParamsJson: JSON.stringify({ from: 'api', templateId: randomUUID() }),
  };
  const interactiveMessage = {
    body: { text: description ? `*${String(title)}*\n\n${String(description)}\n` : `*${String(title)}*` },
    footer: footer ? { text: footer } : {},
    nativeFlowMessage,
  };
  return {
    type: 'viewOnceMessage',
    message: { viewOnceMessage: { message: { interactiveMessage } } },
    context: 'none',
    twice: true,
  };
}

const buttonParams = ({ displayText, id, url, copyCode, phoneNumber }: Json): string =>
  JSON.stringify({ display_text: displayText, id, url, copy_code: copyCode, phone_number: phoneNumber });

/** The context every message carries, with what it answers. */
export function contextOf(
  world: World,
  quoted: { participant: string; stanzaId: string; quotedMessage: unknown } | null,
): Json {
  return {
    mentionedJid: [],
    groupMentions: [],
    ephemeralSettingTimestamp: long(world.seconds() - 172_800),
    disappearingMode: { initiator: 0 },
    ...quoted,
  };
}

const isBase64 = (value: string): boolean =>
  value.length > 0 && value.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(value);

/** Only addresses on this machine are fetched: the sandbox reaches nothing outside. */
async function fileOf(given: string, complaint: string): Promise<Buffer> {
  if (!/^https?:\/\//.test(given)) {
    if (!isBase64(given)) throw badRequest(complaint);
    return Buffer.from(given, 'base64');
  }
  const { hostname } = new URL(given);
  if (!['127.0.0.1', 'localhost', '[::1]'].includes(hostname))
    throw internal([`Error: getaddrinfo ENOTFOUND ${hostname}`]);
  try {
    const answer = await fetch(given);
    if (!answer.ok) throw new Error(`Request failed with status code ${answer.status}`);
    return Buffer.from(await answer.arrayBuffer());
  } catch (error) {
    throw internal([`Error: ${error instanceof Error ? error.message : String(error)}`]);
  }
}

const MAGIC = ['ffd8ff', '89504e47', '47494638', '52494646'];
const isPicture = (file: Buffer): boolean => MAGIC.some((magic) => file.toString('hex', 0, 4).startsWith(magic));

const MIMETYPES: Record<string, string> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  gif: 'image/gif',
  pdf: 'application/pdf',
  mp4: 'video/mp4',
  ogg: 'audio/ogg',
  mp3: 'audio/mpeg',
  txt: 'text/plain',
  csv: 'text/csv',
};
const mimetypeOf = (fileName: string): string | undefined => MIMETYPES[fileName.split('.').pop()?.toLowerCase() ?? ''];
