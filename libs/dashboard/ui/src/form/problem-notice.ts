import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { ShownProblem } from '../state/shown-problem';
import { problemKey } from '../state/shown-problem';
import { Notice } from './notice';

/** Something that one tried failed: why, what is safe, and the reference to tell whoever helps. Trying again is the button above it. */
@Component({
  selector: 'ui-problem-notice',
  imports: [Notice, TranslocoDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ui-notice tone="danger" *transloco="let t">
      {{ t(key(), { seconds: problem().retryAfter ?? 60 }) }}
      @if (problem().reference; as id) {
        <span class="id meta">
          {{ t('ui.problem.id') }} <code>{{ id }}</code>
        </span>
      }
    </ui-notice>
  `,
  styles: `
    :host {
      display: block;
    }
    .id {
      display: block;
      color: inherit;
    }
    code {
      user-select: all;
      overflow-wrap: anywhere;
    }
  `,
})
export class ProblemNotice {
  readonly problem = input.required<ShownProblem>();
  protected readonly key = computed(() => problemKey(this.problem().code));
}
