import { randomUUID } from 'node:crypto';
import { rowId } from '../ids';
import type { Json } from './wire';

export type ConnectionState = 'close' | 'connecting' | 'open';
export type Integration = 'WHATSAPP-BAILEYS' | 'WHATSAPP-BUSINESS';
export type Ack = 'ERROR' | 'PENDING' | 'SERVER_ACK' | 'DELIVERY_ACK' | 'READ' | 'PLAYED';

export interface MessageKey {
  remoteJid: string;
  remoteJidAlt?: string;
  fromMe: boolean;
  id: string;
  participant?: string;
  participantAlt?: string;
  addressingMode?: 'pn' | 'lid';
}

export interface StoredMessage {
  dbId: string;
  key: MessageKey;
  pushName: string | null;
  /** As it went over the wire (byte maps). */
  message: Json;
  messageType: string;
  messageTimestamp: number;
  source: 'android' | 'ios' | 'web';
  contextInfo?: Json | null;
  status: Ack;
  /** Whom this was written to or came from: a person's number may have two jids. */
  chatJid: string;
  media?: { base64: string; mimetype: string; fileName: string; expired?: boolean };
  /** Written while nothing was linked: known to the phone, not yet to Evolution. */
  onPhoneOnly?: boolean;
  /** Was on the phone before anything was linked. */
  history?: boolean;
  deleted?: boolean;
  edited?: boolean;
  /** The emoji that each side gave it. */
  reactions?: { business?: string; customer?: string };
}

export interface Settings {
  rejectCall: boolean;
  msgCall: string;
  groupsIgnore: boolean;
  alwaysOnline: boolean;
  readMessages: boolean;
  readStatus: boolean;
  syncFullHistory: boolean;
}

export interface WebhookRow {
  id: string;
  url: string;
  headers: Record<string, string> | null;
  enabled: boolean;
  events: string[];
  webhookByEvents: boolean;
  webhookBase64: boolean;
  createdAt: string;
  updatedAt: string;
  instanceId: string;
}

export interface LinkCode {
  code: string;
  base64: string;
  pairingCode: string | null;
  count: number;
}

export interface Disconnection {
  reasonCode: number;
  object: string;
  at: string;
}

export class Instance {
  readonly id = randomUUID();
  readonly settingId = rowId();
  state: ConnectionState = 'close';
  /** What the server's database says, and `fetchInstances` with it: a drop that heals by itself does not change it. */
  stored: 'open' | 'close' = 'close';
  /** Whether a socket to WhatsApp was made since the server started: sending before that fails in its own way. */
  socketMade = false;
  ownerJid: string | null = null;
  profileName: string | null = null;
  webhook: WebhookRow | null = null;
  code: LinkCode | null = null;
  /** The last code of an earlier attempt: `connect` still answers it while the new attempt has none. */
  staleCode: LinkCode | null = null;
  /** Codes a phone could still be holding up to the camera. */
  recentCodes: string[] = [];
  codesIssued = 0;
  codeLimitReached = false;
  pairingNumber: string | null = null;
  disconnection: Disconnection | null = null;
  deleting = false;
  /** Timers of the current attempt to connect; a newer attempt makes the older one's timers void. */
  attempt = 0;
  updatedAt: string;
  readonly messages: StoredMessage[] = [];
  readonly contacts = new Map<string, { id: string; pushName: string | null; createdAt: string; updatedAt: string }>();

  constructor(
    readonly name: string,
    readonly token: string,
    readonly number: string | null,
    public settings: Settings,
    readonly createdAt: string,
    readonly integration: Integration = 'WHATSAPP-BAILEYS',
  ) {
    this.updatedAt = createdAt;
  }

  find(id: unknown): StoredMessage | undefined {
    return this.messages.find((message) => message.key.id === id);
  }
}
