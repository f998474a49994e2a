import { graphql } from '@prosa/dashboard/data-access';

export const NotificationParts = graphql(`
  fragment NotificationParts on Notification {
    id
    kind
    title
    body
    link
    count
    createdAt
    readAt
    conversation {
      id
    }
  }
`);

/** The cursor is read in the same operation: what happens after it is told live. */
export const NotificationsDocument = graphql(`
  query Notifications {
    eventCursor
    notifications(first: 30) {
      unreadCount
      edges {
        node {
          ...NotificationParts
        }
      }
    }
    notificationSettings {
      ...NotificationSettingsParts
    }
  }
`);

/** Those beyond the ones at hand: how many they are, and which. */
export const UnreadNotificationsDocument = graphql(`
  query UnreadNotifications($first: Int!) {
    notifications(unreadOnly: true, first: $first) {
      unreadCount
      edges {
        node {
          id
        }
      }
    }
  }
`);

export const NotificationSettingsParts = graphql(`
  fragment NotificationSettingsParts on NotificationSettings {
    id
    hideText
    pushKey
    kinds {
      kind
      inApp
      sound
      push
    }
  }
`);

export const NotificationReceivedDocument = graphql(`
  subscription NotificationReceived($after: EventCursor) {
    notificationReceived(after: $after) {
      cursor
      type
      nodeId
      notification {
        ...NotificationParts
      }
    }
  }
`);

export const MarkNotificationsReadDocument = graphql(`
  mutation MarkNotificationsRead($input: IdsInput!) {
    markNotificationsRead(input: $input) {
      notifications {
        ...NotificationParts
      }
      userErrors {
        code
        message
      }
    }
  }
`);

export const SaveNotificationSettingsDocument = graphql(`
  mutation SaveNotificationSettings($input: SaveNotificationSettingsInput!) {
    saveNotificationSettings(input: $input) {
      settings {
        ...NotificationSettingsParts
      }
      userErrors {
        code
        message
      }
    }
  }
`);

export const SavePushSubscriptionDocument = graphql(`
  mutation SavePushSubscription($input: SavePushSubscriptionInput!) {
    savePushSubscription(input: $input) {
      userErrors {
        code
        message
      }
    }
  }
`);

export const RemovePushSubscriptionDocument = graphql(`
  mutation RemovePushSubscription($input: RemovePushSubscriptionInput!) {
    removePushSubscription(input: $input) {
      userErrors {
        code
        message
      }
    }
  }
`);

export const SendTestPushDocument = graphql(`
  mutation SendTestPush {
    sendTestPush {
      browsers
      userErrors {
        code
        message
      }
    }
  }
`);
