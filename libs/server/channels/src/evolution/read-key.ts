import { lidOfJid, parseJid, phoneOfJid, sameJid } from './jid';
import { at, isTrue, text } from './read';
import type { Ignored, InChat, Party, Unreadable } from './whatsapp-event';

/** What is known of a delivery apart from its data. */
export interface Delivery {
  event: string;
  /** Our own number's jid, from the envelope; null before pairing. */
  ownJid: string | null;
  /** For messages that tell no time. */
  readAt: Date;
}

export const ignored = (reason: string): Ignored => ({ type: 'Ignored', reason });
export const unreadable = (reason: string): Unreadable => ({ type: 'Unreadable', reason });

export interface MessageKeyRead {
  type: 'Key';
  providerId: string;
  inChat: InChat;
}

/** Names a person by `jid` and by the first of `alternates` that adds something. Null when `jid` is no jid. */
export function readParty(jid: unknown, alternates: readonly unknown[], ownJid: string | null): Party | null {
  const main = parseJid(jid);
  if (!main) return null;
  const personal = main.kind === 'PHONE' || main.kind === 'LID';
  const alternate = alternates.map(parseJid).find((other) => {
    if (!personal || !other || other.kind === main.kind || (other.kind !== 'PHONE' && other.kind !== 'LID'))
      return false;
    // For our own messages in lid chats the alternate can be our own number: that is not who the chat is with.
    return !sameJid(other.jid, ownJid);
  });
  return {
    jid: main.jid,
    alternateJid: alternate?.jid ?? null,
    phone: phoneOfJid(main.jid) ?? phoneOfJid(alternate?.jid),
    lid: lidOfJid(main.jid) ?? lidOfJid(alternate?.jid),
  };
}

/** Reads a message's key; what it belongs to may be none of our business (the status feed, newsletters). */
export function readKey(key: unknown, { ownJid }: Pick<Delivery, 'ownJid'>): MessageKeyRead | Ignored | Unreadable {
  const outOfScope = ignoredChat(at(key, 'remoteJid'));
  if (outOfScope) return outOfScope;
  const providerId = text(at(key, 'id'));
  if (!providerId || providerId.length > 200) return unreadable('the key has no message id');
  const fromMe = isTrue(at(key, 'fromMe'));
  // Not knowing our own number we could not tell it from the customer's.
  const names = fromMe && !ownJid ? [] : ['remoteJidAlt', 'senderPn', 'senderLid'];
  const chat = readParty(
    at(key, 'remoteJid'),
    names.map((name) => at(key, name)),
    ownJid,
  );
  if (!chat) return unreadable('the key names no chat');
  const isGroup = parseJid(chat.jid)?.kind === 'GROUP';
  const participantNames = ['participantAlt', 'participantPn', 'participantLid'].map((name) => at(key, name));
  const participant = isGroup ? readParty(at(key, 'participant'), participantNames, null) : null;
  return { type: 'Key', providerId, inChat: { chat, isGroup, participant, fromMe } };
}

/** Chats that are no conversations. */
export function ignoredChat(jid: unknown): Ignored | null {
  const chat = parseJid(jid);
  if (chat?.kind === 'NEWSLETTER') return ignored('NEWSLETTER');
  if (chat?.kind === 'BROADCAST') return ignored(chat.user === 'status' ? 'STATUS_FEED' : 'BROADCAST');
  return null;
}
