import { graphql } from '@prosa/dashboard/data-access';

/** Who somebody is: by what names WhatsApp knows them, whom they were taken for, and whether they want messages. */
export const PersonParts = graphql(`
  fragment PersonParts on Contact {
    __typename
    id
    name
    nameSource
    version
    phones
    avatarUrl
    createdAt
    identities {
      kind
      value
    }
    optedOut
    optedOutAt
    optOutReason
    merges {
      id
      name
      phones
      cause
      mergedAt
      undoneAt
    }
    possibleDuplicates {
      id
      name
      phones
    }
  }
`);

export const PersonDocument = graphql(`
  query InboxPerson($id: ID!) {
    node(id: $id) {
      id
      __typename
      ... on Contact {
        ...PersonParts
      }
    }
  }
`);

/** Whom to write to, or whom somebody may be the same as. */
export const ContactSearchDocument = graphql(`
  query InboxContactSearch($search: String, $first: Int!) {
    contacts(filter: { search: $search }, first: $first) {
      edges {
        node {
          id
          name
          phones
          avatarUrl
          optedOut
        }
      }
    }
  }
`);

/** Where somebody whose number nobody knows can be answered. */
export const ContactThreadDocument = graphql(`
  query InboxContactThread($id: ID!) {
    node(id: $id) {
      id
      ... on Contact {
        conversations(first: 1) {
          edges {
            node {
              id
            }
          }
        }
      }
    }
  }
`);

/** What is weighed before two contacts become one. */
export const MergeSide = graphql(`
  fragment MergeSide on Contact {
    ...PersonParts
    conversations(first: 20) {
      edges {
        node {
          id
          status
          lastActivityAt
          channel {
            id
            displayName
          }
        }
      }
    }
  }
`);

export const MergePairDocument = graphql(`
  query InboxMergePair($one: ID!, $other: ID!) {
    one: node(id: $one) {
      id
      __typename
      ... on Contact {
        ...MergeSide
      }
    }
    other: node(id: $other) {
      id
      __typename
      ... on Contact {
        ...MergeSide
      }
    }
  }
`);

/** What their wanting no messages means for the threads with them. */
export const ReplyLimits = graphql(`
  fragment ReplyLimits on Contact {
    id
    conversations(first: 10) {
      edges {
        node {
          id
          replyUntil
        }
      }
    }
  }
`);

export const ContactChangedDocument = graphql(`
  subscription InboxContactChanged($after: EventCursor) {
    contactChanged(after: $after) {
      cursor
      type
      changes
      contact {
        ...PersonParts
        ...ReplyLimits
      }
    }
  }
`);

export const SaveContactDocument = graphql(`
  mutation InboxSaveContact($input: SaveContactInput!) {
    saveContact(input: $input) {
      contact {
        ...PersonParts
      }
      userErrors {
        code
        message
      }
    }
  }
`);

export const SetOptOutDocument = graphql(`
  mutation InboxSetOptOut($input: SetContactOptOutInput!) {
    setContactOptOut(input: $input) {
      contact {
        ...PersonParts
        ...ReplyLimits
      }
      userErrors {
        code
        message
      }
    }
  }
`);

export const MergeContactsDocument = graphql(`
  mutation InboxMergeContacts($input: MergeContactsInput!) {
    mergeContacts(input: $input) {
      contact {
        ...MergeSide
      }
      userErrors {
        code
        message
      }
    }
  }
`);

export const SplitContactDocument = graphql(`
  mutation InboxSplitContact($input: SplitContactInput!) {
    splitContact(input: $input) {
      contact {
        ...PersonParts
      }
      userErrors {
        code
        message
      }
    }
  }
`);

export const StartChannelsDocument = graphql(`
  query InboxStartChannels {
    channels(first: 100) {
      edges {
        node {
          id
          displayName
          connection {
            state
          }
          firstContactBudget {
            used
            limit
            resetsAt
          }
        }
      }
    }
  }
`);

export const StartConversationDocument = graphql(`
  mutation InboxStartConversation($input: StartConversationInput!) {
    startConversation(input: $input) {
      conversation {
        ...ConversationParts
      }
      userErrors {
        code
        message
        path
      }
    }
  }
`);
