import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { GraphqlClient } from '@prosa/dashboard/data-access';
import { Field, FieldControl, Notice, ProblemNotice } from '@prosa/dashboard/ui';
import { RequestPasswordResetMutation } from './identity.documents';
import { IdentityFrame } from './identity-frame';
import { SessionForm } from './session-form';

/** Asks for a link by e-mail. What it answers is the same for everybody: it tells nobody who has a login. */
@Component({
  selector: 'prosa-forgot',
  imports: [Field, FieldControl, IdentityFrame, MatButton, Notice, ProblemNotice, RouterLink, TranslocoDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './forgot.html',
  styleUrl: './session-form.scss',
})
export class Forgot {
  private readonly graphql = inject(GraphqlClient);
  protected readonly form = new SessionForm(['email']);
  protected readonly sentTo = signal<string | null>(null);

  protected submit(event: Event, typed: string): void {
    event.preventDefault();
    const email = typed.trim();
    void this.form.submit({ email }, null, async () => {
      const { requestPasswordReset } = await this.graphql.mutate(RequestPasswordResetMutation, { input: { email } });
      if (requestPasswordReset.userErrors.length === 0) this.sentTo.set(email);
      return requestPasswordReset;
    });
  }
}
