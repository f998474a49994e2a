import type { ElementRef} from '@angular/core';
import { ChangeDetectionStrategy, Component, computed, inject, input, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { GraphqlClient, liveQuery } from '@prosa/dashboard/data-access';
import { Field, FieldControl, LoadState, Notice, PasswordInput, ProblemNotice } from '@prosa/dashboard/ui';
import { CodeField } from './code-field';
import { AcceptInvitationMutation, OpenInvitationQuery } from './identity.documents';
import { IdentityFrame } from './identity-frame';
import { SessionForm } from './session-form';

/** Where the link of an invitation leads: a new login, or the proof that an old one is theirs. */
@Component({
  selector: 'prosa-invitation',
  imports: [
    CodeField,
    Field,
    FieldControl,
    IdentityFrame,
    LoadState,
    MatButton,
    Notice,
    PasswordInput,
    ProblemNotice,
    RouterLink,
    TranslocoDirective,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './invitation.html',
  styleUrl: './session-form.scss',
})
export class Invitation {
  private readonly graphql = inject(GraphqlClient);
  readonly token = input.required<string>();
  protected readonly query = liveQuery(OpenInvitationQuery, () => ({ token: this.token() }));
  protected readonly invitation = computed(() => this.query.data()?.openInvitation);
  protected readonly form = new SessionForm(['name', 'password', 'code']);
  protected readonly name = viewChild<ElementRef<HTMLInputElement>>('nameInput');
  private readonly code = viewChild(CodeField);

  protected submit(event: Event, name: string | null, password: string): void {
    event.preventDefault();
    const code = this.code()?.value;
    const second: Record<string, string> = code === undefined ? {} : { code };
    void this.form.submit({ ...(name !== null && { name }), password, ...second }, null, async () => {
      const input = { token: this.token(), name: name?.trim() ?? '', password, ...second };
      return (await this.graphql.mutate(AcceptInvitationMutation, { input })).acceptInvitation;
    });
  }
}
