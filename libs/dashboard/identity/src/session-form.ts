import { afterNextRender, computed, inject, Injector, signal } from '@angular/core';
import { Router } from '@angular/router';
import { TranslocoService } from '@jsverse/transloco';
import type { FormErrors, Problem, SignedInViewer, UserErrorLike } from '@prosa/dashboard/data-access';
import { formErrors, NO_ERRORS, problemOf, SessionStore } from '@prosa/dashboard/data-access';
import { safeReturnTo } from './return-to';

interface SessionAnswer {
  readonly viewer?: SignedInViewer | null;
  readonly userErrors: readonly UserErrorLike[];
}

/** What login and register share: one submission at a time, errors sorted to their fields, then on to where one wanted to be. */
export class SessionForm {
  private readonly session = inject(SessionStore);
  private readonly router = inject(Router);
  private readonly injector = inject(Injector);
  private readonly transloco = inject(TranslocoService);
  private readonly errors = signal<FormErrors>(NO_ERRORS);

  readonly busy = signal(false);
  readonly problem = signal<Problem | undefined>(undefined);
  /** Said above the form: what no single field can put right. */
  readonly general = computed(() => this.errors().general);

  constructor(private readonly fields: readonly string[]) {}

  error(field: string): string | null {
    const error = this.errors().fields[field];
    return error ? this.words(error) : null;
  }

  /** A code we know in the reader's language, else the server's own words. */
  words(error: UserErrorLike): string {
    const key = `identity.errors.${error.code}`;
    const known = this.transloco.translate(key);
    return known === key || !known ? error.message : known;
  }

  async submit(
    values: Readonly<Record<string, string>>,
    returnTo: string | null | undefined,
    send: () => Promise<SessionAnswer>,
  ): Promise<void> {
    if (this.busy()) return;
    this.problem.set(undefined);
    this.errors.set(formErrors(missing(values), this.fields));
    if (Object.keys(this.errors().fields).length > 0) return this.showFirst();
    this.busy.set(true);
    try {
      const { viewer, userErrors } = await send();
      if (viewer && userErrors.length === 0) {
        this.session.enter(viewer);
        await this.router.navigateByUrl(safeReturnTo(returnTo));
      } else {
        this.errors.set(formErrors(userErrors, this.fields));
        this.showFirst();
      }
    } catch (error) {
      this.problem.set(problemOf(error));
    } finally {
      this.busy.set(false);
    }
  }

  /** The focus goes to what has to be put right. */
  private showFirst(): void {
    afterNextRender(() => document.querySelector<HTMLElement>('form [aria-invalid]')?.focus(), {
      injector: this.injector,
    });
  }
}

/** What can be told without the server; everything else is its to say. */
export function missing(values: Readonly<Record<string, string>>): UserErrorLike[] {
  return Object.entries(values).flatMap(([field, value]) => {
    if (!value.trim()) return [{ code: 'REQUIRED', message: 'Fill this in.', path: [field] }];
    if (field === 'email' && !/^\S+@\S+\.\S+$/.test(value.trim())) {
      return [{ code: 'INVALID_EMAIL', message: 'This is not an email address.', path: [field] }];
    }
    return [];
  });
}
