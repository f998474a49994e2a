import { graphql } from '@prosa/dashboard/data-access';

// One fragment per thing on the screen: a live event that carries the fragment updates every view of it in the cache.
export const MessageParts = graphql(`
  fragment MessageParts on Message {
    __typename
    id
    direction
    kind
    status
    text
    sortKey
    sentAt
    deliveredAt
    readAt
    editedAt
    deletedAt
    sendsAt
    attachment {
      url
      mimeType
      fileName
      size
      durationSeconds
      thumbnailUrl
      state
      waveform
      voice
      videoNote
    }
    location {
      latitude
      longitude
      name
      address
      live
    }
    contactCards {
      name
      phones
    }
    poll {
      question
      options
    }
    choice {
      title
    }
    referral {
      title
      body
      sourceUrl
    }
    system {
      code
    }
    viewOnce
    ephemeral
    forwarded
    mentionsUs
    mentionedMembers {
      id
      user {
        id
        name
      }
    }
    unsupportedType
    quotedText
    failure {
      code
      message
      retryable
    }
    author {
      __typename
      ... on Contact {
        id
        name
      }
      ... on Member {
        id
        user {
          id
          name
        }
      }
      ... on Agent {
        id
        name
      }
      ... on PhoneOwner {
        channel {
          id
          displayName
        }
      }
      ... on Channel {
        id
        displayName
      }
    }
    reactions {
      emoji
      author {
        __typename
        ... on Contact {
          id
          name
        }
        ... on Member {
          id
          user {
            id
            name
          }
        }
      }
    }
    act {
      kind
      content
      failure {
        code
        message
      }
    }
    replyTo {
      id
      text
      kind
      deletedAt
      author {
        __typename
        ... on Contact {
          id
          name
        }
        ... on Member {
          id
          user {
            id
            name
          }
        }
        ... on Agent {
          id
          name
        }
      }
    }
  }
`);

export const ConversationParts = graphql(`
  fragment ConversationParts on Conversation {
    __typename
    id
    version
    status
    handler
    handoffReason
    unreadCount
    lastActivityAt
    labels
    isGroup
    snoozedUntil
    replyUntil
    contact {
      id
      name
      phones
      avatarUrl
      optedOut
      createdAt
    }
    channel {
      id
      displayName
      phoneNumber
      capabilities
      connection {
        state
        since
        reason
      }
    }
    agent {
      id
      name
      status
    }
    assignee {
      id
      user {
        id
        name
      }
    }
    team {
      id
      name
    }
    scheduledMessages {
      id
      text
      sendAt
      cancelOnReply
      failure {
        code
      }
    }
    lastMessage {
      ...MessageParts
    }
  }
`);

export const ConversationsDocument = graphql(`
  query InboxConversations($filter: ConversationFilter, $first: Int!, $after: String) {
    conversations(filter: $filter, first: $first, after: $after) {
      edges {
        __typename
        cursor
        node {
          ...ConversationParts
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

export const InboxCountsDocument = graphql(`
  query InboxCounts {
    inboxCounts {
      mine
      unassigned
      agent
      all
    }
  }
`);

export const ConversationDocument = graphql(`
  query InboxConversation($id: ID!) {
    node(id: $id) {
      id
      __typename
      ... on Conversation {
        ...ConversationParts
      }
    }
  }
`);

/** The run of messages that is at hand, and each page that is joined to it: `after` to the past, `before` to the present. */
export const TimelineDocument = graphql(`
  query InboxTimeline($id: ID!, $first: Int, $after: String, $last: Int, $before: String, $around: ID) {
    node(id: $id) {
      id
      __typename
      ... on Conversation {
        messages(first: $first, after: $after, last: $last, before: $before, around: $around) {
          edges {
            __typename
            cursor
            node {
              ...MessageParts
            }
          }
          pageInfo {
            hasNextPage
            endCursor
            hasPreviousPage
            startCursor
          }
        }
      }
    }
  }
`);

/** Who wrote what, back to the first that nobody has read: no more of them than that. */
export const UnreadDocument = graphql(`
  query InboxUnread($id: ID!, $first: Int!, $after: String) {
    node(id: $id) {
      id
      __typename
      ... on Conversation {
        messages(first: $first, after: $after) {
          edges {
            node {
              id
              direction
            }
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }
    }
  }
`);

/** Asked only while there is no conversation at all: whether a number is there to write to. */
export const NumbersDocument = graphql(`
  query InboxNumbers {
    channels(first: 1) {
      edges {
        node {
          id
        }
      }
    }
  }
`);

export const MembersDocument = graphql(`
  query InboxMembers {
    members(first: 100) {
      edges {
        node {
          id
          active
          availability
          user {
            id
            name
          }
        }
      }
    }
  }
`);

/** Whom a conversation can be given to, and how much each has already; asked when somebody chooses. */
export const TakersDocument = graphql(`
  query InboxTakers {
    members(first: 100) {
      edges {
        node {
          id
          active
          availability
          openConversations
          user {
            id
            name
          }
        }
      }
    }
    teams {
      id
      name
      members {
        id
      }
    }
  }
`);

export const ActivityParts = graphql(`
  fragment ActivityParts on ConversationActivity {
    __typename
    id
    kind
    at
    sortKey
    reason
    until
    labelsAdded
    labelsRemoved
    note
    actor {
      __typename
      ... on Member {
        id
        user {
          id
          name
        }
      }
      ... on Agent {
        id
        name
      }
    }
    member {
      id
      user {
        id
        name
      }
    }
    team {
      id
      name
    }
  }
`);

export const ActivityDocument = graphql(`
  query InboxActivity($id: ID!, $first: Int!, $after: String) {
    node(id: $id) {
      id
      __typename
      ... on Conversation {
        activity(first: $first, after: $after) {
          edges {
            node {
              ...ActivityParts
            }
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }
    }
  }
`);

/** What a list can be narrowed to, beside its labels. */
export const FiltersDocument = graphql(`
  query InboxFilters {
    teams {
      id
      name
    }
    channels(first: 100) {
      edges {
        node {
          id
          displayName
        }
      }
    }
  }
`);

/** How many there are under each of these filters; what is past the limit counts as the limit. */
export const ConversationCountsDocument = graphql(`
  query InboxConversationCounts($filters: [ConversationFilter!]!) {
    conversationCounts(filters: $filters)
  }
`);

export const ContactHistoryDocument = graphql(`
  query InboxContactHistory($id: ID!) {
    node(id: $id) {
      id
      __typename
      ... on Contact {
        id
        name
        phones
        createdAt
        conversations(first: 20) {
          edges {
            node {
              id
              status
              lastActivityAt
              channel {
                id
                displayName
                phoneNumber
              }
            }
          }
        }
      }
    }
  }
`);
