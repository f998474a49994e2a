import { builder } from '@prosa/server/platform';
import { CONVERSATION_STATUSES, DIRECTIONS, HANDLERS, MESSAGE_KINDS, MESSAGE_STATUSES } from './inbox.entities';

export const ConversationStatusEnum = builder.enumType('ConversationStatus', { values: CONVERSATION_STATUSES });
export const HandlerEnum = builder.enumType('Handler', { values: HANDLERS });
export const DirectionEnum = builder.enumType('Direction', { values: DIRECTIONS });
export const MessageKindEnum = builder.enumType('MessageKind', { values: MESSAGE_KINDS });
export const MessageStatusEnum = builder.enumType('MessageStatus', {
  description:
    "UNCONFIRMED: handed over, outcome unknown; settled by the provider's echo or by a person, never by sending again.",
  values: MESSAGE_STATUSES,
});
