import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { Icon } from '../icon/icon';
import type { IconName } from '../icon/icons';

/** Says why nothing is here; the one action is projected. */
@Component({
  selector: 'ui-empty-state',
  imports: [Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (icon(); as name) {
      <span class="glyph"><ui-icon [name]="name" [size]="24" /></span>
    }
    <p class="title">{{ title() }}</p>
    @if (text()) {
      <p class="text">{{ text() }}</p>
    }
    <ng-content />
  `,
  styleUrl: './state.scss',
})
export class EmptyState {
  readonly icon = input<IconName>();
  readonly title = input.required<string>();
  readonly text = input<string>();
}
