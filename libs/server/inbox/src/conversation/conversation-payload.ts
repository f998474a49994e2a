import { payloadType } from '@prosa/server/platform';
import { ConversationRef } from './conversation.graphql';
import type { ConversationRow } from './conversation.read';

export const ConversationPayload = payloadType<ConversationRow>(
  'ConversationPayload',
  'conversation',
  ConversationRef as never,
);
