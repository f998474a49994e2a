import { GatewayError, type GatewayErrorKind, type WhatsAppGateway } from '@prosa/server/channels';
import type { Clock } from '@prosa/server/platform';
import { identitiesOf } from '../inbound/identities-of';
import type { SendText } from './outbound.jobs';
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

/** Sends by the gateway; whatever goes wrong is an outcome. */
export const courier =
  (gateway: Pick<WhatsAppGateway, 'sendText'>, clock: Clock): SendText =>
  async (instance, to, text, quoted): Promise<Outcome> => {
    try {
      const { providerId, remoteJid, sentAt } = await gateway.sendText({ instance, to, text, ...(quoted && { quoted }) });
      return { kind: 'SENT', providerId, remoteJid, at: sentAt ?? clock.now() };
    } catch (error) {
      if (!(error instanceof GatewayError) || !error.outcomeKnown) return { kind: 'UNKNOWN' };
      return {
        kind: 'NOT_SENT',
        code: error.kind,
        message: WORDS[error.kind] ?? 'The WhatsApp server refused the message.',
        retryable: !FINAL.has(error.kind),
        again: PASSING.has(error.kind),
      };
    }
  };

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
              text: event.text,
              at: event.sentAt,
              remoteJid: event.chat.jid,
              identities: identitiesOf(event.chat, event.isGroup),
            },
          ]
        : [],
    );
  };
