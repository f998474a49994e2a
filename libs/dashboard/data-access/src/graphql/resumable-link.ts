import type { ApolloLink } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';

/** Where a subscription stands in the event log; read each time the operation goes over the wire. */
export interface ResumePoint {
  cursor: string | undefined;
}

export interface ResumeContext {
  resume?: ResumePoint;
}

/**
 * The socket client re-sends its operations by itself after a reconnect. An operation with a resume point reads its `after`
 * variable at that moment, and so asks for what came after the last event it was given: no gap and no duplicate.
 */
export class ResumableLink extends GraphQLWsLink {
  override request(operation: ApolloLink.Operation): ReturnType<GraphQLWsLink['request']> {
    const { resume } = operation.getContext() as ResumeContext;
    if (!resume) return super.request(operation);
    const variables = Object.defineProperty({ ...operation.variables }, 'after', {
      enumerable: true,
      get: () => resume.cursor,
    });
    return super.request(Object.create(operation, { variables: { value: variables } }) as ApolloLink.Operation);
  }
}
