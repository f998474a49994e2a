import { ChangeDetectionStrategy, Component, computed, inject, input, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { GraphqlClient } from '@prosa/dashboard/data-access';
import { Notice, PasswordInput, ProblemNotice } from '@prosa/dashboard/ui';
import { CodeField } from './code-field';
import { ResetPasswordMutation } from './identity.documents';
import { IdentityFrame } from './identity-frame';
import { SessionForm } from './session-form';

/** Where the link of a password reset leads. */
@Component({
  selector: 'prosa-reset',
  imports: [CodeField, IdentityFrame, MatButton, Notice, PasswordInput, ProblemNotice, RouterLink, TranslocoDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <prosa-identity-frame *transloco="let t" [heading]="t('identity.reset.title')" [lead]="t('identity.reset.lead')">
      <form novalidate (submit)="submit($event, password.value)">
        @if (form.problem(); as problem) {
          <ui-problem-notice [problem]="problem" />
        }
        @for (error of form.general(); track $index) {
          <ui-notice tone="danger">{{ form.words(error) }}</ui-notice>
        }
        @if (over()) {
          <a matButton="outlined" routerLink="/forgot">{{ t('identity.reset.again') }}</a>
        }
        <ui-password-input
          #password
          [label]="t('identity.newPassword')"
          [hint]="t('identity.passwordHint')"
          autocomplete="new-password"
          [error]="form.error('password')"
        />
        @if (form.needsCode()) {
          <prosa-code-field [error]="form.error('code')" />
        }
        <button matButton="filled" type="submit" [disabled]="form.busy()">
          {{ t(form.busy() ? 'identity.reset.busy' : 'identity.reset.submit') }}
        </button>
      </form>
    </prosa-identity-frame>
  `,
  styleUrl: './session-form.scss',
})
export class Reset {
  private readonly graphql = inject(GraphqlClient);
  readonly token = input.required<string>();
  protected readonly form = new SessionForm(['password', 'code']);
  protected readonly over = computed(() => this.form.general().some(({ code }) => code === 'RESET_OVER'));
  private readonly code = viewChild(CodeField);

  protected submit(event: Event, password: string): void {
    event.preventDefault();
    const code = this.code()?.value;
    const second: Record<string, string> = code === undefined ? {} : { code };
    void this.form.submit({ password, ...second }, null, async () => {
      const input = { token: this.token(), password, ...second };
      return (await this.graphql.mutate(ResetPasswordMutation, { input })).resetPassword;
    });
  }
}
