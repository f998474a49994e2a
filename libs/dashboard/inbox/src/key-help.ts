import { ChangeDetectionStrategy, Component, inject, Injectable, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle } from '@angular/material/dialog';
import { TranslocoDirective } from '@jsverse/transloco';
import { KEY_HELP } from './inbox-keys';
import { UndoSend } from './live/undo-send';

const KEY = 'prosa.singleKeys';

/** Whether single keys act, on this device. */
@Injectable({ providedIn: 'root' })
export class SingleKeys {
  private readonly chosen = signal(this.stored());
  readonly on = this.chosen.asReadonly();

  set(on: boolean): void {
    this.chosen.set(on);
    try {
      localStorage.setItem(KEY, String(on));
    } catch {
      // It lasts as long as the page.
    }
  }

  private stored(): boolean {
    try {
      return localStorage.getItem(KEY) !== 'false';
    } catch {
      return true;
    }
  }
}

@Component({
  selector: 'inbox-key-help',
  imports: [MatButton, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle, TranslocoDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ng-container *transloco="let t; prefix: 'inbox'">
      <h2 mat-dialog-title>{{ t('keys.title') }}</h2>
      <mat-dialog-content>
        <dl>
          @for (row of rows; track row[0]) {
            <div>
              <dt>
                @for (key of row[0].split(' '); track key) {
                  <kbd>{{ key }}</kbd>
                }
              </dt>
              <dd>{{ t('keys.' + row[1]) }}</dd>
            </div>
          }
        </dl>
        <label>
          <input #box type="checkbox" [checked]="singleKeys.on()" (change)="singleKeys.set(box.checked)" />
          {{ t('keys.single') }}
        </label>
        <label>
          <input #waits type="checkbox" [checked]="undoSend.on()" (change)="undoSend.set(waits.checked)" />
          {{ t('keys.undoSetting') }}
        </label>
      </mat-dialog-content>
      <mat-dialog-actions align="end">
        <button matButton mat-dialog-close type="button">{{ t('keys.done') }}</button>
      </mat-dialog-actions>
    </ng-container>
  `,
  styles: `
    dl {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(230px, 1fr));
      gap: 8px 24px;
      margin: 0 0 16px;
    }
    div {
      display: flex;
      align-items: center;
      gap: 12px;
    }
    dt {
      min-width: 88px;
    }
    dd {
      margin: 0;
    }
    kbd {
      display: inline-block;
      min-width: 24px;
      margin-right: 4px;
      padding: 2px 6px;
      border: 1px solid var(--app-line);
      border-bottom-width: 2px;
      border-radius: 6px;
      background: var(--mat-sys-surface-container-low);
      font:
        500 12px/16px 'Inter Variable',
        system-ui,
        sans-serif;
      text-align: center;
    }
    label {
      display: flex;
      align-items: center;
      gap: 8px;
    }
  `,
})
export class KeyHelp {
  protected readonly singleKeys = inject(SingleKeys);
  protected readonly undoSend = inject(UndoSend);
  protected readonly rows = KEY_HELP;
}
