import { CombinedGraphQLErrors, ServerError } from '@apollo/client/errors';

/** What went wrong, in a form that a screen can show. */
export interface Problem {
  /** `extensions.code` of the first error, or OFFLINE / UNREACHABLE when the server did not answer. */
  readonly code: string;
  readonly message: string;
  /** Seconds to wait before trying again, when the server named them. */
  readonly retryAfter?: number;
  /** What whoever helps finds in the server's log. */
  readonly reference?: string;
}

export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.message);
    this.name = 'ProblemError';
  }
}

export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  if (CombinedGraphQLErrors.is(error)) {
    const first = error.errors[0];
    const extensions = (first?.extensions ?? {}) as { code?: string; retryAfter?: number; correlationId?: string };
    return {
      code: extensions.code ?? 'INTERNAL',
      message: first?.message ?? error.message,
      ...(typeof extensions.retryAfter === 'number' ? { retryAfter: extensions.retryAfter } : {}),
      ...(extensions.correlationId ? { reference: extensions.correlationId } : {}),
    };
  }
  if (ServerError.is(error) && error.statusCode === 429) return { code: 'RATE_LIMITED', message: error.message };
  const message = error instanceof Error ? error.message : String(error);
  return { code: navigator.onLine ? 'UNREACHABLE' : 'OFFLINE', message };
}

export const hasCode = (error: unknown, code: string): boolean => problemOf(error).code === code;
