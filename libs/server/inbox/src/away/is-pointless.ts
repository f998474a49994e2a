import type { Channel } from '@prosa/server/channels';
import type { Contact } from '@prosa/server/crm';
import type { UnitOfWork } from '@prosa/server/platform';
import type { Conversation, Message } from '../inbox.entities';
import { isFresh } from './away.rules';
import { closedAt, hasAnswer } from './say-away';

/** While it waited for its turn, what the channel says by itself lost its meaning: somebody answered, or came, or it is too late. */
export async function isPointless(
  unit: UnitOfWork,
  conversation: Conversation,
  message: Message,
  channel: Channel | null,
  contact: Contact | null,
): Promise<boolean> {
  const now = unit.ctx.platform.clock.now();
  if (!channel || channel.deletedAt || !contact || contact.optedOutAt) return true;
  if (message.queuedAt && !isFresh(message.queuedAt, now)) return true;
  const since = await closedAt(unit, channel, now);
  return !since || (await hasAnswer(unit, conversation, since, message.id));
}
