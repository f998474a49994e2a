import { graphql } from '../generated';

/** From the first steps and from Connect alike: the agent begins to answer. */
export const ActivateAgentMutation = graphql(`
  mutation ActivateAgent($input: SetAgentStatusInput!) {
    setAgentStatus(input: $input) {
      agent {
        id
        status
        version
      }
      userErrors {
        code
        message
        path
      }
    }
  }
`);
