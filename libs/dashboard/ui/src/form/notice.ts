import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { Icon } from '../icon/icon';
import type { IconName } from '../icon/icons';
import type { Tone } from '../status/status';

const GLYPHS: Partial<Record<Tone, IconName>> = {
  danger: 'alert',
  warning: 'alert',
  success: 'success',
  agent: 'agents',
};

/** A strip inside a page: what happened, and its action projected. Failures are announced at once, the rest politely. */
@Component({
  selector: 'ui-notice',
  imports: [Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ui-icon [name]="glyph()" [size]="18" />
    <div class="body"><ng-content /></div>
    <ng-content select="[uiAction]" />
  `,
  host: { '[attr.role]': "tone() === 'danger' ? 'alert' : 'status'", '[attr.data-tone]': 'tone()' },
  styleUrl: './notice.scss',
})
export class Notice {
  readonly tone = input<Tone>('info');
  protected readonly glyph = computed<IconName>(() => GLYPHS[this.tone()] ?? 'info');
}
