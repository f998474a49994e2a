import { ChangeDetectionStrategy, Component, computed, effect, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { GraphqlClient, liveQuery, type InvitationPartsFragment } from '@prosa/dashboard/data-access';
import { Confirm, Icon, LoadState, Now, Status, type Tone } from '@prosa/dashboard/ui';
import { FormAttempt } from '../form/form-attempt';
import { Outcome } from '../form/outcome';
import { People } from '../people';
import { InvitationsQuery, ResendInvitationMutation, RevokeInvitationMutation } from '../settings.documents';
import { LinkDialog } from './link-dialog';

const MAIL_TONES: Record<InvitationPartsFragment['mail'], Tone> = {
  NONE: 'neutral',
  WAITING: 'info',
  SENT: 'success',
  FAILED: 'danger',
};

/** Who was asked in and has not come yet: another link, or none. */
@Component({
  selector: 'settings-invitations',
  imports: [Icon, LoadState, MatButton, Outcome, Status, TranslocoDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './invitations.html',
  styleUrl: '../rows.scss',
  host: { style: 'display: block; margin-top: 32px' },
})
export class Invitations {
  private readonly graphql = inject(GraphqlClient);
  private readonly dialog = inject(MatDialog);
  private readonly confirm = inject(Confirm);
  private readonly transloco = inject(TranslocoService);
  private readonly now = inject(Now);
  private readonly people = inject(People);
  protected readonly query = liveQuery(InvitationsQuery);
  protected readonly attempt = new FormAttempt();
  protected readonly open = computed(() =>
    (this.query.data()?.invitations ?? [])
      .filter(({ acceptedAt }) => !acceptedAt)
      .map((invitation) => ({
        ...invitation,
        tone: MAIL_TONES[invitation.mail],
        days: Math.ceil((new Date(invitation.expiresAt).getTime() - this.now.value()) / 86_400_000),
      })),
  );

  constructor() {
    // Whoever comes in by an invitation is a member from then on: the list of those who have not come is another.
    let count: number | undefined;
    effect(() => {
      const members = this.people.active().length;
      if (count !== undefined && count !== members) void this.query.refetch();
      count = members;
    });
  }

  protected async renew(invitation: InvitationPartsFragment): Promise<void> {
    await this.attempt.run(async () => {
      const input = { id: invitation.id };
      const { resendInvitation } = await this.graphql.mutate(ResendInvitationMutation, { input });
      const { acceptUrl: url, invitation: renewed, userErrors } = resendInvitation;
      if (url && renewed)
        this.dialog.open(LinkDialog, { width: '520px', data: { url, email: renewed.email, mail: renewed.mail } });
      return userErrors;
    });
  }

  protected async revoke(invitation: InvitationPartsFragment): Promise<void> {
    const t = (key: string) => this.transloco.translate(`settings.revoke.${key}`, { email: invitation.email });
    if (!(await this.confirm.ask({ title: t('title'), text: t('text'), confirm: t('confirm'), danger: true }))) return;
    await this.attempt.run(async () => {
      const input = { id: invitation.id };
      const { revokeInvitation } = await this.graphql.mutate(
        RevokeInvitationMutation,
        { input },
        { refetchQueries: [InvitationsQuery] },
      );
      return revokeInvitation.userErrors;
    });
  }
}
