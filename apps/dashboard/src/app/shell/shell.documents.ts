import { graphql } from '@prosa/dashboard/data-access';

export const OwnMemberEventsSubscription = graphql(`
  subscription OwnMemberEvents($after: EventCursor) {
    events(types: [MEMBER_CHANGED], after: $after) {
      cursor
      nodeId
    }
  }
`);

export const SetAvailabilityMutation = graphql(`
  mutation SetAvailability($id: ID!, $availability: Availability!) {
    updateMember(input: { id: $id, availability: $availability }) {
      member {
        id
        availability
      }
      userErrors {
        code
        message
        path
      }
    }
  }
`);

export const SwitchTenantMutation = graphql(`
  mutation SwitchTenant($input: SwitchTenantInput!) {
    switchTenant(input: $input) {
      viewer {
        tenant {
          id
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
