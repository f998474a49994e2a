import { computed, inject, signal } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { Attempt, formErrors, type UserErrorLike } from '@prosa/dashboard/data-access';

/** A submission, and what came of it sorted to the fields of the form. Made in an injection context. */
export class FormAttempt extends Attempt {
  private readonly transloco = inject(TranslocoService);
  private readonly sorted = computed(() => formErrors(this.userErrors(), this.fields));
  readonly done = signal(false);
  /** What no single field can put right, in words. */
  readonly general = computed(() => this.sorted().general.map((error) => this.words(error)));

  constructor(private readonly fields: readonly string[] = []) {
    super();
  }

  error(field: string): string | null {
    const error = this.sorted().fields[field];
    return error ? this.words(error) : null;
  }

  override async run(work: () => Promise<readonly UserErrorLike[]>): Promise<boolean> {
    const done = await super.run(work);
    if (done) this.done.set(true);
    return done;
  }

  override forget(): void {
    super.forget();
    this.done.set(false);
  }

  /** A code we know in the reader's language, else the server's own words. */
  private words({ code, message }: UserErrorLike): string {
    const key = `settings.errors.${code}`;
    const known = this.transloco.translate(key);
    return known === key || !known ? message : known;
  }
}
