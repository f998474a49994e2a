import { ChangeDetectionStrategy, Component, inject, Injectable, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialog,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogTitle,
} from '@angular/material/dialog';
import { TranslocoDirective } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';
import { FieldControl } from '../form/field-control';
import { Field } from '../form/field';

/** All words already translated: the dialog knows nothing of what it asks. */
export interface Question {
  readonly title: string;
  readonly text: string;
  readonly confirm: string;
  readonly cancel?: string;
  readonly danger?: boolean;
  /** For what cannot be undone: this text has to be typed. */
  readonly typed?: { readonly label: string; readonly text: string };
}

/** The same letters and figures: nobody has to find a middle dot or an accent on a keyboard. */
export function sameWords(a: string, b: string): boolean {
  const bare = (text: string) =>
    text
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, '');
  return bare(a) === bare(b);
}

@Component({
  selector: 'ui-confirm-dialog',
  imports: [
    Field,
    FieldControl,
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
      <h2 mat-dialog-title>{{ question.title }}</h2>
      <mat-dialog-content>
        <p>{{ question.text }}</p>
        @if (question.typed; as typed) {
          <ui-field [label]="typed.label">
            <input uiControl autocomplete="off" [value]="entered()" (input)="entered.set($any($event.target).value)" />
          </ui-field>
        }
      </mat-dialog-content>
      <mat-dialog-actions align="end">
        <button matButton type="button" mat-dialog-close>{{ question.cancel ?? t('ui.cancel') }}</button>
        <button
          matButton="filled"
          type="button"
          [class.danger]="question.danger"
          [disabled]="!!question.typed && !sameWords(entered(), question.typed.text)"
          [mat-dialog-close]="true"
        >
          {{ question.confirm }}
        </button>
      </mat-dialog-actions>
    </ng-container>
  `,
  styles: `
    mat-dialog-content {
      display: grid;
      gap: 16px;
      padding-bottom: 4px; // the ring of the field's focus is not cut off
    }
    .danger:not(:disabled) {
      --mat-button-filled-container-color: var(--mat-sys-error);
      --mat-button-filled-label-text-color: var(--mat-sys-on-error);
    }
  `,
})
export class ConfirmDialog {
  protected readonly question = inject<Question>(MAT_DIALOG_DATA);
  protected readonly entered = signal('');
  protected readonly sameWords = sameWords;
}

@Injectable({ providedIn: 'root' })
export class Confirm {
  private readonly dialog = inject(MatDialog);

  /** True when the person said yes; focus returns to where it came from. */
  async ask(question: Question): Promise<boolean> {
    const open = this.dialog.open<ConfirmDialog, Question, boolean>(ConfirmDialog, {
      data: question,
      width: '420px',
      role: question.danger ? 'alertdialog' : 'dialog',
    });
    return (await firstValueFrom(open.afterClosed())) ?? false;
  }
}
