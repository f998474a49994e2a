import { ChangeDetectionStrategy, Component, computed, inject, linkedSignal, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialog, MatDialogClose, MatDialogContent, MatDialogTitle } from '@angular/material/dialog';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import type { Conversation } from '../inbox.model';
import { ConversationChanges } from '../sharing/conversation-changes';
import type { PickOption } from '../sharing/pick-option';
import { Picker } from '../sharing/picker';
import { ColourChoice } from './colour-choice';
import { LABEL_COLOURS, type LabelColour, labelName } from './label';
import { LabelManager } from './label-manager';
import { labelOptions, NEW, withLabel } from './label-options';
import { Labels } from './labels';

/** As they are at this moment: what is ticked shows at once. */
export type Labelled = () => readonly Conversation[];

/** Labels of one conversation or of several: searched, ticked, made. Each tick is kept at once. */
@Component({
  selector: 'inbox-label-dialog',
  imports: [ColourChoice, MatButton, MatDialogClose, MatDialogContent, MatDialogTitle, Picker, TranslocoDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ng-container *transloco="let t; prefix: 'inbox.labels'">
      <h2 mat-dialog-title>{{ t('title') }}</h2>
      <mat-dialog-content>
        <inbox-picker
          [label]="t('search')"
          [options]="options()"
          [multiple]="true"
          [empty]="t('none')"
          [(query)]="query"
          (picked)="pick($event)"
        />
        @if (isNew() && labels.mayManage()) {
          <inbox-colour-choice [chosen]="colour()" (picked)="colour.set($event)" />
        }
        @if (problem(); as code) {
          <p class="problem" role="alert">{{ t('error.' + code) }}</p>
        }
        <div class="foot">
          @if (labels.mayManage()) {
            <button matButton type="button" (click)="manage()">{{ t('manage') }}</button>
          }
          <button matButton="filled" type="button" mat-dialog-close>{{ t('done') }}</button>
        </div>
      </mat-dialog-content>
    </ng-container>
  `,
  styles: `
    mat-dialog-content {
      display: grid;
      gap: 10px;
      padding-top: 4px !important;
    }
    .foot {
      display: flex;
      justify-content: flex-end;
      gap: 8px;
    }
    .foot > :first-child:not(:last-child) {
      margin-inline-end: auto;
    }
    .problem {
      margin: 0;
      color: var(--app-danger);
    }
  `,
})
export class LabelDialog {
  protected readonly labels = inject(Labels);
  private readonly changes = inject(ConversationChanges);
  private readonly transloco = inject(TranslocoService);
  private readonly dialog = inject(MatDialog);
  private readonly labelled = inject<Labelled>(MAT_DIALOG_DATA);

  protected readonly query = signal('');
  protected readonly problem = signal<string | null>(null);
  protected readonly options = computed(() =>
    labelOptions(this.labels.all(), this.labelled(), this.query(), (name) =>
      this.transloco.translate('inbox.labels.create', { name }),
    ),
  );
  protected readonly isNew = computed(() => this.options().at(-1)?.key === NEW);
  protected readonly colour = linkedSignal<LabelColour>(
    () => LABEL_COLOURS[this.labels.all().length % LABEL_COLOURS.length] ?? 'GREY',
  );

  protected async pick(option: PickOption): Promise<void> {
    this.problem.set(null);
    if (option.key !== NEW) return this.tick(option.words, option.chosen !== true);
    const name = labelName(this.query());
    if (this.labels.mayManage()) {
      const { label, problem } = await this.labels.save({ name, colour: this.colour() });
      if (!label && problem !== 'TAKEN') return this.problem.set(problem === 'TOO_MANY' ? problem : 'OTHER');
    }
    this.query.set('');
    await this.tick(name, true);
  }

  protected manage(): void {
    LabelManager.open(this.dialog);
  }

  private async tick(name: string, on: boolean): Promise<void> {
    const conversations = this.labelled();
    await this.changes.change(conversations, {
      of: (one) => {
        const labels = withLabel(one.labels, name, on);
        return labels && { labels };
      },
      told: null,
    });
  }
}
