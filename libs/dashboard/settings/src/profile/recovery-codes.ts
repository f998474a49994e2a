import { ChangeDetectionStrategy, Component, computed, DOCUMENT, inject, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { CopyButton, Icon, Notice } from '@prosa/dashboard/ui';

/** The recovery codes, this once: to be copied or kept as a file. */
@Component({
  selector: 'settings-recovery-codes',
  imports: [CopyButton, Icon, MatButton, Notice, TranslocoDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ng-container *transloco="let t">
      <ui-notice tone="warning">{{ t('settings.codes.text') }}</ui-notice>
      <ul [attr.aria-label]="t('settings.codes.title')">
        @for (code of codes(); track code) {
          <li>
            <code>{{ code }}</code>
          </li>
        }
      </ul>
      <div class="acts">
        <ui-copy-button [text]="text()" [label]="t('settings.codes.copy')" />
        <button matButton="outlined" type="button" (click)="download()">
          <ui-icon matButtonIcon name="arrowDown" [size]="16" />{{ t('settings.codes.download') }}
        </button>
        <button matButton="filled" type="button" (click)="done.emit()">{{ t('settings.codes.done') }}</button>
      </div>
    </ng-container>
  `,
  styles: `
    :host {
      display: grid;
      gap: 16px;
    }
    ul {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(130px, 1fr));
      gap: 6px 16px;
      margin: 0;
      padding: 12px 16px;
      list-style: none;
      border-radius: var(--app-radius-card);
      background: var(--mat-sys-surface-container);
    }
    code {
      font-size: 14px;
      user-select: all;
    }
    .acts {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
    }
  `,
})
export class RecoveryCodes {
  private readonly document = inject(DOCUMENT);
  readonly codes = input.required<readonly string[]>();
  readonly done = output<void>();
  protected readonly text = computed(() => this.codes().join('\n'));

  protected download(): void {
    const url = URL.createObjectURL(new Blob([`${this.text()}\n`], { type: 'text/plain' }));
    const link = this.document.createElement('a');
    link.href = url;
    link.download = 'prosa-recovery-codes.txt';
    link.click();
    URL.revokeObjectURL(url);
  }
}
