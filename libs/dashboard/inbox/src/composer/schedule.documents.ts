import { graphql } from '@prosa/dashboard/data-access';

export const ScheduleMessageDocument = graphql(`
  mutation InboxScheduleMessage($input: ScheduleMessageInput!) {
    scheduleMessage(input: $input) {
      scheduledMessage {
        id
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

export const UpdateScheduledMessageDocument = graphql(`
  mutation InboxUpdateScheduledMessage($input: UpdateScheduledMessageInput!) {
    updateScheduledMessage(input: $input) {
      scheduledMessage {
        id
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

export const CancelScheduledMessageDocument = graphql(`
  mutation InboxCancelScheduledMessage($input: IdInput!) {
    cancelScheduledMessage(input: $input) {
      deletedId
      userErrors {
        code
        message
        path
      }
    }
  }
`);

export const SendScheduledMessageDocument = graphql(`
  mutation InboxSendScheduledMessage($input: IdInput!) {
    sendScheduledMessage(input: $input) {
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
