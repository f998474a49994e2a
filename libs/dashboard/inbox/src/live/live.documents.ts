import { graphql } from '@prosa/dashboard/data-access';

export const ChannelStateDocument = graphql(`
  subscription InboxChannelState($channelId: ID!) {
    channelConnection(channelId: $channelId) {
      state
      since
      reason
      channel {
        id
        connection {
          state
          since
          reason
        }
      }
    }
  }
`);

export const MessageReceivedDocument = graphql(`
  subscription InboxMessageReceived($after: EventCursor) {
    messageReceived(after: $after) {
      cursor
      message {
        ...MessageParts
        conversation {
          ...ConversationParts
        }
      }
    }
  }
`);

export const MessageChangedDocument = graphql(`
  subscription InboxMessageChanged($after: EventCursor) {
    messageChanged(after: $after) {
      cursor
      nodeId
      message {
        ...MessageParts
      }
    }
  }
`);

export const ConversationChangedDocument = graphql(`
  subscription InboxConversationChanged($after: EventCursor) {
    conversationChanged(after: $after) {
      cursor
      nodeId
      conversation {
        ...ConversationParts
      }
    }
  }
`);

export const PresenceDocument = graphql(`
  subscription InboxPresence($conversationId: ID!) {
    conversationPresence(conversationId: $conversationId) {
      typing
      member {
        id
        user {
          id
          name
        }
      }
    }
  }
`);

export const TypingDocument = graphql(`
  subscription InboxTyping($conversationId: ID!) {
    typing(conversationId: $conversationId) {
      typing
      author {
        __typename
        ... on Contact {
          id
          name
        }
      }
    }
  }
`);

/** What has no subscription of its own: labels, and what was done with a conversation. */
export const SharingEventsDocument = graphql(`
  subscription InboxSharingEvents($after: EventCursor, $types: [EventType!]) {
    events(after: $after, types: $types) {
      __typename
      cursor
      type
      nodeId
      changes
      ... on EntityEvent {
        node {
          __typename
          id
          ... on Label {
            ...LabelParts
          }
          ... on ConversationActivity {
            ...ActivityParts
            conversation {
              id
            }
          }
        }
      }
    }
  }
`);
