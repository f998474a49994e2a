/** What the caller can put right: becomes a `userErrors` entry; the transaction is rolled back. */
export class UserProblem extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly path: readonly string[] | null = null,
  ) {
    super(message);
  }
}

/** An id that names nothing here: unknown, of another tenant, or out of the caller's sight. The three are not told apart. */
export class NotFound extends UserProblem {
  constructor(readonly nodeType: string) {
    super('NOT_FOUND', `No such ${nodeType.toLowerCase()}.`, ['id']);
  }
}

/** `expectedVersion` is not the current one; the payload holds the current object. */
export class StaleProblem extends UserProblem {
  constructor(readonly current: object) {
    super('STALE', 'It was changed by somebody else in the meantime.', ['expectedVersion']);
  }
}

/** Signed out, or without the right. Top-level errors, not `userErrors`. */
export class AccessDenied extends Error {
  constructor(
    readonly code: 'UNAUTHENTICATED' | 'FORBIDDEN',
    readonly right: string | null = null,
  ) {
    super(code === 'UNAUTHENTICATED' ? 'Sign in first.' : `You need the right ${right ?? ''} for this.`);
  }
}

/** Too many tries; `retryAfter` in seconds. */
export class RateLimited extends Error {
  constructor(readonly retryAfter: number) {
    super('Too many tries. Wait a moment.');
  }
}
