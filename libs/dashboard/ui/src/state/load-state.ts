import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { ErrorState } from './error-state';
import type { ShownProblem } from './shown-problem';
import { Skeleton } from './skeleton';

/**
 * Around what a query fills: a skeleton while there is nothing (it fades in after 150 ms, so quick answers never flash), the
 * failure with its retry, else the content. Put your own skeleton in as `<… uiSkeleton>`.
 */
@Component({
  selector: 'ui-load-state',
  imports: [ErrorState, Skeleton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @switch (phase()) {
      @case ('loading') {
        <div class="waiting" aria-busy="true">
          <ng-content select="[uiSkeleton]"><ui-skeleton [rows]="rows()" [avatar]="avatar()" /></ng-content>
        </div>
      }
      @case ('error') {
        <ui-error-state [title]="errorTitle()" [problem]="problem()" (retry)="retry.emit()" />
      }
      @default {
        <ng-content />
      }
    }
  `,
  styles: `
    :host {
      display: contents;
    }
    .waiting {
      animation: appear 120ms 150ms ease-out both;
    }
    @keyframes appear {
      from {
        opacity: 0;
      }
    }
  `,
})
export class LoadState {
  readonly phase = input.required<'loading' | 'ready' | 'error'>();
  readonly problem = input<ShownProblem>();
  readonly errorTitle = input<string>();
  readonly rows = input(4);
  readonly avatar = input(false);
  readonly retry = output<void>();
}
