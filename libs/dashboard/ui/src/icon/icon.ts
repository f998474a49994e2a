import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { DomSanitizer } from '@angular/platform-browser';
import type { IconName } from './icons';
import { ICONS } from './icons';

/** Decoration unless it has a label; a status always stands beside a word. */
@Component({
  selector: 'ui-icon',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: '',
  host: {
    '[innerHTML]': 'svg()',
    '[attr.role]': "label() ? 'img' : null",
    '[attr.aria-label]': 'label() || null',
    '[attr.aria-hidden]': "label() ? null : 'true'",
    '[style.--ui-icon-size.px]': 'size()',
  },
  styles: `
    :host {
      display: inline-flex;
      flex: none;
      width: var(--ui-icon-size);
      height: var(--ui-icon-size);
    }
  `,
})
export class Icon {
  private readonly sanitizer = inject(DomSanitizer);
  readonly name = input.required<IconName>();
  readonly size = input(20);
  readonly label = input<string>();

  // The set is a constant of ours: nothing from outside ever reaches this markup.
  protected readonly svg = computed(() =>
    this.sanitizer.bypassSecurityTrustHtml(
      `<svg viewBox="0 0 24 24" width="100%" height="100%" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" focusable="false">${ICONS[this.name()]}</svg>`,
    ),
  );
}
