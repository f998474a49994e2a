import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { TranslocoDirective } from '@jsverse/transloco';
import type { MemberPartsFragment } from '@prosa/dashboard/data-access';
import { Avatar, Icon, LoadState, Page, TimeAgo } from '@prosa/dashboard/ui';
import { Invitations } from '../invitations/invitations';
import { InviteDialog } from '../invitations/invite-dialog';
import { People } from '../people';
import { MemberDialog } from './member-dialog';

/** Everybody in the workspace: what they may do and see, where they belong, whether they are there. */
@Component({
  selector: 'settings-members-page',
  imports: [Avatar, Icon, Invitations, LoadState, MatButton, Page, TimeAgo, TranslocoDirective],
  providers: [People],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './members-page.html',
  styleUrl: '../rows.scss',
})
export class MembersPage {
  private readonly dialog = inject(MatDialog);
  protected readonly people = inject(People);

  protected mayEdit(member: MemberPartsFragment): boolean {
    return this.people.mayManage() && this.people.below().includes(member.role);
  }

  protected teamsOf({ teams }: MemberPartsFragment): string {
    return teams.map(({ name }) => name).join(', ');
  }

  protected invite(): void {
    this.dialog.open(InviteDialog, {
      width: '520px',
      data: { roles: this.people.below(), teams: this.people.teams() },
    });
  }

  protected edit(member: MemberPartsFragment): void {
    this.dialog.open(MemberDialog, {
      width: '520px',
      data: { member, roles: this.people.below(), teams: this.people.teams(), self: member.id === this.people.me() },
    });
  }
}
