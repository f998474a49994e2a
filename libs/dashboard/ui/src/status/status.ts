import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { Icon } from '../icon/icon';
import type { IconName } from '../icon/icons';

export type Tone = 'neutral' | 'success' | 'warning' | 'danger' | 'info' | 'agent' | 'note';

/** A status is never a colour alone: an icon (or a dot) and its word, projected. */
@Component({
  selector: 'ui-status',
  imports: [Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (icon(); as name) {
      <ui-icon [name]="name" [size]="14" />
    } @else {
      <span class="dot" [class.busy]="busy()"></span>
    }
    <span class="word"><ng-content /></span>
  `,
  host: { '[attr.data-tone]': 'tone()', '[class.plain]': 'plain()' },
  styleUrl: './status.scss',
})
export class Status {
  readonly tone = input<Tone>('neutral');
  readonly icon = input<IconName>();
  readonly busy = input(false);
  /** Without the surface, for rows and rails. */
  readonly plain = input(false);
}
