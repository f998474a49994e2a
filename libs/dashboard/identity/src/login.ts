import { ChangeDetectionStrategy, Component, inject, input, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { GraphqlClient } from '@prosa/dashboard/data-access';
import { Field, FieldControl, Notice, PasswordInput, ProblemNotice } from '@prosa/dashboard/ui';
import { LoginMutation } from './identity.documents';
import { CodeField } from './code-field';
import { IdentityFrame } from './identity-frame';
import { SessionForm } from './session-form';

@Component({
  selector: 'prosa-login',
  imports: [
    CodeField,
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
  protected readonly form = new SessionForm(['email', 'password', 'code']);
  protected readonly code = viewChild(CodeField);
  readonly returnTo = input<string>();
  /** Set when the server ended the session. */
  readonly expired = input<string>();

  protected submit(event: Event, email: string, password: string, code: string | undefined): void {
    event.preventDefault();
    const second: Record<string, string> = code === undefined ? {} : { code };
    void this.form.submit({ email, password, ...second }, this.returnTo(), async () => {
      const input = { email: email.trim(), password, ...second };
      const { login } = await this.graphql.mutate(LoginMutation, { input });
      return login;
    });
  }
}
