import { parseJid, toRecipient } from './jid';
import { at, instant, text } from './read';
import { GatewayError } from './gateway-error';
import type { CardsToSend, FileToSend, PlaceToSend, SendTarget, SentMessage } from './whatsapp-gateway';

/** What every send has in common. */
const common = ({ to, quoted }: SendTarget) => ({
  number: toRecipient(to),
  ...(quoted && { quoted: { key: { id: quoted } } }),
});

export const textBody = (target: SendTarget, words: string) => ({ ...common(target), text: words });

export const fileBody = ({ bytes, kind, mimeType, fileName, caption, ...target }: FileToSend) => ({
  ...common(target),
  mediatype: kind.toLowerCase(),
  // Bare: a `data:` address is refused.
  media: base64(bytes),
  mimetype: mimeType,
  fileName: namedAs(fileName, kind, mimeType),
  ...(caption && { caption }),
});

export const voiceBody = ({ bytes, ...target }: SendTarget & { bytes: Uint8Array }) => ({
  ...common(target),
  audio: base64(bytes),
});

/** All five are required: where there is no name, the coordinates are what one reads on a map. */
export function placeBody({ latitude, longitude, name, address, ...target }: PlaceToSend) {
  const coordinates = `${latitude}, ${longitude}`;
  return { ...common(target), latitude, longitude, name: name || coordinates, address: address || coordinates };
}

export const cardsBody = ({ cards, ...target }: CardsToSend) => ({
  ...common(target),
  contact: cards.map(({ name, phone }) => ({
    fullName: name,
    phoneNumber: phone,
    // Left out, the server writes a whole jid where phones look for the number.
    wuid: toRecipient(phone),
  })),
});

/** What the answer to a send proves. Without an id there is no proof that anything was sent, whatever the status says. */
export function sentMessage(answer: unknown): SentMessage {
  const providerId = text(at(answer, 'key', 'id'));
  const remoteJid = parseJid(at(answer, 'key', 'remoteJid'))?.jid;
  if (!providerId || !remoteJid)
    throw new GatewayError('SERVER', 'The answer to a send names no message', { status: 201, outcomeKnown: false });
  return { providerId, remoteJid, sentAt: instant(at(answer, 'messageTimestamp')) };
}

const base64 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');

const EXTENSIONS: Readonly<Record<string, readonly string[]>> = {
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'image/webp': ['webp'],
  'image/gif': ['gif'],
  'video/mp4': ['mp4', 'm4v'],
  'video/3gpp': ['3gp'],
  'video/quicktime': ['mov'],
  'video/webm': ['webm'],
  'audio/mpeg': ['mp3'],
  'audio/ogg': ['ogg', 'oga', 'opus'],
  'audio/mp4': ['m4a', 'mp4'],
  'audio/aac': ['aac'],
  'audio/amr': ['amr'],
  'audio/webm': ['webm', 'weba'],
  'application/pdf': ['pdf'],
};

/** The server goes by the name's extension, whatever `mimetype` says; and it makes a JPEG of every picture. */
function namedAs(fileName: string, kind: FileToSend['kind'], mimeType: string): string {
  const fitting = EXTENSIONS[kind === 'IMAGE' ? 'image/jpeg' : mimeType];
  const [, base = fileName, extension = ''] = /^(.+)\.([^.]{1,10})$/.exec(fileName) ?? [];
  if (!fitting || fitting.includes(extension.toLowerCase())) return fileName;
  return `${kind === 'IMAGE' ? base : fileName}.${fitting[0]}`;
}
