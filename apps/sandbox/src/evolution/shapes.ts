import type { Instance, StoredMessage } from './instance';
import { asStored, type Json } from './wire';

/** `messages.upsert`, `messages.set` and the answer of a send share this. */
export function upsertShape(instance: Instance, stored: StoredMessage): Json {
  const { key, pushName, status, message, contextInfo, messageType, messageTimestamp, source } = stored;
  const media =
    stored.media && instance.webhook?.webhookBase64 && !stored.media.expired ? { base64: stored.media.base64 } : {};
  return {
    key,
    pushName,
    status,
    message: { ...message, ...media },
    ...(contextInfo !== undefined && { contextInfo }),
    messageType,
    messageTimestamp,
    instanceId: instance.id,
    source,
  };
}

/** A row of `findMessages`. */
export function recordShape(instance: Instance, stored: StoredMessage): Json {
  return {
    id: stored.dbId,
    key: stored.key,
    pushName: stored.pushName,
    messageType: stored.messageType,
    message: asStored(stored.message),
    messageTimestamp: stored.messageTimestamp,
    instanceId: instance.id,
    source: stored.source,
    contextInfo: stored.contextInfo ?? null,
    MessageUpdate: [
      ...acksOf(stored),
      ...(stored.edited ? ['EDITED'] : []),
      ...(stored.deleted ? ['DELETED'] : []),
    ].map((status) => ({ status })),
  };
}

const LADDER = ['SERVER_ACK', 'DELIVERY_ACK', 'READ', 'PLAYED'];

/** The acknowledgements seen so far, oldest first. */
function acksOf(stored: StoredMessage): string[] {
  if (!stored.key.fromMe) return [];
  return stored.status === 'ERROR' ? ['ERROR'] : LADDER.slice(0, LADDER.indexOf(stored.status) + 1);
}
