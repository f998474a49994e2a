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
