import { normaliseEvolution } from '../normalise-evolution';
import type { WhatsAppEvent } from '../whatsapp-event';
import { webhookBody } from './captured';

export const NOW = new Date('2026-11-24T12:00:00Z');
export const OWN = '5511999990000@s.whatsapp.net';

/** The items of a made-up delivery to our number. */
export const items = (event: string, data: unknown): WhatsAppEvent[] =>
  normaliseEvolution({ event, instance: 'i', data, sender: OWN, date_time: '2026-11-24T09:00:00.000Z' }, NOW).items;

/** Its one item. */
export function only(event: string, data: unknown): WhatsAppEvent {
  const [item, ...more] = items(event, data);
  if (!item || more.length > 0) throw new Error('expected one item');
  return item;
}

/** The first item of a captured delivery. */
export const firstOf = (file: string): WhatsAppEvent =>
  normaliseEvolution(webhookBody(file), NOW).items[0] as WhatsAppEvent;

/** Of a message in a chat of two. */
export const KEY = { remoteJid: '5511999990001@s.whatsapp.net', fromMe: false, id: 'A1' };
