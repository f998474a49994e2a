/** The part of a failure that a screen shows; the dashboard's `Problem` fits. */
export interface ShownProblem {
  readonly code: string;
  readonly message?: string;
  readonly retryAfter?: number;
  readonly reference?: string;
}

const KNOWN = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'RATE_LIMITED',
  'TOO_COMPLEX',
  'BAD_USER_INPUT',
  'OFFLINE',
  'UNREACHABLE',
];

/** Codes grow: one we do not know yet reads as a plain failure. */
export const problemKey = (code: string | undefined): string =>
  `ui.problem.${code && KNOWN.includes(code) ? code : 'INTERNAL'}`;
