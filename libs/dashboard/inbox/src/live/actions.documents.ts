import { graphql } from '@prosa/dashboard/data-access';

export const SendMessageDocument = graphql(`
  mutation InboxSendMessage($input: SendMessageInput!) {
    sendMessage(input: $input) {
      __typename
      message {
        ...MessageParts
        conversation {
          ...ConversationParts
        }
      }
      userErrors {
        code
        message
        path
      }
    }
  }
`);

export const CancelMessageDocument = graphql(`
  mutation InboxCancelMessage($input: IdInput!) {
    cancelMessage(input: $input) {
      __typename
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

export const SetTypingDocument = graphql(`
  mutation InboxSetTyping($input: SetTypingInput!) {
    setTyping(input: $input) {
      userErrors {
        code
      }
    }
  }
`);

export const RetryMessageDocument = graphql(`
  mutation InboxRetryMessage($input: IdInput!) {
    retryMessage(input: $input) {
      __typename
      message {
        ...MessageParts
      }
      userErrors {
        code
        message
        path
      }
    }
  }
`);

export const MarkReadDocument = graphql(`
  mutation InboxMarkRead($input: MarkConversationReadInput!) {
    markConversationRead(input: $input) {
      __typename
      conversation {
        __typename
        id
        unreadCount
        version
      }
      userErrors {
        code
        message
        path
      }
    }
  }
`);

export const MarkUnreadDocument = graphql(`
  mutation InboxMarkUnread($input: IdInput!) {
    markConversationUnread(input: $input) {
      __typename
      conversation {
        __typename
        id
        unreadCount
        version
      }
      userErrors {
        code
        message
        path
      }
    }
  }
`);

export const TakeOverDocument = graphql(`
  mutation InboxTakeOver($input: IdInput!) {
    takeOverConversation(input: $input) {
      __typename
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

export const ReturnToAgentDocument = graphql(`
  mutation InboxReturnToAgent($input: IdInput!) {
    returnConversationToAgent(input: $input) {
      __typename
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

export const EditMessageDocument = graphql(`
  mutation InboxEditMessage($input: EditMessageInput!) {
    editMessage(input: $input) {
      __typename
      message {
        ...MessageParts
      }
      userErrors {
        code
        message
        path
      }
    }
  }
`);

export const DeleteMessageDocument = graphql(`
  mutation InboxDeleteMessage($input: IdInput!) {
    deleteMessage(input: $input) {
      __typename
      message {
        ...MessageParts
      }
      userErrors {
        code
        message
        path
      }
    }
  }
`);

export const ReactToMessageDocument = graphql(`
  mutation InboxReactToMessage($input: ReactToMessageInput!) {
    reactToMessage(input: $input) {
      __typename
      message {
        ...MessageParts
      }
      userErrors {
        code
        message
        path
      }
    }
  }
`);

export const UpdateConversationsDocument = graphql(`
  mutation InboxUpdateConversations($input: UpdateConversationsInput!) {
    updateConversations(input: $input) {
      __typename
      outcomes {
        __typename
        id
        conversation {
          ...ConversationParts
        }
        userErrors {
          code
          message
          path
        }
      }
      userErrors {
        code
        message
        path
      }
    }
  }
`);

export const TransferConversationDocument = graphql(`
  mutation InboxTransferConversation($input: TransferConversationInput!) {
    transferConversation(input: $input) {
      __typename
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
