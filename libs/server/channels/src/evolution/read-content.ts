import { at, base64, int, isTrue, record, text, type Json } from './read';
import { NO_BUBBLE, READERS } from './content-readers';
import type { ContactCard, Media, MessageReceived, Poll, SharedLocation, WhatsAppMessageKind } from './whatsapp-event';

/** What a message says, whichever of WhatsApp's many shapes it came in. */
export interface Content {
  kind: WhatsAppMessageKind;
  providerType: string;
  text: string | null;
  media: Media | null;
  location: SharedLocation | null;
  contactCards: ContactCard[];
  poll: Poll | null;
  reply: MessageReceived['reply'];
  viewOnce: boolean;
  ephemeral: boolean;
  /** The provider's node of the content: reactions and protocol messages are read from it, and its contextInfo. */
  node: unknown;
}

const VIEW_ONCE = ['viewOnceMessage', 'viewOnceMessageV2', 'viewOnceMessageV2Extension'];
/** Envelopes around a message, each with the real one under `message`. */
const WRAPPERS = [
  ...VIEW_ONCE,
  'ephemeralMessage',
  'documentWithCaptionMessage',
  'editedMessage',
  'deviceSentMessage',
  'groupMentionedMessage',
  'botInvokeMessage',
  'lottieStickerMessage',
  'associatedChildMessage',
];
/** Stand beside the content without being it. */
const BESIDE = new Set([
  'messageContextInfo',
  'senderKeyDistributionMessage',
  'fastRatchetKeySenderKeyDistributionMessage',
  'base64',
  'mediaUrl',
  'contextInfo',
]);
const DEEPEST = 12;
const LARGEST_FILE = 64 * 1024 * 1024;

/**
 * Null when there is no content at all. `noBubble` names content that is understood and shows nothing (a pin, a poll vote).
 */
export function readContent(message: unknown): Content | { noBubble: string } | null {
  const { node, wrappers, file } = unwrap(message);
  const found = contentOf(node);
  if (!found) return null;
  if (NO_BUBBLE.has(found.type)) return { noBubble: found.type };
  const read = READERS.get(found.type)?.(found.value) ?? { kind: 'UNSUPPORTED' as const, text: anyText(found.value) };
  const media = read.media ? { ...read.media, contentBase64: base64(file, LARGEST_FILE) } : null;
  return {
    kind: read.kind,
    providerType: found.type.slice(0, 80),
    text: read.text ?? null,
    media,
    location: read.location ?? null,
    contactCards: read.contactCards ?? [],
    poll: read.poll ?? null,
    reply: read.reply ?? null,
    // Evolution's own buttons travel in a view-once envelope too; only media can be viewed once.
    viewOnce:
      media !== null && (wrappers.some((name) => VIEW_ONCE.includes(name)) || isTrue(at(found.value, 'viewOnce'))),
    ephemeral: wrappers.includes('ephemeralMessage') || (int(at(found.value, 'contextInfo', 'expiration')) ?? 0) > 0,
    node: found.value,
  };
}

function unwrap(message: unknown): { node: Json | null; wrappers: string[]; file: unknown } {
  let node = record(message);
  let file = at(node, 'base64');
  const wrappers: string[] = [];
  while (node && wrappers.length < DEEPEST) {
    const here: Json = node;
    const wrapper = WRAPPERS.find((name) => record(at(here, name, 'message')));
    if (!wrapper) break;
    wrappers.push(wrapper);
    node = record(at(here, wrapper, 'message'));
    file ??= at(node, 'base64');
  }
  return { node, wrappers, file };
}

/** The first key is not always the content: prefer what we can read, then whatever is there. */
function contentOf(node: Json | null): { type: string; value: unknown } | null {
  if (!node) return null;
  const types = Object.keys(node).filter((key) => !BESIDE.has(key) && isContent(node[key]));
  const type = types.find((key) => READERS.has(key)) ?? types.find((key) => NO_BUBBLE.has(key)) ?? types[0];
  return type === undefined ? null : { type, value: node[type] };
}

const isContent = (value: unknown): boolean =>
  (typeof value === 'object' && value !== null) || typeof value === 'string';

/** The words of a content that we have no place for: orders, products, invitations, events. */
function anyText(value: unknown): string | null {
  if (typeof value === 'string') return text(value);
  const places = [
    ['message'],
    ['caption'],
    ['text'],
    ['body', 'text'],
    ['product', 'title'],
    ['name'],
    ['title'],
    ['noteMessage', 'extendedTextMessage', 'text'],
  ];
  return places.map((path) => text(at(value, ...path))).find((found) => found !== null) ?? null;
}
