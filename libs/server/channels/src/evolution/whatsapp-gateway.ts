import type { DeliveryStatus, WhatsAppEvent } from './whatsapp-event';

/** What an outside WhatsApp server does for us. Every method throws `GatewayError` and nothing else. */
export interface WhatsAppGateway {
  /** Makes the instance with its webhook; `NAME_TAKEN` when it exists (an earlier attempt got that far, or a deletion is under way). */
  createInstance(input: CreateInstance): Promise<CreatedInstance>;
  /** Starts pairing and asks for the code; `none` means "not yet", and is no failure. With a phone number also a pairing code. */
  connect(instance: string, phone?: string): Promise<ConnectAnswer>;
  connectionState(instance: string): Promise<InstanceState>;
  /** Null when there is no such instance. */
  fetchInstance(instance: string): Promise<InstanceInfo | null>;
  /** All that the server has, in one call. `state` is what its database holds: a drop that heals by itself does not show in it. */
  fetchInstances(): Promise<InstanceInfo[]>;
  /** Breaks a link that hangs, so that it is made anew with the keys it has: no code is needed. `REFUSED` when there is none. */
  restart(instance: string): Promise<void>;
  findSettings(instance: string): Promise<InstanceSettings>;
  /** Only what is given changes: the server wants all of them at once, so they are read first. */
  changeSettings(instance: string, change: InstanceSettings): Promise<void>;
  /** Replaces the whole webhook: nothing of an earlier one survives. */
  setWebhook(webhook: InstanceWebhook): Promise<void>;
  findWebhook(instance: string): Promise<StoredWebhook | null>;
  /** Unlinks the phone; `NOT_CONNECTED` when it is not linked. The instance stays. */
  logout(instance: string): Promise<void>;
  /** Only asks for it: the name stays taken until the server has finished. `NOT_FOUND` proves that it is gone. */
  deleteInstance(instance: string): Promise<void>;
  /** Sends once, never again by itself. An error with `outcomeKnown: false` may have reached the person. */
  sendText(message: TextToSend): Promise<SentMessage>;
  /** As sendText; takes up to `fileTimeoutMs` of its size. */
  sendFile(message: FileToSend): Promise<SentMessage>;
  /** Audio of any kind, as a voice note. */
  sendVoice(message: SendTarget & { bytes: Uint8Array }): Promise<SentMessage>;
  sendPlace(message: PlaceToSend): Promise<SentMessage>;
  sendCards(message: CardsToSend): Promise<SentMessage>;
  /** An empty emoji takes ours back. Asked once, never again by itself, as the two below: between two tries somebody may have changed it on the phone. */
  react(input: MessageToChange & { emoji: string }): Promise<ChangedMessage>;
  editText(input: MessageToChange & { text: string }): Promise<ChangedMessage>;
  /** For everyone. The answer only says that WhatsApp was asked. */
  deleteForEveryone(input: MessageToChange): Promise<ChangedMessage>;
  /** Newest first. */
  findMessages(query: MessageQuery): Promise<MessagePage>;
  /** The file of a message, deciphered by the server. `REFUSED` or `INVALID` when WhatsApp has it no more, or it is larger than `limit` bytes. */
  fetchMedia(query: MediaQuery): Promise<FetchedMedia>;
  /** Who of these numbers is on WhatsApp; answers in the order of the question. */
  whatsappNumbers(instance: string, numbers: readonly string[]): Promise<NumberOnWhatsApp[]>;
  /** What a group is called; null when the server does not tell. */
  groupName(instance: string, groupJid: string): Promise<string | null>;
  /** Where the profile picture of whoever has this number or jid is to be had for a while; null when they show none. */
  profilePictureUrl(instance: string, of: string): Promise<string | null>;
  /** Best effort: the server silently skips chats that are named by `@lid`. */
  markRead(instance: string, messages: readonly MessageKey[]): Promise<void>;
  /** Shows "typing…" for `durationMs`; the call lasts that long. */
  sendPresence(input: PresenceToSend): Promise<void>;
}

export interface InstanceWebhook {
  instanceName: string;
  webhookUrl: string;
  /** Sent back to us in `X-Webhook-Secret` with every delivery. */
  webhookSecret: string;
  /** The server's own event names; must not be empty, which would mean all. */
  events: readonly string[];
}
export interface CreateInstance extends InstanceWebhook {
  /** Digits; lets the server issue pairing codes from the start. */
  number?: string;
  settings?: InstanceSettings;
}
export interface CreatedInstance {
  instanceId: string | null;
  state: InstanceState | null;
}

export type InstanceState = 'OPEN' | 'CONNECTING' | 'CLOSE';

export type ConnectAnswer =
  | { kind: 'qr'; code: string; imageDataUrl: string; pairingCode: string | null; count: number }
  | { kind: 'none' }
  | { kind: 'open' };

/** Those of a server's settings for an instance that Prosa minds. */
export interface InstanceSettings {
  /** Messages of groups are not told. */
  groupsIgnore: boolean;
  /** The server marks everything as read as it comes: customers see blue ticks that nobody gave. */
  readMessages: boolean;
}

export interface InstanceInfo {
  name: string;
  instanceId: string | null;
  state: InstanceState | null;
  ownJid: string | null;
  /** E.164. */
  ownNumber: string | null;
  profileName: string | null;
  profilePictureUrl: string | null;
  /** WhatsApp's reason for the last final loss: 401 logged out, 403 banned, 402, 406. */
  disconnectionReason: number | null;
  disconnectedAt: Date | null;
  /** Null when the answer does not tell. */
  settings: InstanceSettings | null;
}

/** The webhook as the server keeps it, without the secret. */
export interface StoredWebhook {
  enabled: boolean;
  url: string | null;
  events: string[];
  byEvents: boolean;
  base64: boolean;
}

export interface SendTarget {
  instance: string;
  /** E.164 or a jid. */
  to: string;
  /** The provider's id of the message that this one answers. */
  quoted?: string;
}
export interface FileToSend extends SendTarget {
  bytes: Uint8Array;
  /** How WhatsApp shows it. */
  kind: 'IMAGE' | 'VIDEO' | 'AUDIO' | 'DOCUMENT';
  mimeType: string;
  fileName: string;
  caption?: string | null;
}
export interface PlaceToSend extends SendTarget {
  latitude: number;
  longitude: number;
  name: string | null;
  address: string | null;
}
export interface CardsToSend extends SendTarget {
  /** Phones are E.164. */
  cards: readonly { name: string; phone: string }[];
}

/** For how long sending so many bytes may take, from a slow server to WhatsApp over a slow line. */
export const fileTimeoutMs = (bytes: number): number => 60_000 + Math.ceil(bytes / 256);

export interface TextToSend extends SendTarget {
  text: string;
  /** "Typing…" is shown for so long before the message goes; the call lasts longer by that. */
  delayMs?: number;
}
export interface SentMessage {
  providerId: string;
  /** Where it really went; can differ from `to` (ninth digit, lid). */
  remoteJid: string;
  sentAt: Date | null;
}

export interface MessageKey {
  providerId: string;
  remoteJid: string;
  fromMe: boolean;
}
export interface MessageToChange {
  instance: string;
  key: MessageKey;
}
export interface ChangedMessage {
  /** As the event of the same change dates it; null when the answer does not tell. */
  at: Date | null;
}
export interface MessageQuery {
  instance: string;
  remoteJid?: string;
  providerId?: string;
  fromMe?: boolean;
  /** From 1. */
  page: number;
  limit: number;
  /** Our own number's jid: a lid chat's phone that equals it is not the customer's. */
  ownJid?: string | null;
}
export interface MessagePage {
  total: number;
  pages: number;
  page: number;
  messages: FoundMessage[];
}
export interface FoundMessage {
  /** As the event of this message would be; `Ignored` and `Unreadable` included, so that a page has no holes. */
  event: WhatsAppEvent;
  /** The furthest that the server has seen it. */
  status: DeliveryStatus | null;
  /** Changed, or taken back for everyone, since it was sent. */
  edited: boolean;
  deleted: boolean;
  /** As the server keeps it: what `foundDelivery` hands on. */
  record: unknown;
}

export interface MediaQuery {
  instance: string;
  providerId: string;
  limit: number;
}
export interface FetchedMedia {
  bytes: Buffer;
  fileName: string | null;
}

export interface NumberOnWhatsApp {
  /** As asked. */
  number: string;
  exists: boolean;
  jid: string | null;
  /** User part of the lid that goes with it; null when the server does not tell one. */
  lid: string | null;
}

export interface PresenceToSend {
  instance: string;
  to: string;
  presence: 'composing' | 'recording' | 'paused' | 'available' | 'unavailable';
  durationMs: number;
}
