import type { Message } from '../inbox.model';
import type { Bubble } from './bubble';

export interface Announcement {
  readonly bubble: Bubble;
  readonly message: Message;
}

/** The message that came, as it is now: once it is deleted its words must be nowhere any more, nor where one cannot see them. */
export function announcementOf(bubbles: readonly Bubble[], messageId: string | null): Announcement | null {
  if (messageId === null) return null;
  const bubble = bubbles.findLast(({ message }) => message?.id === messageId);
  return bubble?.message && !bubble.message.deletedAt ? { bubble, message: bubble.message } : null;
}
