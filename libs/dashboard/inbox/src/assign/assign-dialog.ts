import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogContent, MatDialogRef, MatDialogTitle } from '@angular/material/dialog';
import { TranslocoDirective } from '@jsverse/transloco';
import { liveQuery } from '@prosa/dashboard/data-access';
import { ErrorState, Field, FieldControl } from '@prosa/dashboard/ui';
import { TakersDocument } from '../inbox.documents';
import { InboxFormat } from '../inbox-format';
import { InboxWords } from '../inbox-words';
import type { Conversation } from '../inbox.model';
import { InboxLive } from '../live/inbox-live';
import type { PickOption } from '../sharing/pick-option';
import { Picker } from '../sharing/picker';
import { assignOptions, NOBODY } from './assign-options';

export interface AssignQuestion {
  readonly conversations: readonly Conversation[];
}
/** Whom to give it to, and what they are told. */
export interface AssignChoice {
  readonly member: { readonly id: string; readonly user: { readonly id: string; readonly name: string } } | null;
  readonly team: { readonly id: string; readonly name: string } | null;
  readonly note: string | null;
}

/** Who gets it: people with how busy they are, teams, nobody; with a note for whoever gets it. */
@Component({
  selector: 'inbox-assign-dialog',
  imports: [ErrorState, Field, FieldControl, MatDialogContent, MatDialogTitle, Picker, TranslocoDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ng-container *transloco="let t; prefix: 'inbox.assign'">
      <h2 mat-dialog-title>{{ t('title') }}</h2>
      <mat-dialog-content>
        @if (takers.phase() === 'error') {
          <ui-error-state [title]="t('failed')" [problem]="takers.problem()" (retry)="takers.refetch()" />
        } @else {
          <inbox-picker
            [label]="t('search')"
            [options]="options()"
            [empty]="takers.phase() === 'loading' ? t('loading') : t('none')"
            (picked)="pick($event)"
          />
          @if (single) {
            <ui-field [label]="t('note')" [hint]="t('noteHint')">
              <textarea
                #field
                uiControl
                class="ui-control"
                rows="2"
                maxlength="1000"
                [value]="note()"
                (input)="note.set(field.value)"
              ></textarea>
            </ui-field>
          }
        }
      </mat-dialog-content>
    </ng-container>
  `,
  styles: `
    mat-dialog-content {
      display: grid;
      gap: 12px;
      padding-top: 4px !important;
    }
  `,
})
export class AssignDialog {
  private readonly dialog = inject<MatDialogRef<AssignDialog, AssignChoice>>(MatDialogRef);
  private readonly question = inject<AssignQuestion>(MAT_DIALOG_DATA);
  private readonly live = inject(InboxLive);
  private readonly words = inject(InboxWords);
  private readonly format = inject(InboxFormat);
  /** Asked anew each time: how busy somebody is changes with every conversation. */
  protected readonly takers = liveQuery(TakersDocument);

  protected readonly single = this.question.conversations.length === 1;
  protected readonly note = signal('');
  private readonly members = computed(() => this.takers.data()?.members.edges.map(({ node }) => node) ?? []);
  private readonly teams = computed(() => this.takers.data()?.teams ?? []);
  protected readonly options = computed(() =>
    this.takers.data()
      ? assignOptions(
          this.members(),
          this.teams(),
          this.question.conversations,
          this.live.memberId(),
          this.words.t(),
          (count) => this.format.plural(count),
        )
      : [],
  );

  protected pick({ key }: PickOption): void {
    const note = this.note().trim() || null;
    const member = this.members().find(({ id }) => id === key);
    const team = this.teams().find(({ id }) => id === key);
    if (key !== NOBODY && !member && !team) return;
    this.dialog.close({
      member: member ? { id: member.id, user: member.user } : null,
      team: team ? { id: team.id, name: team.name } : null,
      note,
    });
  }
}
