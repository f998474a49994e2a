import { GraphQLError } from 'graphql';
import { AccessDenied, NotFound, RateLimited, UserProblem } from '../context/problems';

export type ErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'BAD_USER_INPUT'
  | 'RATE_LIMITED'
  | 'TOO_COMPLEX'
  | 'CURSOR_EXPIRED'
  | 'INTERNAL';

/** A top-level error of the contract. */
export const graphqlError = (code: ErrorCode, message: string, extensions: Record<string, unknown> = {}): GraphQLError =>
  new GraphQLError(message, { extensions: { code, ...extensions } });

export const accessError = (signedIn: boolean): GraphQLError =>
  signedIn ? graphqlError('FORBIDDEN', 'You do not have the right for this.') : graphqlError('UNAUTHENTICATED', 'Sign in first.');

/** An expected failure in the contract's words; null for anything that nobody expected. */
export function expectedError(error: unknown): GraphQLError | null {
  if (error instanceof NotFound) return graphqlError('NOT_FOUND', error.message);
  if (error instanceof UserProblem) return graphqlError('BAD_USER_INPUT', error.message, { reason: error.code, path: error.path });
  if (error instanceof AccessDenied) return graphqlError(error.code, error.message);
  if (error instanceof RateLimited) return graphqlError('RATE_LIMITED', error.message, { retryAfter: error.retryAfter });
  return null;
}
