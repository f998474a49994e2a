// What the mirror asks for. A test holds these documents against the schema.

const CONVERSATION = `fragment ConversationParts on Conversation {
  id version status handler unreadCount lastActivityAt
  contact { id name phones }
  channel { id displayName }
  assignee { id user { name } }
}`;

const MESSAGE = `fragment MessageParts on Message {
  id kind status direction text sentAt editedAt deletedAt sortKey
  conversation { id }
  author {
    __typename
    ... on Contact { id name }
    ... on Member { id user { name } }
    ... on Agent { id name }
  }
}`;

/** Where to follow from, before anything is loaded: what happens meanwhile comes again, and nothing is missed. */
export const START = `query { eventCursor }`;

export const CONVERSATIONS = `query Conversations($after: String) {
  conversations(first: 100, after: $after) {
    edges { node { ...ConversationParts } }
    pageInfo { hasNextPage endCursor }
  }
}
${CONVERSATION}`;

export const MESSAGES = `query Messages($id: ID!, $after: String) {
  node(id: $id) {
    ... on Conversation {
      ...ConversationParts
      messages(first: 100, after: $after) {
        edges { node { ...MessageParts } }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
}
${CONVERSATION}
${MESSAGE}`;

export const FOLLOW = `subscription Follow($after: EventCursor!) {
  events(
    after: $after
    types: [
      CONVERSATION_CREATED, CONVERSATION_CHANGED, CONVERSATION_DELETED, CONTACT_CHANGED,
      MESSAGE_RECEIVED, MESSAGE_SENT, MESSAGE_STATUS_CHANGED, MESSAGE_EDITED, MESSAGE_DELETED
    ]
  ) {
    cursor
    type
    nodeId
    ... on ConversationEvent { conversation { ...ConversationParts } }
    ... on ContactEvent { contact { id name phones } }
    ... on MessageEvent { message { ...MessageParts conversation { ...ConversationParts } } }
  }
}
${CONVERSATION}
${MESSAGE}`;
