import { graphql } from '@prosa/dashboard/data-access';

export const ConnectAgentQuery = graphql(`
  query ConnectAgent($id: ID!) {
    node(id: $id) {
      id
      ... on Agent {
        name
        status
        channels {
          ...ChannelParts
        }
      }
    }
  }
`);

export const ConnectEvolutionMutation = graphql(`
  mutation ConnectEvolution($input: ConnectEvolutionForAgentInput!) {
    connectEvolutionForAgent(input: $input) {
      channel {
        ...ChannelParts
      }
      userErrors {
        code
        message
        path
      }
    }
  }
`);

export const ChannelConnectionSubscription = graphql(`
  subscription ChannelConnectionChanged($channelId: ID!) {
    channelConnection(channelId: $channelId) {
      state
      since
      reason
      evidence
      lastEvidenceAt
      channel {
        id
        status
        problem
        phoneNumber
        profileName
        profilePictureUrl
        connectedAt
      }
    }
  }
`);

export const ChannelQrCodeSubscription = graphql(`
  subscription ChannelQrCodeChanged($channelId: ID!) {
    channelQrCode(channelId: $channelId) {
      code
      imageDataUrl
      pairingCode
      attempt
      expiresAt
    }
  }
`);

export const ReconnectChannelMutation = graphql(`
  mutation ReconnectChannel($input: IdInput!) {
    reconnectChannel(input: $input) {
      channel {
        ...ChannelParts
      }
      userErrors {
        code
        message
        path
      }
    }
  }
`);

export const DisconnectChannelMutation = graphql(`
  mutation DisconnectChannel($input: IdInput!) {
    disconnectChannel(input: $input) {
      channel {
        ...ChannelParts
      }
      userErrors {
        code
        message
        path
      }
    }
  }
`);

export const DeleteChannelMutation = graphql(`
  mutation DeleteChannel($input: IdInput!) {
    deleteChannel(input: $input) {
      deletedId
      userErrors {
        code
        message
        path
      }
    }
  }
`);

export const ChannelSettings = graphql(`
  fragment ChannelSettings on Channel {
    id
    displayName
    groups
    readReceipts
    pacing {
      minSeconds
      maxSeconds
      typing
    }
  }
`);

export const ChannelHours = graphql(`
  fragment ChannelHours on Channel {
    id
    displayName
    businessHours {
      hours {
        weekday
        from
        to
      }
      timeZone
      awayMessage
    }
    team {
      id
      name
    }
  }
`);

export const UpdateChannelMutation = graphql(`
  mutation UpdateChannel($input: UpdateChannelInput!) {
    updateChannel(input: $input) {
      channel {
        ...ChannelParts
        ...ChannelSettings
        ...ChannelHours
      }
      userErrors {
        code
        message
        path
      }
    }
  }
`);

export const BindChannelMutation = graphql(`
  mutation BindChannel($input: BindChannelInput!) {
    bindChannel(input: $input) {
      channel {
        ...ChannelParts
      }
      userErrors {
        code
        message
        path
      }
    }
  }
`);

export const IntegrationsQuery = graphql(`
  query Integrations($removals: Boolean!) {
    eventCursor
    integrations {
      id
      ... on Channel {
        ...ChannelParts
      }
    }
    channelRemovals @include(if: $removals) {
      displayName
      instanceName
      requestedAt
      problem
    }
    agents(first: 50) {
      edges {
        node {
          id
          name
        }
      }
    }
  }
`);

export const EvolutionServerQuery = graphql(`
  query EvolutionServer {
    eventCursor
    evolutionServerAllowed
    evolutionServer {
      url
      updatedAt
    }
  }
`);

export const EvolutionServerEventsSubscription = graphql(`
  subscription EvolutionServerEvents($after: EventCursor) {
    events(types: [EVOLUTION_SERVER_CHANGED], after: $after) {
      cursor
    }
  }
`);

export const SaveEvolutionServerMutation = graphql(`
  mutation SaveEvolutionServer($input: SaveEvolutionServerInput!) {
    saveEvolutionServer(input: $input) {
      evolutionServer {
        url
        updatedAt
      }
      userErrors {
        code
        message
        path
      }
    }
  }
`);

export const RemoveEvolutionServerMutation = graphql(`
  mutation RemoveEvolutionServer {
    removeEvolutionServer {
      userErrors {
        code
        message
        path
      }
    }
  }
`);

export const IntegrationEventsSubscription = graphql(`
  subscription IntegrationEvents($after: EventCursor) {
    events(
      types: [
        INTEGRATION_CHANGED
        CHANNEL_CHANGED
        CHANNEL_DELETED
        CHANNEL_REMOVAL_CHANGED
        AGENT_CHANGED
        AGENT_DELETED
      ]
      after: $after
    ) {
      cursor
      type
      nodeId
    }
  }
`);

export const ChannelQuery = graphql(`
  query ChannelDetail($id: ID!) {
    eventCursor
    teams {
      id
      name
      assignment
    }
    node(id: $id) {
      id
      ... on Channel {
        ...ChannelParts
        ...ChannelSettings
        ...ChannelHours
        firstContactBudget {
          limit
          used
          resetsAt
        }
        connectionHistory(first: 60) {
          edges {
            cursor
            node {
              state
              since
              reason
              evidence
              lastEvidenceAt
            }
          }
        }
      }
    }
    agents(first: 50) {
      edges {
        node {
          id
          name
        }
      }
    }
  }
`);

export const ChannelEventsSubscription = graphql(`
  subscription ChannelEvents($after: EventCursor) {
    events(types: [CHANNEL_CONNECTION_CHANGED, CHANNEL_CHANGED, CHANNEL_DELETED], after: $after) {
      cursor
      type
      nodeId
    }
  }
`);
