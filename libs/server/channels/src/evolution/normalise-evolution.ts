import { parseJid } from './jid';
import { normaliseDeleted, normaliseEdited, normaliseStatus } from './normalise-changes';
import { normaliseConnection, normaliseQrCode } from './normalise-connection';
import { FOUND_EVENT, normaliseFound } from './normalise-found';
import { normaliseHistory, normaliseMessage } from './normalise-messages';
import {
  each,
  normaliseCall,
  normaliseChat,
  normaliseContact,
  normaliseGroup,
  normalisePresence,
} from './normalise-people';
import { at, instant, record, text } from './read';
import { ignored, unreadable, type Delivery } from './read-key';
import type { WhatsAppEvent } from './whatsapp-event';

export interface NormalisedDelivery {
  instance: string | null;
  /** Our own number's jid; null before pairing. */
  sender: string | null;
  /** The server's dotted name; empty when the body has none. */
  event: string;
  /**
   * When the server says that it happened. Not to be compared with our clock: it is the server's local time, marked as UTC.
   */
  occurredAt: Date | null;
  /** At least one. */
  items: WhatsAppEvent[];
}

type Normaliser = (data: unknown, delivery: Delivery) => WhatsAppEvent[];

const one =
  (normalise: (data: unknown, delivery: Delivery) => WhatsAppEvent): Normaliser =>
  (data, delivery) => [normalise(data, delivery)];
const nothing =
  (reason: string): Normaliser =>
  () => [ignored(reason)];
const message: Normaliser = (data, delivery) =>
  each(normaliseMessage)(Array.isArray(at(data, 'messages')) ? at(data, 'messages') : data, delivery);

/** By the event's name with dots only; `group-participants.update` is the one that has a dash. */
const NORMALISERS: ReadonlyMap<string, Normaliser> = new Map<string, Normaliser>([
  ['messages.upsert', message],
  ['send.message', message],
  ['messages.set', normaliseHistory],
  [FOUND_EVENT, normaliseFound],
  ['messages.edited', each(normaliseEdited)],
  ['send.message.update', each(normaliseEdited)],
  ['messages.delete', each(normaliseDeleted)],
  ['messages.update', each(normaliseStatus)],
  ['connection.update', one(normaliseConnection)],
  ['status.instance', one(normaliseConnection)],
  ['qrcode.updated', one(normaliseQrCode)],
  ['logout.instance', () => [{ type: 'LoggedOut' }]],
  ['instance.delete', () => [{ type: 'InstanceDeleted' }]],
  ['remove.instance', () => [{ type: 'InstanceDeleted' }]],
  ['instance.create', nothing('INSTANCE_CREATED')],
  ['contacts.upsert', each(normaliseContact)],
  ['contacts.update', each(normaliseContact)],
  ['contacts.set', each(normaliseContact)],
  ['chats.set', each(normaliseChat(true))],
  ['chats.upsert', each(normaliseChat(false))],
  ['chats.update', nothing('CHAT_WITHOUT_CONTENT')],
  ['chats.delete', nothing('CHAT_DELETED_ON_PHONE')],
  ['presence.update', normalisePresence],
  ['call', each(normaliseCall)],
  ['groups.upsert', each(normaliseGroup)],
  ['groups.update', each(normaliseGroup)],
  ['group.update', each(normaliseGroup)],
  ['group.participants.update', nothing('GROUP_MEMBERS')],
  ['labels.edit', nothing('LABELS')],
  ['labels.association', nothing('LABELS')],
  ['application.startup', nothing('SERVER_STARTED')],
]);

/**
 * What one delivery means. Total: whatever it is given it returns at least one item and never throws; what it cannot read
 * it says to be unreadable. `readAt` stands in for the time of messages that tell none.
 */
export function normaliseEvolution(rawBody: string | object, readAt: Date = new Date()): NormalisedDelivery {
  try {
    return normalise(rawBody, readAt);
  } catch (error) {
    // Only objects made to fail get here (a getter that throws); the worker must go on with the next delivery.
    return {
      instance: null,
      sender: null,
      event: '',
      occurredAt: null,
      items: [unreadable(`reading failed: ${errorName(error)}`)],
    };
  }
}

function normalise(rawBody: string | object, readAt: Date): NormalisedDelivery {
  const envelope = parse(rawBody);
  const event = (text(at(envelope, 'event')) ?? '').slice(0, 100);
  const sender = parseJid(at(envelope, 'sender'))?.jid ?? null;
  const head = {
    instance: text(at(envelope, 'instance')),
    sender,
    event,
    occurredAt: instant(at(envelope, 'date_time')),
  };
  return { ...head, items: items(envelope, head, readAt) };
}

function items(
  envelope: unknown,
  { event, sender }: { event: string; sender: string | null },
  readAt: Date,
): WhatsAppEvent[] {
  if (!record(envelope)) return [unreadable('the body is no JSON object')];
  if (event === '') return [unreadable('the body names no event')];
  const name = event.toLowerCase().replace(/[_-]/g, '.');
  const normaliser = NORMALISERS.get(name);
  if (!normaliser) return [unreadable('an unknown event')];
  const data = at(envelope, 'data');
  const found = normaliser(data, { event: name, ownJid: sender, readAt });
  if (found.length > 0) return found;
  return [Array.isArray(data) || record(data) ? ignored('EMPTY') : unreadable('the event has no data')];
}

function parse(rawBody: string | object): unknown {
  if (typeof rawBody !== 'string' && !(rawBody instanceof Uint8Array)) return rawBody;
  const json = typeof rawBody === 'string' ? rawBody : Buffer.from(rawBody).toString('utf8');
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

const errorName = (error: unknown): string =>
  error instanceof Error && /^\w{1,40}$/.test(error.name) ? error.name : 'error';
