import { graphql } from '@prosa/dashboard/data-access';

export const LoginMutation = graphql(`
  mutation Login($input: LoginInput!) {
    login(input: $input) {
      viewer {
        ...ViewerParts
      }
      userErrors {
        code
        message
        path
      }
    }
  }
`);

export const RegisterMutation = graphql(`
  mutation Register($input: RegisterInput!) {
    register(input: $input) {
      viewer {
        ...ViewerParts
      }
      userErrors {
        code
        message
        path
      }
    }
  }
`);

export const OpenInvitationQuery = graphql(`
  query OpenInvitation($token: String!) {
    openInvitation(token: $token) {
      tenantName
      email
      role
      hasLogin
    }
  }
`);

export const AcceptInvitationMutation = graphql(`
  mutation AcceptInvitation($input: AcceptInvitationInput!) {
    acceptInvitation(input: $input) {
      viewer {
        ...ViewerParts
      }
      userErrors {
        code
        message
        path
      }
    }
  }
`);

export const RequestPasswordResetMutation = graphql(`
  mutation RequestPasswordReset($input: RequestPasswordResetInput!) {
    requestPasswordReset(input: $input) {
      ok
      userErrors {
        code
        message
        path
      }
    }
  }
`);

export const ResetPasswordMutation = graphql(`
  mutation ResetPassword($input: ResetPasswordInput!) {
    resetPassword(input: $input) {
      viewer {
        ...ViewerParts
      }
      userErrors {
        code
        message
        path
      }
    }
  }
`);
