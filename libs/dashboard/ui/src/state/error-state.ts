import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { CopyButton } from '../form/copy-button';
import { Icon } from '../icon/icon';
import type { ShownProblem } from './shown-problem';
import { problemKey } from './shown-problem';

/** What failed, what is safe, and a way on; the request id can be copied. */
@Component({
  selector: 'ui-error-state',
  imports: [CopyButton, Icon, MatButton, TranslocoDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ng-container *transloco="let t">
      <span class="glyph"><ui-icon [name]="offline() ? 'wifiOff' : 'alert'" [size]="24" /></span>
      <p class="title">{{ title() || t('ui.problem.title') }}</p>
      <p class="text">{{ t(key(), { seconds: problem()?.retryAfter ?? 0 }) }}</p>
      @if (!denied()) {
        <button matButton="outlined" type="button" (click)="retry.emit()">{{ t('ui.retry') }}</button>
      }
      @if (problem()?.reference; as id) {
        <p class="id">
          {{ t('ui.problem.id') }} <code>{{ id }}</code>
          <ui-copy-button [text]="id" />
        </p>
      }
    </ng-container>
  `,
  host: { role: 'alert', class: 'error' },
  styleUrl: './state.scss',
})
export class ErrorState {
  readonly title = input<string>();
  readonly problem = input<ShownProblem>();
  readonly retry = output<void>();
  protected readonly key = computed(() => problemKey(this.problem()?.code));
  protected readonly offline = computed(() => ['OFFLINE', 'UNREACHABLE'].includes(this.problem()?.code ?? ''));
  protected readonly denied = computed(() => ['FORBIDDEN', 'NOT_FOUND'].includes(this.problem()?.code ?? ''));
}
