import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import { TranslocoDirective } from '@jsverse/transloco';
import type { MemberPartsFragment, TeamAssignment, TeamPartsFragment } from '@prosa/dashboard/data-access';
import { GraphqlClient } from '@prosa/dashboard/data-access';
import { Field, FieldControl } from '@prosa/dashboard/ui';
import { Checks } from '../form/checks';
import { FormAttempt } from '../form/form-attempt';
import { Outcome } from '../form/outcome';
import { MembersQuery, SaveTeamMutation } from '../settings.documents';

/** A team's name, who is in it and how it shares its work. */
@Component({
  selector: 'settings-team-dialog',
  imports: [
    Checks,
    Field,
    FieldControl,
    MatButton,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    Outcome,
    TranslocoDirective,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './team-dialog.html',
  styleUrl: '../form/dialog.scss',
})
export class TeamDialog {
  private readonly graphql = inject(GraphqlClient);
  private readonly dialog = inject<MatDialogRef<TeamDialog>>(MatDialogRef);
  protected readonly data = inject<{ team: TeamPartsFragment | null; members: readonly MemberPartsFragment[] }>(
    MAT_DIALOG_DATA,
  );
  protected readonly attempt = new FormAttempt(['name', 'capacity', 'memberIds']);
  protected readonly assignments: readonly TeamAssignment[] = ['MANUAL', 'ROUND_ROBIN'];
  protected readonly choices = this.data.members.map(({ id, user }) => ({ id, name: user.name }));
  protected readonly name = signal(this.data.team?.name ?? '');
  protected readonly assignment = signal<TeamAssignment>(this.data.team?.assignment ?? 'MANUAL');
  protected readonly capacity = signal(String(this.data.team?.capacity ?? ''));
  protected readonly memberIds = signal<readonly string[]>(this.data.team?.members.map(({ id }) => id) ?? []);

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const done = await this.attempt.run(async () => {
      const name = this.name().trim();
      const typed = this.capacity().trim();
      if (!name) return [{ code: 'REQUIRED', message: '', path: ['name'] }];
      if (typed && !/^[1-9]\d{0,4}$/.test(typed))
        return [{ code: 'INVALID_CAPACITY', message: '', path: ['capacity'] }];
      const { saveTeam } = await this.graphql.mutate(
        SaveTeamMutation,
        {
          input: {
            ...(this.data.team && { id: this.data.team.id }),
            name,
            memberIds: [...this.memberIds()],
            assignment: this.assignment(),
            capacity: typed ? Number(typed) : null,
          },
        },
        { refetchQueries: [MembersQuery] },
      );
      return saveTeam.userErrors;
    });
    if (done) this.dialog.close();
  }
}
