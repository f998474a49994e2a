import { graphql } from '@prosa/dashboard/data-access';

export const CannedRepliesDocument = graphql(`
  query InboxCannedReplies {
    cannedReplies {
      id
      shortcut
      text
      shared
    }
  }
`);

export const SaveCannedReplyDocument = graphql(`
  mutation InboxSaveCannedReply($input: SaveCannedReplyInput!) {
    saveCannedReply(input: $input) {
      cannedReply {
        id
        shortcut
        text
        shared
      }
      userErrors {
        code
        message
        path
      }
    }
  }
`);

export const DeleteCannedReplyDocument = graphql(`
  mutation InboxDeleteCannedReply($input: IdInput!) {
    deleteCannedReply(input: $input) {
      deletedId
      userErrors {
        code
        message
        path
      }
    }
  }
`);
