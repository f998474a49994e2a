import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { LiveSocket } from '@prosa/dashboard/data-access';
import type { Tone } from '@prosa/dashboard/ui';
import { Status } from '@prosa/dashboard/ui';

const TONES: Record<string, Tone> = { live: 'success', reconnecting: 'warning', offline: 'danger', idle: 'neutral' };

/** Whether what is on the screen is live; the word is always there, the colour only helps. */
@Component({
  selector: 'prosa-connection-badge',
  imports: [Status, TranslocoDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ng-container *transloco="let t">
      <ui-status
        [tone]="tone()"
        [busy]="state() === 'reconnecting'"
        [plain]="true"
        [title]="t('connection.hint.' + state())"
      >
        {{ t('connection.' + state()) }}
      </ui-status>
    </ng-container>
  `,
  styles: `
    ui-status {
      gap: 4px;
      font-size: inherit;
    }
  `,
  host: { role: 'status', '[attr.data-state]': 'state()' },
})
export class ConnectionBadge {
  protected readonly state = inject(LiveSocket).state;
  protected readonly tone = computed(() => TONES[this.state()] ?? 'neutral');
}
