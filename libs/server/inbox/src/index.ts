import './contact-in-sight';

export * from './inbox.entities';
export * from './inbox.jobs';
export * from './wake';
export { AGENT_DEBOUNCE_MS, handToPeople } from './conversation/conversation.rules';
export { scopeOf, watchConversation } from './conversation/change-conversation';
export * from './conversation/conversation.read';
export type { IsAgentActive } from './conversation/return-conversation-to-agent';
export type { ChannelEvent, ChannelEvents } from './inbound/channel-events';
export * from './message/message.read';
export { queueMessage, type QueuedText } from './outbound/send-message';
