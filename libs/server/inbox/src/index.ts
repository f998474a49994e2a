import './contact-in-sight';
import './inbox.subscriptions';

export * from './inbox.entities';
export { setIsAgentActive } from './inbox.mutations';
export * from './inbox.jobs';
export * from './wake';
export { AGENT_DEBOUNCE_MS, handToPeople } from './conversation/conversation.rules';
export { scopeOf, watchConversation } from './conversation/change-conversation';
export { ConversationConnection, ConversationRef } from './conversation/conversation.graphql';
export { findConversation } from './conversation/find-conversation';
export * from './conversation/conversation.read';
export { returnConversationToAgent, type IsAgentActive } from './conversation/return-conversation-to-agent';
export type { ChannelEvent, ChannelEvents } from './inbound/channel-events';
export { addMessageAuthor, PhoneOwnerRef } from './message/message-author.graphql';
export { MessageConnection } from './message/message.graphql';
export { MessageRef } from './message/message.refs';
export * from './message/message.read';
export { queueMessage, type QueuedText } from './outbound/send-message';
