import { graphql } from '@prosa/dashboard/data-access';

export const LabelParts = graphql(`
  fragment LabelParts on Label {
    __typename
    id
    name
    colour
  }
`);

export const LabelsDocument = graphql(`
  query InboxLabels {
    labels {
      ...LabelParts
    }
  }
`);

export const SaveLabelDocument = graphql(`
  mutation InboxSaveLabel($input: SaveLabelInput!) {
    saveLabel(input: $input) {
      label {
        ...LabelParts
      }
      userErrors {
        code
        message
        path
      }
    }
  }
`);

export const DeleteLabelDocument = graphql(`
  mutation InboxDeleteLabel($input: IdInput!) {
    deleteLabel(input: $input) {
      deletedId
      userErrors {
        code
        message
        path
      }
    }
  }
`);
