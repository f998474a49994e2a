import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { GraphqlClient, type TeamPartsFragment } from '@prosa/dashboard/data-access';
import { Avatar, Confirm, EmptyState, Icon, LoadState, Page, pluralKey, Preferences } from '@prosa/dashboard/ui';
import { FormAttempt } from '../form/form-attempt';
import { Outcome } from '../form/outcome';
import { People } from '../people';
import { DeleteTeamMutation } from '../settings.documents';
import { TeamDialog } from './team-dialog';

const FACES = 5;

/** The teams: who is in them, and how they share what comes in. */
@Component({
  selector: 'settings-teams-page',
  imports: [Avatar, EmptyState, Icon, LoadState, MatButton, Outcome, Page, TranslocoDirective],
  providers: [People],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './teams-page.html',
  styleUrls: ['../rows.scss', './teams-page.scss'],
})
export class TeamsPage {
  private readonly dialog = inject(MatDialog);
  private readonly graphql = inject(GraphqlClient);
  private readonly confirm = inject(Confirm);
  private readonly transloco = inject(TranslocoService);
  private readonly preferences = inject(Preferences);
  protected readonly people = inject(People);
  protected readonly attempt = new FormAttempt();

  protected readonly membersOf = ({ members }: TeamPartsFragment) => members.filter(({ active }) => active);
  protected readonly facesOf = (team: TeamPartsFragment) => this.membersOf(team).slice(0, FACES);
  protected readonly countKey = (team: TeamPartsFragment) =>
    pluralKey('settings.teams.members', this.membersOf(team).length, this.preferences.language());

  protected edit(team: TeamPartsFragment | null): void {
    this.dialog.open(TeamDialog, { width: '520px', data: { team, members: this.people.active() } });
  }

  protected async remove(team: TeamPartsFragment): Promise<void> {
    const t = (key: string) => this.transloco.translate(`settings.deleteTeam.${key}`, { name: team.name });
    if (!(await this.confirm.ask({ title: t('title'), text: t('text'), confirm: t('confirm'), danger: true }))) return;
    const done = await this.attempt.run(async () => {
      const { deleteTeam } = await this.graphql.mutate(DeleteTeamMutation, { input: { id: team.id } });
      return deleteTeam.userErrors;
    });
    if (done) await this.people.query.refetch();
  }
}
