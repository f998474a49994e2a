import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogTitle,
} from '@angular/material/dialog';
import { TranslocoDirective } from '@jsverse/transloco';
import type { InvitationMail, Role, TeamPartsFragment, Visibility } from '@prosa/dashboard/data-access';
import { GraphqlClient } from '@prosa/dashboard/data-access';
import { Field, FieldControl } from '@prosa/dashboard/ui';
import { Checks } from '../form/checks';
import { FormAttempt } from '../form/form-attempt';
import { Outcome } from '../form/outcome';
import { InvitationsQuery, InviteMemberMutation } from '../settings.documents';
import { InviteLink } from './invite-link';

/** Asks for an e-mail and what they may do, and then shows the link this once. */
@Component({
  selector: 'settings-invite-dialog',
  imports: [
    Checks,
    Field,
    FieldControl,
    InviteLink,
    MatButton,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    Outcome,
    TranslocoDirective,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './invite-dialog.html',
  styleUrl: '../form/dialog.scss',
})
export class InviteDialog {
  private readonly graphql = inject(GraphqlClient);
  protected readonly data = inject<{ roles: readonly Role[]; teams: readonly TeamPartsFragment[] }>(MAT_DIALOG_DATA);
  protected readonly attempt = new FormAttempt(['email', 'role', 'visibility', 'teamIds']);
  protected readonly visibilities: readonly Visibility[] = ['ALL', 'TEAM', 'OWN'];
  protected readonly email = signal('');
  protected readonly role = signal<Role>('REP');
  protected readonly visibility = signal<Visibility>('ALL');
  protected readonly teamIds = signal<readonly string[]>([]);
  protected readonly made = signal<{ url: string; email: string; mail: InvitationMail } | null>(null);

  protected async invite(event: Event): Promise<void> {
    event.preventDefault();
    await this.attempt.run(async () => {
      const email = this.email().trim();
      if (!/^\S+@\S+\.\S+$/.test(email))
        return [{ code: email ? 'INVALID_EMAIL' : 'REQUIRED', message: '', path: ['email'] }];
      const input = { email, role: this.role(), visibility: this.visibility(), teamIds: [...this.teamIds()] };
      const { inviteMember } = await this.graphql.mutate(
        InviteMemberMutation,
        { input },
        { refetchQueries: [InvitationsQuery] },
      );
      const { acceptUrl, invitation, userErrors } = inviteMember;
      if (acceptUrl && invitation) this.made.set({ url: acceptUrl, email: invitation.email, mail: invitation.mail });
      return userErrors;
    });
  }
}
