import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { Notice, ProblemNotice } from '@prosa/dashboard/ui';
import type { FormAttempt } from './form-attempt';

/** Above a form: what no field of it can put right. */
@Component({
  selector: 'settings-outcome',
  imports: [Notice, ProblemNotice],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (attempt().problem(); as problem) {
      <ui-problem-notice [problem]="problem" />
    }
    @for (words of attempt().general(); track words) {
      <ui-notice tone="danger">{{ words }}</ui-notice>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 8px;
      &:empty {
        display: none;
      }
    }
  `,
})
export class Outcome {
  readonly attempt = input.required<FormAttempt>();
}
