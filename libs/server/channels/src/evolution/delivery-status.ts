import { at, elements, named } from './read';
import type { DeliveryStatus } from './whatsapp-event';

/** In the order of the provider's numbers. The last three are what Cloud channels say. */
const NAMES = [
  'ERROR',
  'PENDING',
  'SERVER_ACK',
  'DELIVERY_ACK',
  'READ',
  'PLAYED',
  'SENT',
  'DELIVERED',
  'FAILED',
] as const;
const MEANS: Record<(typeof NAMES)[number], DeliveryStatus | null> = {
  ERROR: 'FAILED',
  PENDING: null,
  SERVER_ACK: 'SENT',
  DELIVERY_ACK: 'DELIVERED',
  READ: 'READ',
  PLAYED: 'PLAYED',
  SENT: 'SENT',
  DELIVERED: 'DELIVERED',
  FAILED: 'FAILED',
};

/** Null for PENDING, which says nothing yet, and for what we do not know (`isPending` tells them apart). */
export function deliveryStatus(raw: unknown): DeliveryStatus | null {
  const name = named(raw, typeof raw === 'number' ? NAMES.slice(0, 6) : NAMES);
  return name ? MEANS[name] : null;
}

export const isPending = (raw: unknown): boolean => named(raw, NAMES.slice(0, 6)) === 'PENDING';

/** All that a record of findMessages tells of how far its message got, edits and deletions (EDITED, DELETED) included. */
export const statusesOf = (record: unknown): unknown[] => [
  at(record, 'status'),
  ...elements(at(record, 'MessageUpdate')).map((update) => at(update, 'status')),
];

const FORWARD: readonly DeliveryStatus[] = ['FAILED', 'SENT', 'DELIVERED', 'READ', 'PLAYED'];

/** The furthest of some statuses: acks arrive in any order, and what was delivered did not fail. */
export function furthest(statuses: readonly (DeliveryStatus | null)[]): DeliveryStatus | null {
  return statuses.reduce(
    (best, status) => (status && (!best || FORWARD.indexOf(status) > FORWARD.indexOf(best)) ? status : best),
    null,
  );
}
