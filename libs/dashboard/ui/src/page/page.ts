import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Icon } from '../icon/icon';

/** The frame of a screen: heading (which takes the focus on a route change), actions (`uiAction`), content. */
@Component({
  selector: 'ui-page',
  imports: [Icon, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <header>
      <div class="heading">
        @if (back(); as link) {
          <a class="back" [routerLink]="link"><ui-icon name="chevronLeft" [size]="16" />{{ backLabel() }}</a>
        }
        <h1 tabindex="-1">{{ heading() }}</h1>
        @if (lead()) {
          <p class="muted">{{ lead() }}</p>
        }
        <ng-content select="[uiLead]" />
      </div>
      <div class="actions"><ng-content select="[uiAction]" /></div>
    </header>
    <ng-content />
  `,
  styleUrl: './page.scss',
})
export class Page {
  readonly heading = input.required<string>();
  readonly lead = input<string>();
  readonly back = input<string | readonly string[]>();
  readonly backLabel = input<string>();
}
