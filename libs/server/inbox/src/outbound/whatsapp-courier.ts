import { buffer } from 'node:stream/consumers';
import { GatewayError, type GatewayErrorKind, type WhatsAppGateway } from '@prosa/server/channels';
import type { BlobStore, Clock } from '@prosa/server/platform';
import { identitiesOf } from '../inbound/identities-of';
import { toldBack } from '../inbound/read-intake';
import type { SendClaim } from './claim-next';
import type { Send, ShowTyping } from './outbound.jobs';
import type { OutgoingFile } from './outgoing';
import type { Outcome } from './record-outcome';
import type { FindSent } from './settle-messages';

/** Failures that pass by themselves: tried again for a while. */
export const PASSING: ReadonlySet<GatewayErrorKind> = new Set(['UNREACHABLE', 'NOT_CONNECTED', 'SERVER']);
/** Failures that trying again cannot change. */
export const FINAL: ReadonlySet<GatewayErrorKind> = new Set(['NOT_ON_WHATSAPP', 'INVALID']);

export const WORDS: Partial<Record<GatewayErrorKind, string>> = {
  UNREACHABLE: 'The WhatsApp server could not be reached.',
  UNAUTHORISED: 'The WhatsApp server refused our key.',
  NOT_FOUND: 'The WhatsApp server does not know this channel any more.',
  NOT_ON_WHATSAPP: 'This number is not on WhatsApp.',
  NOT_CONNECTED: 'The channel is not connected to WhatsApp.',
  INVALID: 'WhatsApp cannot send this message.',
  SERVER: 'The WhatsApp server failed.',
};

export type SendGateway = Pick<WhatsAppGateway, 'sendText' | 'sendFile' | 'sendVoice' | 'sendPlace' | 'sendCards'>;

/** Sends by the gateway; whatever goes wrong is an outcome. */
export const courier =
  (gateway: SendGateway, clock: Clock, blobs: BlobStore): Send =>
  async (claim): Promise<Outcome> => {
    let bytes: Buffer | null = null;
    if (claim.content.kind === 'FILE') {
      bytes = await bytesOf(blobs, claim.tenantId, claim.content).catch(() => null);
      if (!bytes) return FILE_UNREADABLE;
    }
    try {
      const { providerId, remoteJid, sentAt } = await handOver(gateway, claim, bytes);
      return { kind: 'SENT', providerId, remoteJid, at: sentAt ?? clock.now() };
    } catch (error) {
      if (!(error instanceof GatewayError) || !error.outcomeKnown) return { kind: 'UNKNOWN' };
      return {
        kind: 'NOT_SENT',
        code: error.kind,
        message: WORDS[error.kind] ?? 'The WhatsApp server refused the message.',
        retryable: !FINAL.has(error.kind),
        again: PASSING.has(error.kind),
        keyRefused: error.kind === 'UNAUTHORISED',
      };
    }
  };

/** Nothing has left: a disk that is away for a moment comes back. */
const FILE_UNREADABLE: Outcome = {
  kind: 'NOT_SENT',
  code: 'FILE_UNREADABLE',
  message: 'The file could not be read here.',
  retryable: true,
  again: true,
};

async function bytesOf(blobs: BlobStore, tenantId: string, { blobId }: OutgoingFile): Promise<Buffer | null> {
  const size = await blobs.sizeOf(tenantId, blobId);
  return size === null || size === 0 ? null : buffer(blobs.read(tenantId, blobId, { start: 0, end: size - 1 }));
}

function handOver(
  gateway: SendGateway,
  { instanceName: instance, to, content, quoted }: SendClaim,
  bytes: Buffer | null,
) {
  const target = { instance, to, ...(quoted && { quoted }) };
  switch (content.kind) {
    case 'TEXT':
      return gateway.sendText({ ...target, text: content.text });
    case 'PLACE':
      return gateway.sendPlace({ ...target, ...content });
    case 'CARDS':
      return gateway.sendCards({ ...target, cards: content.cards });
    case 'FILE': {
      const { as: kind, mimeType, fileName, caption, voice } = content;
      const file = { ...target, bytes: bytes as Buffer };
      return voice ? gateway.sendVoice(file) : gateway.sendFile({ ...file, kind, mimeType, fileName, caption });
    }
  }
}

/** The newest messages of ours that the provider has. Not asked by chat: it may keep a chat under another jid than we sent to. */
export const finder =
  (gateway: Pick<WhatsAppGateway, 'findMessages'>): FindSent =>
  async (instance) => {
    const { messages } = await gateway.findMessages({ instance, fromMe: true, page: 1, limit: 50 });
    return messages.flatMap(({ event }) =>
      event.type === 'MessageReceived' && event.fromMe
        ? [
            {
              providerId: event.providerId,
              told: toldBack(event),
              at: event.sentAt,
              remoteJid: event.chat.jid,
              identities: identitiesOf(event.chat, event.isGroup),
            },
          ]
        : [],
    );
  };

/** Tells the contact that somebody is typing. Best effort: it delays and fails nothing. */
export const typist =
  (gateway: Pick<WhatsAppGateway, 'sendPresence'>): ShowTyping =>
  (typing) =>
    void gateway.sendPresence({ ...typing, presence: 'composing' }).catch(() => undefined);
