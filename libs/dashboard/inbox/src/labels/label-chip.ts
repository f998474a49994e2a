import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { Labels } from './labels';

/** A label by its name: its colour is a help, the word says it all. */
@Component({
  selector: 'inbox-label-chip',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<span class="word">{{ name() }}</span>`,
  host: { '[style.--label]': 'colour()', '[title]': 'name()' },
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      gap: 5px;
      min-width: 0;
      max-width: 100%;
      padding: 0 6px;
      box-sizing: border-box;
      border: 1px solid color-mix(in oklab, var(--label) 45%, transparent);
      border-radius: 4px;
      background: color-mix(in oklab, var(--label) 12%, transparent);
      color: var(--mat-sys-on-surface);
      font:
        500 11px/16px 'Inter Variable',
        system-ui,
        sans-serif;
    }
    :host::before {
      flex: none;
      width: 6px;
      height: 6px;
      border-radius: 50%;
      background: var(--label);
      content: '';
    }
    .word {
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
  `,
})
export class LabelChip {
  private readonly labels = inject(Labels);
  readonly name = input.required<string>();
  protected readonly colour = computed(() => `var(--app-label-${this.labels.colourOf(this.name()).toLowerCase()})`);
}
