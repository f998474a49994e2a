import type { MessageStatus } from '../inbox.entities';

/** How far an outgoing message got. States only go forward; a delivery disproves a failure that was reported before it. */
const RANK: Partial<Record<MessageStatus, number>> = { SENT: 1, FAILED: 2, DELIVERED: 3, READ: 4, PLAYED: 5 };
const rank = (status: MessageStatus | null | undefined) => (status ? (RANK[status] ?? 0) : 0);

/** The one of the two that is further on the way; the first when neither is. */
export const further = <T extends MessageStatus | null | undefined>(
  known: T,
  told: MessageStatus | null | undefined,
): T | MessageStatus => (told && rank(told) > rank(known) ? told : known);

export const isDelivered = (status: MessageStatus | null | undefined): boolean => rank(status) >= 3;
export const isRead = (status: MessageStatus | null | undefined): boolean => rank(status) >= 4;

/** Statuses of a message that may still have to be handed to the provider, or whose outcome is open. */
export const OUTSTANDING = `('QUEUED', 'SENDING', 'UNCONFIRMED')`;
