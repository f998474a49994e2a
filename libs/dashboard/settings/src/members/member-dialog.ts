import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import type {
  Availability,
  MemberPartsFragment,
  Role,
  TeamPartsFragment,
  UpdateMemberInput,
  Visibility,
} from '@prosa/dashboard/data-access';
import { GraphqlClient } from '@prosa/dashboard/data-access';
import { Confirm, Field, FieldControl, pluralKey, Preferences } from '@prosa/dashboard/ui';
import { Checks } from '../form/checks';
import { FormAttempt } from '../form/form-attempt';
import { Outcome } from '../form/outcome';
import { OpenWorkQuery, UpdateMemberMutation } from '../settings.documents';

export interface MemberDialogData {
  readonly member: MemberPartsFragment;
  readonly roles: readonly Role[];
  readonly teams: readonly TeamPartsFragment[];
  readonly self: boolean;
}

/** What somebody may do and see, where they belong, and whether they are in at all. */
@Component({
  selector: 'settings-member-dialog',
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
  templateUrl: './member-dialog.html',
  styleUrl: '../form/dialog.scss',
})
export class MemberDialog {
  private readonly graphql = inject(GraphqlClient);
  private readonly dialog = inject<MatDialogRef<MemberDialog>>(MatDialogRef);
  private readonly confirm = inject(Confirm);
  private readonly transloco = inject(TranslocoService);
  private readonly preferences = inject(Preferences);
  protected readonly data = inject<MemberDialogData>(MAT_DIALOG_DATA);
  protected readonly attempt = new FormAttempt(['role', 'visibility', 'availability', 'teamIds']);
  protected readonly visibilities: readonly Visibility[] = ['ALL', 'TEAM', 'OWN'];
  protected readonly availabilities: readonly Availability[] = ['ONLINE', 'BUSY', 'OFFLINE'];

  protected readonly role = signal(this.data.member.role);
  protected readonly visibility = signal(this.data.member.visibility);
  protected readonly availability = signal(this.data.member.availability);
  protected readonly teamIds = signal<readonly string[]>(this.data.member.teams.map(({ id }) => id));
  private readonly changes = computed<Omit<UpdateMemberInput, 'id'>>(() => {
    const { member } = this.data;
    const before = member.teams.map(({ id }) => id);
    const otherTeams = before.length !== this.teamIds().length || before.some((id) => !this.teamIds().includes(id));
    return {
      ...(this.role() !== member.role && { role: this.role() }),
      ...(this.visibility() !== member.visibility && { visibility: this.visibility() }),
      ...(this.availability() !== member.availability && { availability: this.availability() }),
      ...(otherTeams && { teamIds: [...this.teamIds()] }),
    };
  });
  protected readonly changed = computed(() => Object.keys(this.changes()).length > 0);

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    if (this.changed()) await this.update(this.changes());
  }

  protected async deactivate(): Promise<void> {
    const { name } = this.data.member.user;
    const t = (key: string, values: object = {}) =>
      this.transloco.translate(`settings.deactivate.${key}`, { name, ...values });
    let work: string | null = null;
    const counted = await this.attempt.run(async () => {
      const { conversations } = await this.graphql.query(OpenWorkQuery, { memberId: this.data.member.id });
      const count = conversations.edges.length;
      const key = conversations.pageInfo.hasNextPage
        ? 'many'
        : count === 0
          ? 'none'
          : pluralKey('work', count, this.preferences.language());
      work = t(key, { count });
      return [];
    });
    if (!counted) return;
    this.attempt.forget();
    const yes = await this.confirm.ask({
      title: t('title'),
      text: `${t('text')} ${work ?? ''}`,
      confirm: t('confirm'),
      danger: true,
    });
    if (yes) await this.update({ active: false });
  }

  protected async reactivate(): Promise<void> {
    await this.update({ active: true });
  }

  private async update(changes: Omit<UpdateMemberInput, 'id'>): Promise<void> {
    const done = await this.attempt.run(async () => {
      const input = { id: this.data.member.id, ...changes };
      return (await this.graphql.mutate(UpdateMemberMutation, { input })).updateMember.userErrors;
    });
    if (done) this.dialog.close();
  }
}
