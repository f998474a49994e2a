import { computed, inject, signal } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { formErrors, problemOf, type Problem, type UserErrorLike } from '@prosa/dashboard/data-access';

/** One submission at a time, and what came of it sorted to the fields of the form. Made in an injection context. */
export class FormAttempt {
  private readonly transloco = inject(TranslocoService);
  private readonly userErrors = signal<readonly UserErrorLike[]>([]);
  private readonly sorted = computed(() => formErrors(this.userErrors(), this.fields));
  readonly busy = signal(false);
  readonly problem = signal<Problem | undefined>(undefined);
  readonly done = signal(false);
  /** What no single field can put right, in words. */
  readonly general = computed(() => this.sorted().general.map((error) => this.words(error)));

  constructor(private readonly fields: readonly string[] = []) {}

  error(field: string): string | null {
    const error = this.sorted().fields[field];
    return error ? this.words(error) : null;
  }

  /** True when the server did it. While one is under way, others are not begun. */
  async run(work: () => Promise<readonly UserErrorLike[]>): Promise<boolean> {
    if (this.busy()) return false;
    this.busy.set(true);
    this.forget();
    try {
      this.userErrors.set(await work());
      this.done.set(this.userErrors().length === 0);
    } catch (error) {
      this.problem.set(problemOf(error));
    } finally {
      this.busy.set(false);
    }
    return this.done();
  }

  forget(): void {
    this.problem.set(undefined);
    this.userErrors.set([]);
    this.done.set(false);
  }

  /** A code we know in the reader's language, else the server's own words. */
  private words({ code, message }: UserErrorLike): string {
    const key = `settings.errors.${code}`;
    const known = this.transloco.translate(key);
    return known === key || !known ? message : known;
  }
}
