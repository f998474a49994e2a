import { graphql } from '@prosa/dashboard/data-access';

export const MemberParts = graphql(`
  fragment MemberParts on Member {
    id
    role
    visibility
    availability
    active
    lastSeenAt
    user {
      id
      name
      email
    }
    teams {
      id
      name
    }
  }
`);

export const TeamParts = graphql(`
  fragment TeamParts on Team {
    id
    name
    assignment
    capacity
    members {
      id
      active
      user {
        id
        name
      }
    }
  }
`);

export const InvitationParts = graphql(`
  fragment InvitationParts on Invitation {
    id
    email
    role
    visibility
    expiresAt
    acceptedAt
    mail
  }
`);

export const MembersQuery = graphql(`
  query SettingsMembers($after: String) {
    eventCursor
    members(first: 100, after: $after) {
      edges {
        node {
          ...MemberParts
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
    teams {
      ...TeamParts
    }
    roles {
      role
      permissions
      manages
    }
  }
`);

export const InvitationsQuery = graphql(`
  query SettingsInvitations {
    invitations {
      ...InvitationParts
    }
  }
`);

export const PeopleEventsSubscription = graphql(`
  subscription PeopleEvents($after: EventCursor) {
    events(types: [MEMBER_CHANGED, TEAM_CHANGED], after: $after) {
      cursor
      type
      nodeId
    }
  }
`);

/** How much somebody has open, for who is about to take it from them. */
export const OpenWorkQuery = graphql(`
  query SettingsOpenWork($memberId: ID!) {
    conversations(filter: { assigneeId: $memberId, status: [OPEN, PENDING, SNOOZED] }, first: 100) {
      edges {
        node {
          id
        }
      }
      pageInfo {
        hasNextPage
      }
    }
  }
`);

export const InviteMemberMutation = graphql(`
  mutation InviteMember($input: InviteMemberInput!) {
    inviteMember(input: $input) {
      acceptUrl
      invitation {
        ...InvitationParts
      }
      userErrors {
        code
        message
        path
      }
    }
  }
`);

export const ResendInvitationMutation = graphql(`
  mutation ResendInvitation($input: IdInput!) {
    resendInvitation(input: $input) {
      acceptUrl
      invitation {
        ...InvitationParts
      }
      userErrors {
        code
        message
        path
      }
    }
  }
`);

export const RevokeInvitationMutation = graphql(`
  mutation RevokeInvitation($input: IdInput!) {
    revokeInvitation(input: $input) {
      deletedId
      userErrors {
        code
        message
        path
      }
    }
  }
`);

export const UpdateMemberMutation = graphql(`
  mutation UpdateMember($input: UpdateMemberInput!) {
    updateMember(input: $input) {
      member {
        ...MemberParts
      }
      userErrors {
        code
        message
        path
      }
    }
  }
`);

export const SaveTeamMutation = graphql(`
  mutation SaveTeam($input: SaveTeamInput!) {
    saveTeam(input: $input) {
      team {
        ...TeamParts
      }
      userErrors {
        code
        message
        path
      }
    }
  }
`);

export const DeleteTeamMutation = graphql(`
  mutation DeleteTeam($input: IdInput!) {
    deleteTeam(input: $input) {
      deletedId
      userErrors {
        code
        message
        path
      }
    }
  }
`);

export const ProfileQuery = graphql(`
  query SettingsProfile {
    viewer {
      user {
        id
        name
        email
        locale
      }
      secondFactor {
        enabledAt
        recoveryCodesLeft
      }
    }
  }
`);

export const UpdateProfileMutation = graphql(`
  mutation UpdateProfile($input: UpdateProfileInput!) {
    updateProfile(input: $input) {
      user {
        id
        name
        locale
      }
      userErrors {
        code
        message
        path
      }
    }
  }
`);

export const StartSecondFactorMutation = graphql(`
  mutation StartSecondFactor($input: StartSecondFactorInput!) {
    startSecondFactor(input: $input) {
      setup {
        secret
        qrCode
      }
      userErrors {
        code
        message
        path
      }
    }
  }
`);

export const ConfirmSecondFactorMutation = graphql(`
  mutation ConfirmSecondFactor($input: ConfirmSecondFactorInput!) {
    confirmSecondFactor(input: $input) {
      recoveryCodes
      userErrors {
        code
        message
        path
      }
    }
  }
`);

export const RenewRecoveryCodesMutation = graphql(`
  mutation RenewRecoveryCodes($input: SecondFactorProofInput!) {
    renewRecoveryCodes(input: $input) {
      recoveryCodes
      userErrors {
        code
        message
        path
      }
    }
  }
`);

export const EndSecondFactorMutation = graphql(`
  mutation EndSecondFactor($input: SecondFactorProofInput!) {
    endSecondFactor(input: $input) {
      ok
      userErrors {
        code
        message
        path
      }
    }
  }
`);

export const SessionsQuery = graphql(`
  query SettingsSessions {
    sessions {
      id
      createdAt
      lastSeenAt
      current
      ip
      userAgent
    }
  }
`);

export const RevokeSessionMutation = graphql(`
  mutation RevokeSession($input: IdInput!) {
    revokeSession(input: $input) {
      deletedId
      userErrors {
        code
        message
        path
      }
    }
  }
`);

export const RevokeOtherSessionsMutation = graphql(`
  mutation RevokeOtherSessions {
    revokeOtherSessions {
      ended
    }
  }
`);

export const ApiKeyParts = graphql(`
  fragment ApiKeyParts on ApiKey {
    id
    name
    prefix
    scopes
    createdAt
    lastUsedAt
    expiresAt
    revokedAt
    member {
      id
      user {
        id
        name
      }
    }
  }
`);

export const ApiKeysQuery = graphql(`
  query SettingsApiKeys {
    apiKeys {
      ...ApiKeyParts
    }
  }
`);

export const CreateApiKeyMutation = graphql(`
  mutation CreateApiKey($input: CreateApiKeyInput!) {
    createApiKey(input: $input) {
      secret
      apiKey {
        ...ApiKeyParts
      }
      userErrors {
        code
        message
        path
      }
    }
  }
`);

export const RevokeApiKeyMutation = graphql(`
  mutation RevokeApiKey($input: IdInput!) {
    revokeApiKey(input: $input) {
      apiKey {
        ...ApiKeyParts
      }
      userErrors {
        code
        message
        path
      }
    }
  }
`);
