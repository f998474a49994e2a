import { graphql } from '../generated';

export const ViewerParts = graphql(`
  fragment ViewerParts on Viewer {
    permissions
    user {
      id
      name
      email
      locale
    }
    member {
      id
      role
      availability
    }
    tenant {
      id
      name
      locale
      timeZone
      currency
    }
    memberships {
      id
      role
      tenant {
        id
        name
      }
    }
  }
`);

export const ViewerQuery = graphql(`
  query Viewer {
    viewer {
      ...ViewerParts
    }
  }
`);

export const LogoutMutation = graphql(`
  mutation Logout {
    logout {
      ok
    }
  }
`);

export const EventCursorQuery = graphql(`
  query EventCursor {
    eventCursor
  }
`);
