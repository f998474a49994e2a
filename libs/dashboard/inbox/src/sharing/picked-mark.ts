import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { Icon } from '@prosa/dashboard/ui';

/** The box before a line that can be ticked. */
@Component({
  selector: 'inbox-picked-mark',
  imports: [Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `@if (chosen()) {
    <ui-icon [name]="chosen() === 'some' ? 'minus' : 'check'" [size]="14" />
  }`,
  host: { '[class.on]': '!!chosen()' },
  styles: `
    :host {
      display: grid;
      flex: none;
      place-items: center;
      width: 18px;
      height: 18px;
      box-sizing: border-box;
      border: 1.5px solid var(--mat-sys-outline);
      border-radius: 4px;
    }
    :host(.on) {
      border-color: var(--mat-sys-primary);
      background: var(--mat-sys-primary);
      color: var(--mat-sys-on-primary);
    }
  `,
})
export class PickedMark {
  readonly chosen = input.required<boolean | 'some'>();
}
