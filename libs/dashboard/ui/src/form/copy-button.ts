import { Clipboard } from '@angular/cdk/clipboard';
import { ChangeDetectionStrategy, Component, DestroyRef, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { Icon } from '../icon/icon';

/** Copies a text and says so, to the eye and to assistive technology. */
@Component({
  selector: 'ui-copy-button',
  imports: [Icon, MatButton, TranslocoDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <button *transloco="let t" matButton="outlined" type="button" (click)="copy()">
      <ui-icon matButtonIcon [name]="done() ? 'check' : 'copy'" [size]="16" />
      <span aria-live="polite">{{ done() ? t('ui.copied') : label() || t('ui.copy') }}</span>
    </button>
  `,
})
export class CopyButton {
  private readonly clipboard = inject(Clipboard);
  private timer: ReturnType<typeof setTimeout> | undefined;
  readonly text = input.required<string>();
  readonly label = input<string>();
  protected readonly done = signal(false);

  constructor() {
    inject(DestroyRef).onDestroy(() => clearTimeout(this.timer));
  }

  protected copy(): void {
    this.done.set(this.clipboard.copy(this.text()));
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.done.set(false), 2_000);
  }
}
