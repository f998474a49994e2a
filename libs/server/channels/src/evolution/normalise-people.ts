import { parseJid, sameJid } from './jid';
import { at, elements, instant, int, isTrue, named, record, text } from './read';
import { ignored, ignoredChat, readParty, unreadable, type Delivery } from './read-key';
import { httpUrl } from './normalise-connection';
import { customerName } from './normalise-messages';
import type { PresenceChanged, WhatsAppEvent } from './whatsapp-event';

/** `contacts.upsert` and `contacts.update`: one object from a message, an array from a synchronisation. */
export function normaliseContact(data: unknown, { ownJid }: Delivery): WhatsAppEvent {
  if (!record(data)) return unreadable('a contact is no object');
  const jid = at(data, 'remoteJid') ?? at(data, 'id');
  // Cloud channels name nobody; a database id is nobody either.
  if (!parseJid(jid)) return ignored('CONTACT_WITHOUT_JID');
  const outOfScope = ignoredChat(jid);
  if (outOfScope) return outOfScope;
  if (sameJid(jid, ownJid)) return ignored('OWN_CONTACT');
  const party = readParty(
    jid,
    ['remoteJidAlt', 'lid', 'phoneNumber'].map((name) => at(data, name)),
    ownJid,
  );
  if (!party) return ignored('CONTACT_WITHOUT_JID');
  // For a group this is the name of whoever spoke last.
  if (parseJid(party.jid)?.kind === 'GROUP') return ignored('GROUP_CONTACT');
  const name = customerName(at(data, 'pushName') ?? at(data, 'name') ?? at(data, 'notify'), false);
  return { type: 'ContactSeen', party, name, pictureUrl: httpUrl(at(data, 'profilePicUrl')) };
}

/** `chats.set` and `chats.upsert`. Some rows carry a database id instead of a jid and say nothing then. */
export const normaliseChat =
  (fromHistory: boolean) =>
  (data: unknown, { ownJid }: Delivery): WhatsAppEvent => {
    if (!record(data)) return unreadable('a chat is no object');
    const jid = at(data, 'remoteJid') ?? at(data, 'id');
    if (!parseJid(jid)) return ignored('CHAT_WITHOUT_JID');
    const outOfScope = ignoredChat(jid);
    if (outOfScope) return outOfScope;
    const party = readParty(jid, [at(data, 'remoteJidAlt'), at(data, 'lidJid'), at(data, 'pnJid')], ownJid);
    if (!party) return ignored('CHAT_WITHOUT_JID');
    const isGroup = parseJid(party.jid)?.kind === 'GROUP';
    const unread = int(at(data, 'unreadMessages') ?? at(data, 'unreadCount'));
    const name = isGroup ? text(at(data, 'name')) : customerName(at(data, 'name'), false);
    return {
      type: 'ChatSeen',
      party,
      isGroup,
      name,
      unreadCount: unread !== null && unread >= 0 ? unread : null,
      fromHistory,
    };
  };

/** `groups.upsert`: what a group is called. */
export function normaliseGroup(data: unknown, { ownJid }: Delivery): WhatsAppEvent {
  const party = readParty(at(data, 'id'), [], ownJid);
  if (!party) return unreadable('the group has no jid');
  return {
    type: 'ChatSeen',
    party,
    isGroup: true,
    name: text(at(data, 'subject')),
    unreadCount: null,
    fromHistory: false,
  };
}

const PRESENCES = ['AVAILABLE', 'UNAVAILABLE', 'COMPOSING', 'RECORDING', 'PAUSED'] as const;

/** `presence.update`: who is there or typing in a chat; several people in a group. */
export function normalisePresence(data: unknown, { ownJid }: Delivery): WhatsAppEvent[] {
  const chat = readParty(at(data, 'id'), [], ownJid);
  const presences = record(at(data, 'presences'));
  if (!chat || !presences) return [unreadable('the presence names no chat or nobody')];
  const isGroup = parseJid(chat.jid)?.kind === 'GROUP';
  const seen = Object.keys(presences).map((jid): PresenceChanged | null => {
    const party = readParty(jid, [], ownJid);
    const presence = named(at(presences, jid, 'lastKnownPresence'), PRESENCES);
    if (!party || !presence) return null;
    return {
      type: 'PresenceChanged',
      chat,
      isGroup,
      party,
      presence,
      lastSeenAt: instant(at(presences, jid, 'lastSeen')),
    };
  });
  return seen.map((presence) => presence ?? unreadable('an unknown presence'));
}

const CALLS = ['OFFER', 'ACCEPT', 'REJECT', 'TIMEOUT', 'TERMINATE', 'RINGING'] as const;

export function normaliseCall(data: unknown, { ownJid }: Delivery): WhatsAppEvent {
  const caller = readParty(at(data, 'from') ?? at(data, 'chatId'), [at(data, 'chatId'), at(data, 'callerPn')], ownJid);
  const callId = text(at(data, 'id'));
  const status = named(at(data, 'status'), CALLS);
  if (!caller || !callId) return unreadable('the call names no caller or has no id');
  if (!status) return ignored('CALL_STATUS');
  const group = isTrue(at(data, 'isGroup')) || parseJid(caller.jid)?.kind === 'GROUP';
  return {
    type: 'CallReceived',
    callId,
    caller,
    calledAt: instant(at(data, 'date')),
    status,
    video: isTrue(at(data, 'isVideo')),
    isGroup: group,
  };
}

/** `elements` for the events whose data is one or many. */
export const each =
  (normalise: (data: unknown, delivery: Delivery) => WhatsAppEvent) =>
  (data: unknown, delivery: Delivery): WhatsAppEvent[] =>
    elements(data).map((element) => normalise(element, delivery));
