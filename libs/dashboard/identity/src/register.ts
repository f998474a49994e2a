import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { GraphqlClient } from '@prosa/dashboard/data-access';
import { Field, FieldControl, Notice, PasswordInput, Preferences, ProblemNotice } from '@prosa/dashboard/ui';
import { RegisterMutation } from './identity.documents';
import { IdentityFrame } from './identity-frame';
import { SessionForm } from './session-form';

@Component({
  selector: 'prosa-register',
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
  templateUrl: './register.html',
  styleUrl: './session-form.scss',
})
export class Register {
  private readonly graphql = inject(GraphqlClient);
  private readonly preferences = inject(Preferences);
  protected readonly form = new SessionForm(['tenantName', 'name', 'email', 'password']);
  readonly returnTo = input<string>();

  protected submit(event: Event, tenantName: string, name: string, email: string, password: string): void {
    event.preventDefault();
    void this.form.submit({ tenantName, name, email, password }, this.returnTo(), async () => {
      const { register } = await this.graphql.mutate(RegisterMutation, {
        input: {
          tenantName: tenantName.trim(),
          name: name.trim(),
          email: email.trim(),
          password,
          locale: this.preferences.language(),
          timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        },
      });
      return register;
    });
  }
}
