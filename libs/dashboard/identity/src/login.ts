import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { GraphqlClient } from '@prosa/dashboard/data-access';
import { Field, FieldControl, Notice, ProblemNotice } from '@prosa/dashboard/ui';
import { LoginMutation } from './identity.documents';
import { IdentityFrame } from './identity-frame';
import { PasswordInput } from './password-input';
import { SessionForm } from './session-form';

@Component({
  selector: 'prosa-login',
  imports: [
    Field,
    FieldControl,
    IdentityFrame,
    MatButton,
    Notice,
    PasswordInput,
    ProblemNotice,
    RouterLink,
    TranslocoDirective,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './login.html',
  styleUrl: './session-form.scss',
})
export class Login {
  private readonly graphql = inject(GraphqlClient);
  protected readonly form = new SessionForm(['email', 'password']);
  readonly returnTo = input<string>();
  /** Set when the server ended the session. */
  readonly expired = input<string>();

  protected submit(event: Event, email: string, password: string): void {
    event.preventDefault();
    void this.form.submit({ email, password }, this.returnTo(), async () => {
      const { login } = await this.graphql.mutate(LoginMutation, { input: { email: email.trim(), password } });
      return login;
    });
  }
}
