import { deliveryStatus, isPending } from './delivery-status';
import { at, instant, record, text } from './read';
import { readContent } from './read-content';
import { ignored, readKey, unreadable, type Delivery, type MessageKeyRead } from './read-key';
import type { WhatsAppEvent } from './whatsapp-event';

const EDIT = 14;
const REVOKE = 0;
/** Settings and synchronisation between phones, by number; edits and deletions apart. */
const OTHER_PROTOCOL: Readonly<Record<number, string>> = {
  3: 'EPHEMERAL_SETTING',
  4: 'EPHEMERAL_SYNC_RESPONSE',
  5: 'HISTORY_SYNC_NOTIFICATION',
};

/**
 * `messages.edited` (and `send.message.update`) carries any protocol message, despite its name: only its type tells an
 * edit. A deletion comes here too, and once more as `messages.delete`, unless the server does not know the message.
 */
export function normaliseEdited(data: unknown, delivery: Delivery): WhatsAppEvent {
  return normaliseProtocol(data, null, delivery);
}

/** `outer`: the key of the message that the protocol message travelled in, when it did; it names the chat. */
export function normaliseProtocol(protocol: unknown, outer: MessageKeyRead | null, delivery: Delivery): WhatsAppEvent {
  const type = protocolType(at(protocol, 'type'));
  if (type !== 'MESSAGE_EDIT' && type !== 'REVOKE') return ignored(`PROTOCOL ${type}`);
  const target = readTarget(protocol, outer, delivery);
  if (target.type !== 'Key') return target;
  const { providerId, inChat } = target;
  if (type === 'REVOKE') return { type: 'MessageDeleted', providerId, ...inChat };
  const content = readContent(at(protocol, 'editedMessage'));
  if (!content || !('kind' in content)) return unreadable('the edit has no content');
  const viaApi = delivery.event === 'send.message.update';
  return {
    type: 'MessageEdited',
    providerId,
    ...inChat,
    text: content.text,
    viaApi,
    editedAt: instant(at(protocol, 'timestampMs')),
  };
}

function readTarget(protocol: unknown, outer: MessageKeyRead | null, delivery: Delivery) {
  if (!outer) return readKey(at(protocol, 'key'), delivery);
  const providerId = text(at(protocol, 'key', 'id'));
  return providerId ? { ...outer, providerId } : unreadable('the change names no message');
}

function protocolType(raw: unknown): string {
  if (raw === EDIT) return 'MESSAGE_EDIT';
  if (raw === REVOKE) return 'REVOKE';
  if (typeof raw === 'number') return OTHER_PROTOCOL[raw] ?? String(raw);
  return typeof raw === 'string' && /^[A-Z_0-9]{1,60}$/.test(raw) ? raw : 'NONE';
}

/** Two shapes: a bare key (deleted by a person), or the stored message with its key inside (deleted by our API). */
export function normaliseDeleted(data: unknown, delivery: Delivery): WhatsAppEvent {
  const key = readKey(record(at(data, 'key')) ?? data, delivery);
  if (key.type !== 'Key') return key;
  const { providerId, inChat } = key;
  return { type: 'MessageDeleted', providerId, ...inChat };
}

/** `messages.update`: how far one message got. */
export function normaliseStatus(data: unknown, delivery: Delivery): WhatsAppEvent {
  const key = readKey(record(at(data, 'key')) ?? { ...record(data), id: at(data, 'keyId') }, delivery);
  if (key.type !== 'Key') return key;
  const { providerId, inChat } = key;
  const raw = at(data, 'status') ?? at(data, 'update', 'status');
  if (raw === 'DELETED') return { type: 'MessageDeleted', providerId, ...inChat };
  if (isPending(raw)) return ignored('STATUS_PENDING');
  const status = deliveryStatus(raw);
  return status
    ? { type: 'MessageStatusChanged', providerId, ...inChat, status }
    : unreadable('an unknown delivery status');
}
