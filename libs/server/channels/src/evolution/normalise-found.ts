import { deliveryStatus, furthest, statusesOf } from './delivery-status';
import { normaliseMessage } from './normalise-messages';
import { at, elements, isTrue } from './read';
import type { Delivery } from './read-key';
import type { WhatsAppEvent } from './whatsapp-event';

/** No event of the server's: records of findMessages that we have read back, put where its deliveries are put. */
export const FOUND_EVENT = 'messages.found';

/** A record of findMessages as if it had been delivered. The same record is the same text: it is stored once. */
export const foundDelivery = (instance: string, record: unknown, ownJid: string | null): string =>
  JSON.stringify({ event: FOUND_EVENT, instance, data: [record], sender: ownJid });

/** A record stands for the message and for all that was told of it since. */
export const normaliseFound = (data: unknown, delivery: Delivery): WhatsAppEvent[] =>
  elements(data).flatMap((record): WhatsAppEvent[] => {
    const event = normaliseMessage(record, delivery);
    if (event.type !== 'MessageReceived') return [event];
    const { providerId, chat, isGroup, participant, fromMe } = event;
    const of = { providerId, chat, isGroup, participant, fromMe };
    const told = statusesOf(record);
    const status = furthest(told.map(deliveryStatus));
    return [
      event,
      ...(status ? [{ type: 'MessageStatusChanged' as const, ...of, status }] : []),
      // An edited record holds the new text and the time of the edit.
      ...(isEdited(record)
        ? [{ type: 'MessageEdited' as const, ...of, text: event.text, viaApi: false, editedAt: event.sentAt }]
        : []),
      ...(isDeleted(record) ? [{ type: 'MessageDeleted' as const, ...of }] : []),
    ];
  });

export const isEdited = (record: unknown): boolean => statusesOf(record).includes('EDITED');
export const isDeleted = (record: unknown): boolean =>
  statusesOf(record).includes('DELETED') || isTrue(at(record, 'key', 'deleted'));
