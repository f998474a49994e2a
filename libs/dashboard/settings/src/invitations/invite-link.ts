import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { InvitationMail } from '@prosa/dashboard/data-access';
import { CopyButton, Field, FieldControl } from '@prosa/dashboard/ui';

/** The link of an invitation, which nobody can show again: whoever loses it makes another. */
@Component({
  selector: 'settings-invite-link',
  imports: [CopyButton, Field, FieldControl, TranslocoDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ng-container *transloco="let t">
      <p>{{ t(mail() === 'NONE' ? 'settings.invite.byLink' : 'settings.invite.byMail', { email: email() }) }}</p>
      <div class="link">
        <ui-field [label]="t('settings.invite.link')" [hint]="t('settings.invite.linkHint')">
          <input uiControl readonly [value]="url()" (focus)="$any($event.target).select()" />
        </ui-field>
      </div>
      <ui-copy-button [text]="url()" [label]="t('settings.invite.copy')" />
    </ng-container>
  `,
  styles: `
    :host {
      display: grid;
      gap: 12px;
    }
    ui-copy-button {
      justify-self: start;
    }
  `,
})
export class InviteLink {
  readonly url = input.required<string>();
  readonly email = input.required<string>();
  readonly mail = input.required<InvitationMail>();
}
