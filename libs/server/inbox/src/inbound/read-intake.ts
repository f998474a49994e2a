import type {
  Channel,
  ContactSeen,
  ChatSeen,
  Mention,
  MessageReacted,
  MessageReceived,
  WhatsAppEvent,
} from '@prosa/server/channels';
import type { Identity } from '@prosa/server/crm';
import type { MessageDetail, StoredReaction } from '../inbox.entities';
import type { ToldBack } from '../outbound/is-echo';
import { pictureSource } from '../picture/picture-source';
import { identitiesOf } from './identities-of';
import type { Fact, IncomingMessage, Intake } from './intake';
import { isOlderThanChannel } from './is-older-than-channel';
import { readCall } from './read-call';

/** Adds what an event means to the inbox. `at` is when it was told. False: it means nothing here. */
export function readIntake(intake: Intake, channel: Channel, event: WhatsAppEvent, at: Date): boolean {
  switch (event.type) {
    case 'MessageReceived':
      return take(intake.messages, readMessage(channel, event, false));
    case 'CallReceived':
      return take(intake.messages, readCall(channel, event, at));
    case 'HistoryMessages':
      intake.messages.push(...event.messages.flatMap((message) => readMessage(channel, message, true)));
      intake.facts.push(...event.reactions.map(readReaction));
      return true;
    case 'MessageStatusChanged':
      return take(intake.facts, [{ providerId: event.providerId, at, status: event.status }]);
    case 'MessageEdited':
      return take(intake.facts, [
        { providerId: event.providerId, at: event.editedAt ?? at, edit: { text: event.text } },
      ]);
    case 'MessageDeleted':
      return take(intake.facts, [{ providerId: event.providerId, at, deleted: true }]);
    case 'MessageReacted':
      return take(intake.facts, [readReaction(event)]);
    case 'ContactSeen':
      return readPerson(intake, channel, event);
    case 'ChatSeen':
      return readChat(intake, event);
    default:
      return false;
  }
}

function take<T>(list: T[], found: readonly T[]): boolean {
  list.push(...found);
  return found.length > 0;
}

function readMessage(channel: Channel, event: MessageReceived, fromHistory: boolean): IncomingMessage[] {
  const identities = withoutOurs(channel, identitiesOf(event.chat, event.isGroup));
  const toOurselves = event.chat.phone !== null && event.chat.phone === channel.phoneNumber;
  if (identities.length === 0 || (toOurselves && !event.chat.lid) || (event.isGroup && !channel.groups)) return [];
  const writer = event.isGroup && !event.fromMe && event.participant ? identitiesOf(event.participant) : [];
  return [
    {
      providerId: event.providerId,
      // A group's messages carry the name of whoever spoke, ours carry our own.
      chat: { identities, pushName: event.isGroup || event.fromMe ? null : theirName(channel, event.pushName) },
      remoteJid: event.chat.jid,
      isGroup: event.isGroup,
      participant: writer.length > 0 ? { identities: writer, pushName: event.pushName } : null,
      fromMe: event.fromMe,
      sentAt: event.sentAt,
      kind: event.kind,
      text: event.text,
      detail: detailOf(event),
      // What may be viewed once is kept by nobody: it is shown on the phone.
      media: event.viewOnce ? null : event.media,
      told: toldBack(event),
      replyToProviderId: event.quotedProviderId,
      status: event.status,
      history: fromHistory || (event.sentAtKnown && isOlderThanChannel(channel, event.sentAt)),
    },
  ];
}

const PHONES: ReadonlySet<MessageReceived['source']> = new Set(['ANDROID', 'IOS']);

/** What of a message tells whether it is one that we sent. */
export const toldBack = (event: MessageReceived): ToldBack => ({
  kind: event.kind,
  text: event.text,
  media: event.media,
  location: event.location,
  contactCards: event.contactCards,
  onPhone: !event.viaApi && PHONES.has(event.source),
});

/** In a chat that is named by a hidden id, the number that stands beside it can be our own: that is not who the chat is with. */
const withoutOurs = ({ phoneNumber }: Channel, identities: Identity[]): Identity[] =>
  identities.filter(({ kind, value }) => kind !== 'PHONE' || value !== phoneNumber);

/** What is told as somebody's name can be ours. */
const theirName = ({ profileName }: Channel, name: string | null): string | null =>
  name !== null && name.trim() === profileName?.trim() ? null : name;

/** What a message says beside its text. Its file and the small picture of it have a row of their own. */
function detailOf(event: MessageReceived): MessageDetail | null {
  const { location, poll, reply, adReferral, quotedText, contactCards } = event;
  const detail: MessageDetail = {
    ...(location && { location }),
    ...(contactCards.length > 0 && { contactCards }),
    ...(poll && { poll }),
    ...(reply && { reply }),
    ...(adReferral && { adReferral }),
    ...(quotedText !== null && { quotedText }),
    ...(event.viewOnce && { viewOnce: true }),
    ...(event.ephemeral && { ephemeral: true }),
    ...(event.forwarded && { forwarded: true }),
    ...(event.mentionsUs && { mentionsUs: true }),
    ...(event.mentions.length > 0 && { mentions: event.mentions.flatMap(mentionOf) }),
    ...(event.kind === 'UNSUPPORTED' && { providerType: event.providerType }),
  };
  return Object.keys(detail).length > 0 ? (storable(detail) as MessageDetail) : null;
}

function mentionOf({ text, party }: Mention): NonNullable<MessageDetail['mentions']> {
  const [identity] = identitiesOf(party);
  return identity ? [{ text, ...identity }] : [];
}

/** Half a surrogate pair is no text to PostgreSQL. */
function storable(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_key, part: unknown) =>
    typeof part === 'string' ? Buffer.from(part).toString() : part,
  );
}

function readReaction(event: MessageReacted): Fact {
  const who = event.participant ?? event.chat;
  const reaction: StoredReaction = {
    // In a chat of two it is the contact, under whichever of their names they came.
    by: event.fromMe ? 'me' : event.isGroup ? (who.phone ?? who.lid ?? who.jid) : 'contact',
    fromMe: event.fromMe,
    emoji: event.emoji ?? '',
    at: event.reactedAt.getTime(),
  };
  return { providerId: event.targetProviderId, at: event.reactedAt, reaction };
}

function readPerson(intake: Intake, channel: Channel, { party, name, pictureUrl }: ContactSeen): boolean {
  const identities = withoutOurs(channel, identitiesOf(party));
  if (identities.length === 0) return false;
  intake.pictures.push({ identities, source: pictureUrl === null ? null : pictureSource(pictureUrl) });
  intake.people.push({ identities, pushName: theirName(channel, name) });
  return true;
}

/** A chat that the phone had before: its person is no new contact. A group's name is that of the group. */
function readChat(intake: Intake, event: ChatSeen): boolean {
  const identities = identitiesOf(event.party, event.isGroup);
  if (identities.length === 0) return false;
  if (event.fromHistory && !event.isGroup) intake.priorChats.push(...identities);
  intake.people.push({ identities, pushName: event.name });
  return true;
}
