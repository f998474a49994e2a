import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { ExactTimePipe, RelativeTimePipe } from './relative-time.pipe';

/** Relative up to a day, exact on hover and for assistive technology. */
@Component({
  selector: 'ui-time-ago',
  imports: [ExactTimePipe, RelativeTimePipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<time [attr.datetime]="at()" [title]="at() | exactTime">{{ at() | relativeTime }}</time>`,
})
export class TimeAgo {
  readonly at = input.required<string | null | undefined>();
}
