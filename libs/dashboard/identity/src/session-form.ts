import { afterNextRender, computed, DOCUMENT, inject, Injector, signal } from '@angular/core';
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
  private readonly document = inject(DOCUMENT);
  private readonly transloco = inject(TranslocoService);
  private readonly errors = signal<FormErrors>(NO_ERRORS);

  readonly busy = signal(false);
  readonly problem = signal<Problem | undefined>(undefined);
  /** The password was right and this login has a second step: its code is asked for from now on. */
  readonly needsCode = signal(false);
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
      if (viewer && userErrors.length === 0) await this.goOn(viewer, safeReturnTo(returnTo));
      else if (!this.needsCode() && userErrors.some(({ code }) => code === 'SECOND_FACTOR_REQUIRED')) {
        this.needsCode.set(true);
        this.focus('form input[name=code]');
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

  /** Whoever was signed in here as somebody else, or elsewhere, begins with an empty page: nothing of theirs stays on it. */
  private async goOn(viewer: SignedInViewer, to: string): Promise<void> {
    if (this.session.signedIn()) return this.document.defaultView?.location.assign(to);
    this.session.enter(viewer);
    await this.router.navigateByUrl(to);
  }

  /** The focus goes to what has to be put right. */
  private showFirst(): void {
    this.focus('form [aria-invalid]');
  }

  private focus(selector: string): void {
    afterNextRender(() => this.document.querySelector<HTMLElement>(selector)?.focus(), { injector: this.injector });
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
