import { inject, Injectable } from '@angular/core';
import { MatSnackBar } from '@angular/material/snack-bar';
import { TranslocoService } from '@jsverse/transloco';
import { SessionStore } from '@prosa/dashboard/data-access';
import type { Outcome } from './live/conversation-actions';

/** Short words after an action: what was done with its undo, or why it was not done. */
@Injectable({ providedIn: 'root' })
export class Notices {
  private readonly snackBar = inject(MatSnackBar);
  private readonly transloco = inject(TranslocoService);

  constructor() {
    // What was done is not to be undone by whoever signs in next.
    inject(SessionStore).ended.subscribe(() => this.snackBar.dismiss());
  }

  tell(key: string, values: Record<string, unknown> = {}, undo?: () => void): void {
    const action = undo ? this.transloco.translate('inbox.notice.undo') : undefined;
    const shown = this.snackBar.open(this.transloco.translate(`inbox.${key}`, values), action, {
      duration: undo ? 8_000 : 4_000,
      politeness: 'polite',
    });
    if (undo) shown.onAction().subscribe(undo);
  }

  /** Words that are made already: why something was not done. */
  say(words: string): void {
    this.snackBar.open(words, this.transloco.translate('inbox.notice.dismiss'), {
      duration: 10_000,
      politeness: 'assertive',
    });
  }

  fail(outcome: Extract<Outcome, { ok: false }>): void {
    const known = outcome.stale ? null : outcome.reason;
    const words = known ?? this.transloco.translate<string>(`inbox.notice.${outcome.stale ? 'stale' : 'failed'}`);
    this.say(words);
  }
}
