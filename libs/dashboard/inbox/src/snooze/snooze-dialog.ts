import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogContent, MatDialogRef, MatDialogTitle } from '@angular/material/dialog';
import { TranslocoDirective } from '@jsverse/transloco';
import { Field, FieldControl } from '@prosa/dashboard/ui';
import { fromField, toField } from '../composer/send-times';
import { InboxFormat } from '../inbox-format';
import { InboxWords } from '../inbox-words';
import type { PickOption } from '../sharing/pick-option';
import { Picker } from '../sharing/picker';
import { snoozeTimes } from './snooze-times';

/** Until when: a time, or null for "until the contact writes"; `wake`: not any more. */
export type SnoozeChoice = { readonly until: string | null } | 'wake';
export interface SnoozeQuestion {
  /** There is something asleep to wake. */
  readonly asleep: boolean;
}

/** Until when a conversation is put away. */
@Component({
  selector: 'inbox-snooze-dialog',
  imports: [Field, FieldControl, MatButton, MatDialogContent, MatDialogTitle, Picker, TranslocoDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ng-container *transloco="let t; prefix: 'inbox.snooze'">
      <h2 mat-dialog-title>{{ t('title') }}</h2>
      <mat-dialog-content>
        @if (picking()) {
          <form (submit)="$event.preventDefault(); until(when.value)">
            <ui-field [label]="t('at')" [error]="past() ? t('past') : null">
              <input #when uiControl class="ui-control" type="datetime-local" [value]="suggested" />
            </ui-field>
            <div class="foot">
              <button matButton type="button" (click)="picking.set(false)">{{ t('back') }}</button>
              <button matButton="filled" type="submit">{{ t('save') }}</button>
            </div>
          </form>
        } @else {
          <inbox-picker [label]="t('search')" [options]="options()" [empty]="t('none')" (picked)="pick($event)" />
        }
      </mat-dialog-content>
    </ng-container>
  `,
  styles: `
    mat-dialog-content {
      padding-top: 4px !important;
    }
    form {
      display: grid;
      gap: 16px;
    }
    .foot {
      display: flex;
      justify-content: flex-end;
      gap: 8px;
    }
  `,
})
export class SnoozeDialog {
  private readonly dialog = inject<MatDialogRef<SnoozeDialog, SnoozeChoice>>(MatDialogRef);
  private readonly question = inject<SnoozeQuestion>(MAT_DIALOG_DATA);
  private readonly format = inject(InboxFormat);
  private readonly words = inject(InboxWords);
  private readonly times = snoozeTimes(new Date());

  protected readonly picking = signal(false);
  protected readonly past = signal(false);
  protected readonly suggested = toField(this.times[0]?.at ?? new Date());
  protected readonly options = computed<PickOption[]>(() => {
    const t = this.words.t();
    const wake: PickOption = { key: 'wake', words: t('snooze.wake'), icon: 'sun' };
    return [
      ...(this.question.asleep ? [wake] : []),
      ...this.times.map(({ key, at }): PickOption => ({
        key,
        words: t(`snooze.${key}`),
        detail: this.format.dayTime(at),
        icon: 'clock',
      })),
      { key: 'reply', words: t('snooze.reply'), icon: 'reply' },
      { key: 'pick', words: t('snooze.pick'), icon: 'calendar' },
    ];
  });

  protected pick({ key }: PickOption): void {
    if (key === 'pick') return this.picking.set(true);
    if (key === 'wake') return this.dialog.close('wake');
    const time = this.times.find((one) => one.key === key);
    this.dialog.close({ until: time?.at.toISOString() ?? null });
  }

  protected until(value: string): void {
    const at = fromField(value);
    if (!at || at.getTime() <= Date.now()) return this.past.set(true);
    this.dialog.close({ until: at.toISOString() });
  }
}
