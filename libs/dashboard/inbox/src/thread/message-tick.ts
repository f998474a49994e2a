import type { Message } from '../inbox.model';

/** What the mark under one's own bubble shows. The word always goes with the shape: never colour alone. */
export type Tick = 'waiting' | 'sent' | 'delivered' | 'read' | 'played' | 'unconfirmed' | 'failed';

/** The mark of a message; null for what the contact wrote, for system lines and for what is deleted. */
export function tickOf(message: Pick<Message, 'direction' | 'status' | 'kind' | 'deletedAt'>): Tick | null {
  if (message.direction === 'INBOUND' || message.kind === 'SYSTEM' || message.kind === 'NOTE') return null;
  if (message.deletedAt && message.status !== 'FAILED') return null;
  switch (message.status) {
    case 'QUEUED':
    case 'SENDING':
      return 'waiting';
    case 'SENT':
      return 'sent';
    case 'DELIVERED':
      return 'delivered';
    case 'READ':
      return 'read';
    case 'PLAYED':
      return 'played';
    case 'UNCONFIRMED':
      return 'unconfirmed';
    case 'FAILED':
      return 'failed';
    default:
      return null;
  }
}
