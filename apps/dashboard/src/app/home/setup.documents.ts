import { graphql } from '@prosa/dashboard/data-access';

export const SetupQuery = graphql(`
  query Setup {
    eventCursor
    agents(first: 30) {
      edges {
        node {
          id
          name
          status
          channels {
            id
          }
        }
      }
    }
    channels(first: 30) {
      edges {
        node {
          ...ChannelParts
        }
      }
    }
    conversations(first: 1) {
      edges {
        node {
          id
          lastActivityAt
        }
      }
    }
  }
`);

export const SetupEventsSubscription = graphql(`
  subscription SetupEvents($after: EventCursor) {
    events(
      types: [
        AGENT_CHANGED
        AGENT_DELETED
        CHANNEL_CHANGED
        CHANNEL_CONNECTION_CHANGED
        CHANNEL_DELETED
        MESSAGE_RECEIVED
        CONVERSATION_CREATED
      ]
      after: $after
    ) {
      cursor
      type
      nodeId
    }
  }
`);
