import { graphql } from '@prosa/dashboard/data-access';

export const AgentParts = graphql(`
  fragment AgentParts on Agent {
    id
    name
    type
    status
    version
    updatedAt
    channels {
      id
      displayName
      phoneNumber
      status
    }
  }
`);

export const AgentSettings = graphql(`
  fragment AgentSettings on Agent {
    ...AgentParts
    config {
      persona
      business
      offer
      audience
      policies
      goal
      language
      handoffRules
      operatingHours {
        weekday
        from
        to
      }
    }
  }
`);

export const AgentsQuery = graphql(`
  query Agents($after: String) {
    eventCursor
    agents(first: 50, after: $after) {
      edges {
        cursor
        node {
          ...AgentParts
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

export const AgentQuery = graphql(`
  query Agent($id: ID!) {
    eventCursor
    node(id: $id) {
      id
      ... on Agent {
        ...AgentSettings
      }
    }
  }
`);

export const AgentEventsSubscription = graphql(`
  subscription AgentEvents($after: EventCursor) {
    events(
      types: [AGENT_CHANGED, AGENT_DELETED, CHANNEL_CHANGED, CHANNEL_DELETED, INTEGRATION_CHANGED]
      after: $after
    ) {
      cursor
      type
      nodeId
    }
  }
`);

export const SaveAgentMutation = graphql(`
  mutation SaveAgent($input: SaveAgentInput!) {
    saveAgent(input: $input) {
      agent {
        ...AgentSettings
      }
      userErrors {
        code
        message
        path
      }
    }
  }
`);

export const SetAgentStatusMutation = graphql(`
  mutation SetAgentStatus($input: SetAgentStatusInput!) {
    setAgentStatus(input: $input) {
      agent {
        ...AgentParts
      }
      userErrors {
        code
        message
        path
      }
    }
  }
`);
