import { randomUUID } from 'node:crypto';
import { GraphQLError, type ExecutionResult } from 'graphql';
import type { Logger } from '../telemetry/logger';
import { AccessDenied, NotFound, RateLimited, UserProblem } from '../context/problems';

const ERROR_CODES = ['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'BAD_USER_INPUT', 'RATE_LIMITED', 'TOO_COMPLEX', 'CURSOR_EXPIRED', 'INTERNAL'] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];
const CODES: ReadonlySet<string> = new Set(ERROR_CODES);

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

/**
 * What a caller may read of an error: those of the contract as they are, the engine's own (syntax, validation, variables) without
 * its guesses at names, and anything else as INTERNAL with a number that finds it in the log. No internals leak.
 */
export function publicError(logger: Logger, error: unknown): GraphQLError {
  const original = error instanceof GraphQLError ? error.originalError : error;
  const place = error instanceof GraphQLError ? { nodes: error.nodes, source: error.source, positions: error.positions, path: error.path } : {};
  const expected = expectedError(original);
  if (expected) return new GraphQLError(expected.message, { ...place, extensions: expected.extensions });
  if (error instanceof GraphQLError && (!original || original instanceof GraphQLError)) {
    const code = CODES.has(String(error.extensions['code'])) ? error.extensions['code'] : 'BAD_USER_INPUT';
    return new GraphQLError(error.message.replace(/ ?Did you mean .*\?$/s, ''), { ...place, extensions: { ...error.extensions, code } });
  }
  const correlationId = randomUUID();
  logger.error({ err: original, correlationId }, 'a request failed');
  return new GraphQLError('Something went wrong on our side.', { ...place, extensions: { code: 'INTERNAL', correlationId } });
}

export const publicResult = (logger: Logger, result: ExecutionResult): ExecutionResult =>
  result.errors ? { ...result, errors: result.errors.map((error) => publicError(logger, error)) } : result;
