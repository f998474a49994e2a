import { signal } from '@angular/core';
import { problemOf, type Problem } from './problem';
import type { UserErrorLike } from './user-errors';

/** One thing at a time that a page has the server do, and what came of the last one. */
export class Attempt {
  readonly busy = signal(false);
  readonly problem = signal<Problem | undefined>(undefined);
  readonly userErrors = signal<readonly UserErrorLike[]>([]);

  /** True when the server did it. While one is under way, others are not begun. */
  async run(work: () => Promise<readonly UserErrorLike[]>): Promise<boolean> {
    if (this.busy()) return false;
    this.busy.set(true);
    this.forget();
    try {
      this.userErrors.set(await work());
      return this.userErrors().length === 0;
    } catch (error) {
      this.problem.set(problemOf(error));
      return false;
    } finally {
      this.busy.set(false);
    }
  }

  forget(): void {
    this.problem.set(undefined);
    this.userErrors.set([]);
  }
}
