/* eslint-disable */
import * as types from './graphql';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  fragment ViewerParts on Viewer {\n    permissions\n    user {\n      id\n      name\n      email\n      locale\n    }\n    member {\n      id\n      role\n    }\n    tenant {\n      id\n      name\n      locale\n      timeZone\n      currency\n    }\n    memberships {\n      id\n      role\n      tenant {\n        id\n        name\n      }\n    }\n  }\n": typeof types.ViewerPartsFragmentDoc,
    "\n  query Viewer {\n    viewer {\n      ...ViewerParts\n    }\n  }\n": typeof types.ViewerDocument,
    "\n  mutation Logout {\n    logout {\n      ok\n    }\n  }\n": typeof types.LogoutDocument,
    "\n  query EventCursor {\n    eventCursor\n  }\n": typeof types.EventCursorDocument,
    "\n  fragment MessageParts on Message {\n    __typename\n    id\n    direction\n    kind\n    status\n    text\n    sortKey\n    sentAt\n    deliveredAt\n    readAt\n    editedAt\n    deletedAt\n    failure {\n      code\n      message\n      retryable\n    }\n    author {\n      __typename\n      ... on Contact {\n        id\n        name\n      }\n      ... on Member {\n        id\n        user {\n          id\n          name\n        }\n      }\n      ... on Agent {\n        id\n        name\n      }\n      ... on PhoneOwner {\n        channel {\n          id\n          displayName\n        }\n      }\n    }\n    replyTo {\n      id\n      text\n      kind\n      deletedAt\n      author {\n        __typename\n        ... on Contact {\n          id\n          name\n        }\n        ... on Member {\n          id\n          user {\n            id\n            name\n          }\n        }\n        ... on Agent {\n          id\n          name\n        }\n      }\n    }\n  }\n": typeof types.MessagePartsFragmentDoc,
    "\n  fragment ConversationParts on Conversation {\n    __typename\n    id\n    version\n    status\n    handler\n    unreadCount\n    lastActivityAt\n    labels\n    isGroup\n    snoozedUntil\n    contact {\n      id\n      name\n      phones\n      createdAt\n    }\n    channel {\n      id\n      displayName\n      phoneNumber\n      connection {\n        state\n        since\n        reason\n      }\n    }\n    agent {\n      id\n      name\n      status\n    }\n    assignee {\n      id\n      user {\n        id\n        name\n      }\n    }\n    lastMessage {\n      ...MessageParts\n    }\n  }\n": typeof types.ConversationPartsFragmentDoc,
    "\n  query InboxConversations($filter: ConversationFilter, $first: Int!, $after: String) {\n    conversations(filter: $filter, first: $first, after: $after) {\n      edges {\n        __typename\n        cursor\n        node {\n          ...ConversationParts\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": typeof types.InboxConversationsDocument,
    "\n  query InboxConversation($id: ID!) {\n    node(id: $id) {\n      id\n      __typename\n      ... on Conversation {\n        ...ConversationParts\n      }\n    }\n  }\n": typeof types.InboxConversationDocument,
    "\n  query InboxTimeline($id: ID!, $first: Int!, $after: String) {\n    node(id: $id) {\n      id\n      __typename\n      ... on Conversation {\n        messages(first: $first, after: $after) {\n          edges {\n            __typename\n            cursor\n            node {\n              ...MessageParts\n            }\n          }\n          pageInfo {\n            hasNextPage\n            endCursor\n          }\n        }\n      }\n    }\n  }\n": typeof types.InboxTimelineDocument,
    "\n  query InboxMembers {\n    members(first: 100) {\n      edges {\n        node {\n          id\n          active\n          user {\n            id\n            name\n          }\n        }\n      }\n    }\n  }\n": typeof types.InboxMembersDocument,
    "\n  query InboxContactHistory($id: ID!) {\n    node(id: $id) {\n      id\n      __typename\n      ... on Contact {\n        id\n        name\n        phones\n        createdAt\n        conversations(first: 20) {\n          edges {\n            node {\n              id\n              status\n              lastActivityAt\n              channel {\n                id\n                displayName\n                phoneNumber\n              }\n            }\n          }\n        }\n      }\n    }\n  }\n": typeof types.InboxContactHistoryDocument,
    "\n  mutation InboxSendMessage($input: SendMessageInput!) {\n    sendMessage(input: $input) {\n      __typename\n      message {\n        ...MessageParts\n        conversation {\n          ...ConversationParts\n        }\n      }\n      userErrors {\n        code\n        message\n        path\n      }\n    }\n  }\n": typeof types.InboxSendMessageDocument,
    "\n  mutation InboxRetryMessage($input: IdInput!) {\n    retryMessage(input: $input) {\n      __typename\n      message {\n        ...MessageParts\n      }\n      userErrors {\n        code\n        message\n        path\n      }\n    }\n  }\n": typeof types.InboxRetryMessageDocument,
    "\n  mutation InboxMarkRead($input: MarkConversationReadInput!) {\n    markConversationRead(input: $input) {\n      __typename\n      conversation {\n        __typename\n        id\n        unreadCount\n        version\n      }\n      userErrors {\n        code\n        message\n        path\n      }\n    }\n  }\n": typeof types.InboxMarkReadDocument,
    "\n  mutation InboxUpdateConversation($input: UpdateConversationInput!) {\n    updateConversation(input: $input) {\n      __typename\n      conversation {\n        ...ConversationParts\n      }\n      userErrors {\n        code\n        message\n        path\n      }\n    }\n  }\n": typeof types.InboxUpdateConversationDocument,
    "\n  mutation InboxTakeOver($input: IdInput!) {\n    takeOverConversation(input: $input) {\n      __typename\n      conversation {\n        ...ConversationParts\n      }\n      userErrors {\n        code\n        message\n        path\n      }\n    }\n  }\n": typeof types.InboxTakeOverDocument,
    "\n  mutation InboxReturnToAgent($input: IdInput!) {\n    returnConversationToAgent(input: $input) {\n      __typename\n      conversation {\n        ...ConversationParts\n      }\n      userErrors {\n        code\n        message\n        path\n      }\n    }\n  }\n": typeof types.InboxReturnToAgentDocument,
    "\n  subscription InboxChannelState($channelId: ID!) {\n    channelConnection(channelId: $channelId) {\n      state\n      since\n      reason\n      channel {\n        id\n        connection {\n          state\n          since\n          reason\n        }\n      }\n    }\n  }\n": typeof types.InboxChannelStateDocument,
};
const documents: Documents = {
    "\n  fragment ViewerParts on Viewer {\n    permissions\n    user {\n      id\n      name\n      email\n      locale\n    }\n    member {\n      id\n      role\n    }\n    tenant {\n      id\n      name\n      locale\n      timeZone\n      currency\n    }\n    memberships {\n      id\n      role\n      tenant {\n        id\n        name\n      }\n    }\n  }\n": types.ViewerPartsFragmentDoc,
    "\n  query Viewer {\n    viewer {\n      ...ViewerParts\n    }\n  }\n": types.ViewerDocument,
    "\n  mutation Logout {\n    logout {\n      ok\n    }\n  }\n": types.LogoutDocument,
    "\n  query EventCursor {\n    eventCursor\n  }\n": types.EventCursorDocument,
    "\n  fragment MessageParts on Message {\n    __typename\n    id\n    direction\n    kind\n    status\n    text\n    sortKey\n    sentAt\n    deliveredAt\n    readAt\n    editedAt\n    deletedAt\n    failure {\n      code\n      message\n      retryable\n    }\n    author {\n      __typename\n      ... on Contact {\n        id\n        name\n      }\n      ... on Member {\n        id\n        user {\n          id\n          name\n        }\n      }\n      ... on Agent {\n        id\n        name\n      }\n      ... on PhoneOwner {\n        channel {\n          id\n          displayName\n        }\n      }\n    }\n    replyTo {\n      id\n      text\n      kind\n      deletedAt\n      author {\n        __typename\n        ... on Contact {\n          id\n          name\n        }\n        ... on Member {\n          id\n          user {\n            id\n            name\n          }\n        }\n        ... on Agent {\n          id\n          name\n        }\n      }\n    }\n  }\n": types.MessagePartsFragmentDoc,
    "\n  fragment ConversationParts on Conversation {\n    __typename\n    id\n    version\n    status\n    handler\n    unreadCount\n    lastActivityAt\n    labels\n    isGroup\n    snoozedUntil\n    contact {\n      id\n      name\n      phones\n      createdAt\n    }\n    channel {\n      id\n      displayName\n      phoneNumber\n      connection {\n        state\n        since\n        reason\n      }\n    }\n    agent {\n      id\n      name\n      status\n    }\n    assignee {\n      id\n      user {\n        id\n        name\n      }\n    }\n    lastMessage {\n      ...MessageParts\n    }\n  }\n": types.ConversationPartsFragmentDoc,
    "\n  query InboxConversations($filter: ConversationFilter, $first: Int!, $after: String) {\n    conversations(filter: $filter, first: $first, after: $after) {\n      edges {\n        __typename\n        cursor\n        node {\n          ...ConversationParts\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": types.InboxConversationsDocument,
    "\n  query InboxConversation($id: ID!) {\n    node(id: $id) {\n      id\n      __typename\n      ... on Conversation {\n        ...ConversationParts\n      }\n    }\n  }\n": types.InboxConversationDocument,
    "\n  query InboxTimeline($id: ID!, $first: Int!, $after: String) {\n    node(id: $id) {\n      id\n      __typename\n      ... on Conversation {\n        messages(first: $first, after: $after) {\n          edges {\n            __typename\n            cursor\n            node {\n              ...MessageParts\n            }\n          }\n          pageInfo {\n            hasNextPage\n            endCursor\n          }\n        }\n      }\n    }\n  }\n": types.InboxTimelineDocument,
    "\n  query InboxMembers {\n    members(first: 100) {\n      edges {\n        node {\n          id\n          active\n          user {\n            id\n            name\n          }\n        }\n      }\n    }\n  }\n": types.InboxMembersDocument,
    "\n  query InboxContactHistory($id: ID!) {\n    node(id: $id) {\n      id\n      __typename\n      ... on Contact {\n        id\n        name\n        phones\n        createdAt\n        conversations(first: 20) {\n          edges {\n            node {\n              id\n              status\n              lastActivityAt\n              channel {\n                id\n                displayName\n                phoneNumber\n              }\n            }\n          }\n        }\n      }\n    }\n  }\n": types.InboxContactHistoryDocument,
    "\n  mutation InboxSendMessage($input: SendMessageInput!) {\n    sendMessage(input: $input) {\n      __typename\n      message {\n        ...MessageParts\n        conversation {\n          ...ConversationParts\n        }\n      }\n      userErrors {\n        code\n        message\n        path\n      }\n    }\n  }\n": types.InboxSendMessageDocument,
    "\n  mutation InboxRetryMessage($input: IdInput!) {\n    retryMessage(input: $input) {\n      __typename\n      message {\n        ...MessageParts\n      }\n      userErrors {\n        code\n        message\n        path\n      }\n    }\n  }\n": types.InboxRetryMessageDocument,
    "\n  mutation InboxMarkRead($input: MarkConversationReadInput!) {\n    markConversationRead(input: $input) {\n      __typename\n      conversation {\n        __typename\n        id\n        unreadCount\n        version\n      }\n      userErrors {\n        code\n        message\n        path\n      }\n    }\n  }\n": types.InboxMarkReadDocument,
    "\n  mutation InboxUpdateConversation($input: UpdateConversationInput!) {\n    updateConversation(input: $input) {\n      __typename\n      conversation {\n        ...ConversationParts\n      }\n      userErrors {\n        code\n        message\n        path\n      }\n    }\n  }\n": types.InboxUpdateConversationDocument,
    "\n  mutation InboxTakeOver($input: IdInput!) {\n    takeOverConversation(input: $input) {\n      __typename\n      conversation {\n        ...ConversationParts\n      }\n      userErrors {\n        code\n        message\n        path\n      }\n    }\n  }\n": types.InboxTakeOverDocument,
    "\n  mutation InboxReturnToAgent($input: IdInput!) {\n    returnConversationToAgent(input: $input) {\n      __typename\n      conversation {\n        ...ConversationParts\n      }\n      userErrors {\n        code\n        message\n        path\n      }\n    }\n  }\n": types.InboxReturnToAgentDocument,
    "\n  subscription InboxChannelState($channelId: ID!) {\n    channelConnection(channelId: $channelId) {\n      state\n      since\n      reason\n      channel {\n        id\n        connection {\n          state\n          since\n          reason\n        }\n      }\n    }\n  }\n": types.InboxChannelStateDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ViewerParts on Viewer {\n    permissions\n    user {\n      id\n      name\n      email\n      locale\n    }\n    member {\n      id\n      role\n    }\n    tenant {\n      id\n      name\n      locale\n      timeZone\n      currency\n    }\n    memberships {\n      id\n      role\n      tenant {\n        id\n        name\n      }\n    }\n  }\n"): (typeof documents)["\n  fragment ViewerParts on Viewer {\n    permissions\n    user {\n      id\n      name\n      email\n      locale\n    }\n    member {\n      id\n      role\n    }\n    tenant {\n      id\n      name\n      locale\n      timeZone\n      currency\n    }\n    memberships {\n      id\n      role\n      tenant {\n        id\n        name\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Viewer {\n    viewer {\n      ...ViewerParts\n    }\n  }\n"): (typeof documents)["\n  query Viewer {\n    viewer {\n      ...ViewerParts\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Logout {\n    logout {\n      ok\n    }\n  }\n"): (typeof documents)["\n  mutation Logout {\n    logout {\n      ok\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query EventCursor {\n    eventCursor\n  }\n"): (typeof documents)["\n  query EventCursor {\n    eventCursor\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment MessageParts on Message {\n    __typename\n    id\n    direction\n    kind\n    status\n    text\n    sortKey\n    sentAt\n    deliveredAt\n    readAt\n    editedAt\n    deletedAt\n    failure {\n      code\n      message\n      retryable\n    }\n    author {\n      __typename\n      ... on Contact {\n        id\n        name\n      }\n      ... on Member {\n        id\n        user {\n          id\n          name\n        }\n      }\n      ... on Agent {\n        id\n        name\n      }\n      ... on PhoneOwner {\n        channel {\n          id\n          displayName\n        }\n      }\n    }\n    replyTo {\n      id\n      text\n      kind\n      deletedAt\n      author {\n        __typename\n        ... on Contact {\n          id\n          name\n        }\n        ... on Member {\n          id\n          user {\n            id\n            name\n          }\n        }\n        ... on Agent {\n          id\n          name\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  fragment MessageParts on Message {\n    __typename\n    id\n    direction\n    kind\n    status\n    text\n    sortKey\n    sentAt\n    deliveredAt\n    readAt\n    editedAt\n    deletedAt\n    failure {\n      code\n      message\n      retryable\n    }\n    author {\n      __typename\n      ... on Contact {\n        id\n        name\n      }\n      ... on Member {\n        id\n        user {\n          id\n          name\n        }\n      }\n      ... on Agent {\n        id\n        name\n      }\n      ... on PhoneOwner {\n        channel {\n          id\n          displayName\n        }\n      }\n    }\n    replyTo {\n      id\n      text\n      kind\n      deletedAt\n      author {\n        __typename\n        ... on Contact {\n          id\n          name\n        }\n        ... on Member {\n          id\n          user {\n            id\n            name\n          }\n        }\n        ... on Agent {\n          id\n          name\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ConversationParts on Conversation {\n    __typename\n    id\n    version\n    status\n    handler\n    unreadCount\n    lastActivityAt\n    labels\n    isGroup\n    snoozedUntil\n    contact {\n      id\n      name\n      phones\n      createdAt\n    }\n    channel {\n      id\n      displayName\n      phoneNumber\n      connection {\n        state\n        since\n        reason\n      }\n    }\n    agent {\n      id\n      name\n      status\n    }\n    assignee {\n      id\n      user {\n        id\n        name\n      }\n    }\n    lastMessage {\n      ...MessageParts\n    }\n  }\n"): (typeof documents)["\n  fragment ConversationParts on Conversation {\n    __typename\n    id\n    version\n    status\n    handler\n    unreadCount\n    lastActivityAt\n    labels\n    isGroup\n    snoozedUntil\n    contact {\n      id\n      name\n      phones\n      createdAt\n    }\n    channel {\n      id\n      displayName\n      phoneNumber\n      connection {\n        state\n        since\n        reason\n      }\n    }\n    agent {\n      id\n      name\n      status\n    }\n    assignee {\n      id\n      user {\n        id\n        name\n      }\n    }\n    lastMessage {\n      ...MessageParts\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query InboxConversations($filter: ConversationFilter, $first: Int!, $after: String) {\n    conversations(filter: $filter, first: $first, after: $after) {\n      edges {\n        __typename\n        cursor\n        node {\n          ...ConversationParts\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"): (typeof documents)["\n  query InboxConversations($filter: ConversationFilter, $first: Int!, $after: String) {\n    conversations(filter: $filter, first: $first, after: $after) {\n      edges {\n        __typename\n        cursor\n        node {\n          ...ConversationParts\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query InboxConversation($id: ID!) {\n    node(id: $id) {\n      id\n      __typename\n      ... on Conversation {\n        ...ConversationParts\n      }\n    }\n  }\n"): (typeof documents)["\n  query InboxConversation($id: ID!) {\n    node(id: $id) {\n      id\n      __typename\n      ... on Conversation {\n        ...ConversationParts\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query InboxTimeline($id: ID!, $first: Int!, $after: String) {\n    node(id: $id) {\n      id\n      __typename\n      ... on Conversation {\n        messages(first: $first, after: $after) {\n          edges {\n            __typename\n            cursor\n            node {\n              ...MessageParts\n            }\n          }\n          pageInfo {\n            hasNextPage\n            endCursor\n          }\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query InboxTimeline($id: ID!, $first: Int!, $after: String) {\n    node(id: $id) {\n      id\n      __typename\n      ... on Conversation {\n        messages(first: $first, after: $after) {\n          edges {\n            __typename\n            cursor\n            node {\n              ...MessageParts\n            }\n          }\n          pageInfo {\n            hasNextPage\n            endCursor\n          }\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query InboxMembers {\n    members(first: 100) {\n      edges {\n        node {\n          id\n          active\n          user {\n            id\n            name\n          }\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query InboxMembers {\n    members(first: 100) {\n      edges {\n        node {\n          id\n          active\n          user {\n            id\n            name\n          }\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query InboxContactHistory($id: ID!) {\n    node(id: $id) {\n      id\n      __typename\n      ... on Contact {\n        id\n        name\n        phones\n        createdAt\n        conversations(first: 20) {\n          edges {\n            node {\n              id\n              status\n              lastActivityAt\n              channel {\n                id\n                displayName\n                phoneNumber\n              }\n            }\n          }\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query InboxContactHistory($id: ID!) {\n    node(id: $id) {\n      id\n      __typename\n      ... on Contact {\n        id\n        name\n        phones\n        createdAt\n        conversations(first: 20) {\n          edges {\n            node {\n              id\n              status\n              lastActivityAt\n              channel {\n                id\n                displayName\n                phoneNumber\n              }\n            }\n          }\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation InboxSendMessage($input: SendMessageInput!) {\n    sendMessage(input: $input) {\n      __typename\n      message {\n        ...MessageParts\n        conversation {\n          ...ConversationParts\n        }\n      }\n      userErrors {\n        code\n        message\n        path\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation InboxSendMessage($input: SendMessageInput!) {\n    sendMessage(input: $input) {\n      __typename\n      message {\n        ...MessageParts\n        conversation {\n          ...ConversationParts\n        }\n      }\n      userErrors {\n        code\n        message\n        path\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation InboxRetryMessage($input: IdInput!) {\n    retryMessage(input: $input) {\n      __typename\n      message {\n        ...MessageParts\n      }\n      userErrors {\n        code\n        message\n        path\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation InboxRetryMessage($input: IdInput!) {\n    retryMessage(input: $input) {\n      __typename\n      message {\n        ...MessageParts\n      }\n      userErrors {\n        code\n        message\n        path\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation InboxMarkRead($input: MarkConversationReadInput!) {\n    markConversationRead(input: $input) {\n      __typename\n      conversation {\n        __typename\n        id\n        unreadCount\n        version\n      }\n      userErrors {\n        code\n        message\n        path\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation InboxMarkRead($input: MarkConversationReadInput!) {\n    markConversationRead(input: $input) {\n      __typename\n      conversation {\n        __typename\n        id\n        unreadCount\n        version\n      }\n      userErrors {\n        code\n        message\n        path\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation InboxUpdateConversation($input: UpdateConversationInput!) {\n    updateConversation(input: $input) {\n      __typename\n      conversation {\n        ...ConversationParts\n      }\n      userErrors {\n        code\n        message\n        path\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation InboxUpdateConversation($input: UpdateConversationInput!) {\n    updateConversation(input: $input) {\n      __typename\n      conversation {\n        ...ConversationParts\n      }\n      userErrors {\n        code\n        message\n        path\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation InboxTakeOver($input: IdInput!) {\n    takeOverConversation(input: $input) {\n      __typename\n      conversation {\n        ...ConversationParts\n      }\n      userErrors {\n        code\n        message\n        path\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation InboxTakeOver($input: IdInput!) {\n    takeOverConversation(input: $input) {\n      __typename\n      conversation {\n        ...ConversationParts\n      }\n      userErrors {\n        code\n        message\n        path\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation InboxReturnToAgent($input: IdInput!) {\n    returnConversationToAgent(input: $input) {\n      __typename\n      conversation {\n        ...ConversationParts\n      }\n      userErrors {\n        code\n        message\n        path\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation InboxReturnToAgent($input: IdInput!) {\n    returnConversationToAgent(input: $input) {\n      __typename\n      conversation {\n        ...ConversationParts\n      }\n      userErrors {\n        code\n        message\n        path\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription InboxChannelState($channelId: ID!) {\n    channelConnection(channelId: $channelId) {\n      state\n      since\n      reason\n      channel {\n        id\n        connection {\n          state\n          since\n          reason\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  subscription InboxChannelState($channelId: ID!) {\n    channelConnection(channelId: $channelId) {\n      state\n      since\n      reason\n      channel {\n        id\n        connection {\n          state\n          since\n          reason\n        }\n      }\n    }\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;