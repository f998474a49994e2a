import type { UnitOfWork } from '@prosa/server/platform';
import { rowsOf, scopeOf } from '../conversation/change-conversation';
import type { Told } from '../inbound/message-facts';
import type { Conversation, Message } from '../inbox.entities';

type MessageEventType =
  | 'MESSAGE_RECEIVED'
  | 'MESSAGE_SENT'
  | 'MESSAGE_STATUS_CHANGED'
  | 'MESSAGE_EDITED'
  | 'MESSAGE_DELETED'
  | 'MESSAGE_REACTED';

/** Tells the log of a message, to whoever sees its conversation. Never carries the text. */
export function appendMessageEvent(
  unit: UnitOfWork,
  type: MessageEventType,
  conversation: Conversation,
  message: Pick<Message, 'id'>,
  changes?: Record<string, [unknown, unknown]>,
): void {
  unit.append({
    type,
    node: { type: 'Message', id: message.id },
    conversationId: conversation.id,
    audience: rowsOf(scopeOf(conversation)),
    ...(changes && { changes }),
  });
}

/** What is under way for a message changed, not yet the message itself. */
export const appendActChanged = (
  unit: UnitOfWork,
  conversation: Conversation,
  message: Pick<Message, 'id'>,
  before: string | null,
  after: string | null,
): void => appendMessageEvent(unit, 'MESSAGE_STATUS_CHANGED', conversation, message, { act: [before, after] });

export const appendStored = (unit: UnitOfWork, conversation: Conversation, message: Message): void =>
  appendMessageEvent(
    unit,
    message.direction === 'INBOUND' ? 'MESSAGE_RECEIVED' : 'MESSAGE_SENT',
    conversation,
    message,
  );

/** One event for each kind of thing that was told of a message that was there already. */
export function appendTold(unit: UnitOfWork, conversation: Conversation, message: Message, told: Told): void {
  if (told.status) appendMessageEvent(unit, 'MESSAGE_STATUS_CHANGED', conversation, message, { status: told.status });
  if (told.edited) appendMessageEvent(unit, 'MESSAGE_EDITED', conversation, message);
  if (told.deleted) appendMessageEvent(unit, 'MESSAGE_DELETED', conversation, message);
  if (told.reacted) appendMessageEvent(unit, 'MESSAGE_REACTED', conversation, message);
}
