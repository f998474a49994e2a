/** What can happen on a WhatsApp channel, in words of our own: nothing below this file knows what the provider calls it. */
export type WhatsAppEvent =
  | MessageReceived
  | MessageEdited
  | MessageDeleted
  | MessageReacted
  | MessageStatusChanged
  | HistoryMessages
  | ConnectionChanged
  | QrCodeIssued
  | QrLimitReached
  | LoggedOut
  | InstanceDeleted
  | ContactSeen
  | ChatSeen
  | PresenceChanged
  | CallReceived
  | Ignored
  | Unreadable;

export const WHATSAPP_MESSAGE_KINDS = [
  'TEXT',
  'IMAGE',
  'VIDEO',
  'AUDIO',
  'DOCUMENT',
  'STICKER',
  'LOCATION',
  'CONTACT_CARD',
  'POLL',
  'BUTTON_REPLY',
  'LIST_REPLY',
  'TEMPLATE',
  'SYSTEM',
  'UNSUPPORTED',
] as const;
export type WhatsAppMessageKind = (typeof WHATSAPP_MESSAGE_KINDS)[number];

/** How far a message of ours got; FAILED apart, each includes the ones before. */
export const DELIVERY_STATUSES = ['SENT', 'DELIVERED', 'READ', 'PLAYED', 'FAILED'] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** A person or group as one event names them. A phone and a lid that stand together are one person. */
export interface Party {
  jid: string;
  /** The other name in the same event, when it has one and it is not our own number. */
  alternateJid: string | null;
  /** E.164, canonical; null when the event does not tell it. */
  phone: string | null;
  /** User part of the lid; null when the event does not tell it. */
  lid: string | null;
}

/** What all events about one chat share. For a group `chat` is the group. */
export interface InChat {
  chat: Party;
  isGroup: boolean;
  /** Who did it inside a group; null in a chat of two. */
  participant: Party | null;
  /** Done by our own number. */
  fromMe: boolean;
}

export interface MessageReceived extends InChat {
  type: 'MessageReceived';
  direction: 'INBOUND' | 'OUTBOUND';
  /** Ours and sent through the provider's API: the echo of a send. Else a `fromMe` was written on a phone or computer. */
  viaApi: boolean;
  providerId: string;
  /** What the customer calls themselves; null for our own messages, whose name is ours. */
  pushName: string | null;
  sentAt: Date;
  /** False when the event told no time and `sentAt` is when we read it. */
  sentAtKnown: boolean;
  source: MessageSource;
  /** How far it had got when the event was made; null when not yet sent. */
  status: DeliveryStatus | null;
  kind: WhatsAppMessageKind;
  /** The provider's name of the content, for the label of an UNSUPPORTED one. */
  providerType: string;
  /** As written: not trimmed, not escaped. */
  text: string | null;
  media: Media | null;
  location: SharedLocation | null;
  contactCards: ContactCard[];
  poll: Poll | null;
  /** Which button or row was chosen. */
  reply: { id: string | null; title: string | null } | null;
  quotedProviderId: string | null;
  quotedText: string | null;
  /** Who is named in it, us included. */
  mentions: Mention[];
  mentionsUs: boolean;
  adReferral: AdReferral | null;
  viewOnce: boolean;
  /** Disappears from the customer's phone after a while. */
  ephemeral: boolean;
  forwarded: boolean;
}

export interface Mention {
  /** As the text has it: `@` and the user part of the jid. */
  text: string;
  party: Party;
}
export type MessageSource = 'ANDROID' | 'IOS' | 'WEB' | 'DESKTOP' | 'UNKNOWN';

export interface Media {
  mimeType: string | null;
  fileName: string | null;
  /** Bytes. */
  size: number | null;
  durationSeconds: number | null;
  /** Recorded in the chat, not a file. */
  voice: boolean;
  /** A round video message. */
  videoNote: boolean;
  /** How loud a recording is along its length: 64 values at most, 0 to 100; null when it was not told. */
  waveform: number[] | null;
  /** JPEG. */
  thumbnailBase64: string | null;
  /** The whole file, when the webhook is configured to carry it and it could be loaded. */
  contentBase64: string | null;
}
export interface SharedLocation {
  latitude: number;
  longitude: number;
  name: string | null;
  address: string | null;
  live: boolean;
}
export interface ContactCard {
  name: string | null;
  /** E.164 where they are phone numbers. */
  phones: string[];
}
export interface Poll {
  question: string | null;
  options: string[];
}
/** The advertisement that brought somebody here. */
export interface AdReferral {
  sourceType: string | null;
  sourceId: string | null;
  sourceUrl: string | null;
  title: string | null;
  body: string | null;
  /** Click-to-WhatsApp id. */
  clickId: string | null;
  conversionSource: string | null;
}

export interface MessageEdited extends InChat {
  type: 'MessageEdited';
  /** Of the message that was edited. It may be unknown to us; the same edit can come twice. */
  providerId: string;
  text: string | null;
  viaApi: boolean;
  editedAt: Date | null;
}
export interface MessageDeleted extends InChat {
  type: 'MessageDeleted';
  /** Of the message that was deleted. The same deletion can come twice. In groups `participant` may be who deleted or who wrote. */
  providerId: string;
}
export interface MessageReacted extends InChat {
  type: 'MessageReacted';
  /** Of the reaction itself. */
  providerId: string;
  targetProviderId: string;
  /** Null takes the reaction back. */
  emoji: string | null;
  pushName: string | null;
  viaApi: boolean;
  reactedAt: Date;
}
/** Arrives in any order: only ever go forward. Match by `providerId`, the chat may be named otherwise than when sending. */
export interface MessageStatusChanged extends InChat {
  type: 'MessageStatusChanged';
  /** `fromMe: false` with READ: the customer's message was read on our phone. */
  providerId: string;
  status: DeliveryStatus;
}
/** What the phone had before it was connected: to be taken in without unread counts, notices or answers. */
export interface HistoryMessages {
  type: 'HistoryMessages';
  messages: MessageReceived[];
  reactions: MessageReacted[];
}

export type ConnectionState = 'CONNECTING' | 'OPEN' | 'CLOSE' | 'REFUSED';
/** Why a connection ended, where WhatsApp says so. */
export type ConnectionReason =
  'LOGGED_OUT' | 'BANNED' | 'REPLACED' | 'RESTART_REQUIRED' | 'TIMED_OUT' | 'CONNECTION_LOST' | 'OTHER';
export interface ConnectionChanged {
  type: 'ConnectionChanged';
  state: ConnectionState;
  /** Null while nothing is wrong. */
  reason: ConnectionReason | null;
  /** WhatsApp's own code: 401 logged out, 403 banned, 402, 406; all others come back by themselves. */
  statusReason: number | null;
  ownJid: string | null;
  /** E.164. */
  ownNumber: string | null;
  profileName: string | null;
  profilePictureUrl: string | null;
}
export interface QrCodeIssued {
  type: 'QrCodeIssued';
  code: string;
  /** `data:image/png;base64,…` */
  imageDataUrl: string;
  pairingCode: string | null;
}
/** No more codes until connect is called again. */
export interface QrLimitReached {
  type: 'QrLimitReached';
}
export interface LoggedOut {
  type: 'LoggedOut';
}
export interface InstanceDeleted {
  type: 'InstanceDeleted';
}

/** Something is known of a person. Only fills in; makes neither a contact nor a conversation. */
export interface ContactSeen {
  type: 'ContactSeen';
  party: Party;
  /** Null: nothing new, keep what is known. */
  name: string | null;
  pictureUrl: string | null;
}
/** The phone has this chat; no message came with it. */
export interface ChatSeen {
  type: 'ChatSeen';
  party: Party;
  isGroup: boolean;
  name: string | null;
  unreadCount: number | null;
  /** Told while the phone's history was read, and so older than our connection. */
  fromHistory: boolean;
}
export interface PresenceChanged {
  type: 'PresenceChanged';
  chat: Party;
  isGroup: boolean;
  party: Party;
  presence: 'AVAILABLE' | 'UNAVAILABLE' | 'COMPOSING' | 'RECORDING' | 'PAUSED';
  lastSeenAt: Date | null;
}
export interface CallReceived {
  type: 'CallReceived';
  callId: string;
  caller: Party;
  /** Wrong for calls while the phone was away: the provider's clock, not ours. */
  calledAt: Date | null;
  status: 'OFFER' | 'ACCEPT' | 'REJECT' | 'TIMEOUT' | 'TERMINATE' | 'RINGING';
  video: boolean;
  isGroup: boolean;
}

/** Understood, and nothing to be done. */
export interface Ignored {
  type: 'Ignored';
  reason: string;
}
/** Not understood: kept for a person to look at. The reason holds no personal data. */
export interface Unreadable {
  type: 'Unreadable';
  reason: string;
}
