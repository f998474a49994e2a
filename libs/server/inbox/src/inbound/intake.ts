import type { Media } from '@prosa/server/channels';
import type { Identity, Person } from '@prosa/server/crm';
import type { MessageDetail, MessageKind, MessageStatus, StoredReaction } from '../inbox.entities';
import type { FileHere } from '../media/attach';
import type { ToldBack } from '../outbound/is-echo';
import type { ToldPicture } from '../picture/ask-pictures';

/** A message of a chat as the inbox takes it in. */
export interface IncomingMessage {
  providerId: string;
  /** Every identity of the person or group that the chat is with. */
  chat: Person;
  /** Where replies go. */
  remoteJid: string;
  isGroup: boolean;
  /** Who wrote it in a group; null in a chat with one person, and for our own. */
  participant: Person | null;
  fromMe: boolean;
  sentAt: Date;
  kind: MessageKind;
  text: string | null;
  detail: MessageDetail | null;
  media: Media | null;
  /** What tells whether it is one that we sent; null for what we never send. */
  told: ToldBack | null;
  replyToProviderId: string | null;
  /** How far our own message had got when it was told. */
  status: MessageStatus | null;
  /** From the time before the number was connected: kept, but nobody is told that it is new. */
  history: boolean;
}

/** What is told of a message by its id, before or after the message itself comes. */
export interface Fact {
  providerId: string;
  at: Date;
  fromMe?: boolean | null;
  status?: MessageStatus | null;
  edit?: { text: string | null };
  deleted?: boolean;
  reaction?: StoredReaction;
}

/** All that one batch of deliveries means to the inbox. */
export interface Intake {
  messages: IncomingMessage[];
  facts: Fact[];
  /** Names and identities of people that are known already. */
  people: Person[];
  /** Which profile picture somebody has, or that they have none. */
  pictures: ToldPicture[];
  /** Chats that were there before the number was connected. */
  priorChats: Identity[];
  /** Files that came with their messages, to be kept after the commit: filled when they are taken in. */
  filesHere: FileHere[];
}

export const emptyIntake = (): Intake => ({
  messages: [],
  facts: [],
  people: [],
  pictures: [],
  priorChats: [],
  filesHere: [],
});
