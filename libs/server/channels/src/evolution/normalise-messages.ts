import { parseJid, sameJid } from './jid';
import { at, elements, instant, int, isTrue, named, record, text } from './read';
import { readContent, type Content } from './read-content';
import { ignored, readKey, readParty, unreadable, type Delivery, type MessageKeyRead } from './read-key';
import { normaliseProtocol } from './normalise-changes';
import { deliveryStatus } from './delivery-status';
import type { AdReferral, Mention, MessageReacted, MessageReceived, WhatsAppEvent } from './whatsapp-event';

const MOST_MENTIONS = 100;
const SOURCES = ['ANDROID', 'IOS', 'WEB', 'DESKTOP', 'UNKNOWN'] as const;

/** `messages.upsert`, `send.message`, a record of findMessages or an element of `messages.set`: all have one shape. */
export function normaliseMessage(data: unknown, delivery: Delivery): WhatsAppEvent {
  const key = readKey(at(data, 'key'), delivery);
  if (key.type !== 'Key') return key;
  const message = at(data, 'message');
  const protocol =
    record(at(message, 'protocolMessage')) ?? record(at(message, 'editedMessage', 'message', 'protocolMessage'));
  if (protocol) return normaliseProtocol(protocol, key, delivery);
  const content = readContent(message);
  if (!content) {
    // A stub stands for something WhatsApp shows as a grey line (a group's subject, a missed call), or for nothing at all.
    return at(data, 'messageStubType') === undefined ? unreadable('the message has no content') : ignored('STUB');
  }
  if ('noBubble' in content) return ignored(`NO_BUBBLE ${content.noBubble}`);
  if (content.providerType === 'reactionMessage') return reaction(data, key, content, delivery);
  return received(data, key, content, delivery);
}

/** History after pairing: taken in silently, in one piece; what cannot be read is told apart. */
export function normaliseHistory(data: unknown, delivery: Delivery): WhatsAppEvent[] {
  const history = at(data, 'messages') ?? data;
  if (!Array.isArray(history)) return [unreadable('the history is no list')];
  const events = history.map((element: unknown) => normaliseMessage(element, delivery));
  const messages = events.filter((event) => event.type === 'MessageReceived');
  const reactions = events.filter((event) => event.type === 'MessageReacted');
  return [{ type: 'HistoryMessages', messages, reactions }, ...events.filter((event) => event.type === 'Unreadable')];
}

/** A name that is the customer's own: not ours, not blank, not their number written as a name. */
export function customerName(pushName: unknown, fromMe: boolean): string | null {
  const name = text(pushName);
  if (fromMe || !name || name.trim() === '' || /^[\d\s()+-]+$/.test(name)) return null;
  return name;
}

function received(data: unknown, key: MessageKeyRead, content: Content, delivery: Delivery): MessageReceived {
  const { providerId, inChat } = key;
  const { node, ephemeral, ...said } = content;
  const context =
    at(data, 'contextInfo') ?? at(node, 'contextInfo') ?? at(data, 'message', 'messageContextInfo', 'contextInfo');
  const sentAt = instant(at(data, 'messageTimestamp'));
  const quoted = readContent(at(context, 'quotedMessage'));
  return {
    type: 'MessageReceived',
    providerId,
    ...inChat,
    ...said,
    direction: inChat.fromMe ? 'OUTBOUND' : 'INBOUND',
    viaApi: inChat.fromMe && delivery.event === 'send.message',
    pushName: customerName(at(data, 'pushName'), inChat.fromMe),
    sentAt: sentAt ?? delivery.readAt,
    sentAtKnown: sentAt !== null,
    source: named(at(data, 'source'), SOURCES) ?? 'UNKNOWN',
    status: deliveryStatus(at(data, 'status')),
    quotedProviderId: text(at(context, 'stanzaId')),
    quotedText: quoted && 'kind' in quoted ? quoted.text : null,
    mentions: elements(at(context, 'mentionedJid')).slice(0, MOST_MENTIONS).flatMap(mention),
    mentionsUs: elements(at(context, 'mentionedJid')).some((jid) => sameJid(jid, delivery.ownJid)),
    adReferral: adReferral(context),
    ephemeral: ephemeral || (int(at(context, 'expiration')) ?? 0) > 0,
    forwarded: isTrue(at(context, 'isForwarded')) || (int(at(context, 'forwardingScore')) ?? 0) > 0,
  };
}

function mention(jid: unknown): Mention[] {
  const party = readParty(jid, [], null);
  return party && (party.phone || party.lid) ? [{ text: `@${parseJid(party.jid)?.user}`, party }] : [];
}

function reaction(
  data: unknown,
  key: MessageKeyRead,
  content: Content,
  delivery: Delivery,
): MessageReacted | WhatsAppEvent {
  const { providerId, inChat } = key;
  const targetProviderId = text(at(content.node, 'key', 'id'));
  if (!targetProviderId) return unreadable('the reaction names no message');
  return {
    type: 'MessageReacted',
    providerId,
    ...inChat,
    targetProviderId,
    emoji: text(at(content.node, 'text')),
    pushName: customerName(at(data, 'pushName'), inChat.fromMe),
    viaApi: inChat.fromMe && delivery.event === 'send.message',
    reactedAt:
      instant(at(content.node, 'senderTimestampMs')) ?? instant(at(data, 'messageTimestamp')) ?? delivery.readAt,
  };
}

function adReferral(context: unknown): AdReferral | null {
  const ad = record(at(context, 'externalAdReply'));
  const conversionSource = text(at(context, 'entryPointConversionSource')) ?? text(at(context, 'conversionSource'));
  const referral = {
    sourceType: text(at(ad, 'sourceType')),
    sourceId: text(at(ad, 'sourceId')),
    sourceUrl: text(at(ad, 'sourceUrl')),
    title: text(at(ad, 'title')),
    body: text(at(ad, 'body')),
    clickId: text(at(ad, 'ctwaClid')),
    conversionSource,
  };
  // `externalAdReply` also decorates ordinary links; an advertisement names its source.
  return referral.sourceId || referral.clickId || referral.sourceType === 'ad' ? referral : null;
}
