import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogTitle,
} from '@angular/material/dialog';
import { TranslocoDirective } from '@jsverse/transloco';
import type { InvitationMail } from '@prosa/dashboard/data-access';
import { InviteLink } from './invite-link';

/** Shows the new link of an invitation that was there already. */
@Component({
  selector: 'settings-link-dialog',
  imports: [
    InviteLink,
    MatButton,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    TranslocoDirective,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ng-container *transloco="let t">
      <h2 mat-dialog-title>{{ t('settings.invite.renewedTitle') }}</h2>
      <mat-dialog-content>
        <settings-invite-link [url]="data.url" [email]="data.email" [mail]="data.mail" />
      </mat-dialog-content>
      <mat-dialog-actions align="end">
        <button matButton="filled" type="button" mat-dialog-close>{{ t('settings.invite.done') }}</button>
      </mat-dialog-actions>
    </ng-container>
  `,
})
export class LinkDialog {
  protected readonly data = inject<{ url: string; email: string; mail: InvitationMail }>(MAT_DIALOG_DATA);
}
