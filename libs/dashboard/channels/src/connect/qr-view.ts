import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { CopyButton, Field, FieldControl, Icon } from '@prosa/dashboard/ui';
import type { LinkCode } from './channel-link';
import { countdown } from './countdown';
import { pairingGroups } from './pairing-code';

/** The code to scan or to type, with the time it has left; the next one replaces it by itself. */
@Component({
  selector: 'prosa-qr-view',
  imports: [CopyButton, Field, FieldControl, Icon, TranslocoDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './qr-view.html',
  styleUrl: './qr-view.scss',
})
export class QrView {
  readonly code = input.required<LinkCode>();
  /** The typed form first, for whom cannot scan their own screen. */
  readonly typed = input(false);
  protected readonly time = countdown(this.code);
  protected readonly over = computed(() => this.time().total > 0 && this.time().left === 0);
  protected readonly groups = computed(() => pairingGroups(this.code().pairingCode ?? ''));
  protected readonly showsTyped = computed(() => this.typed() && this.groups().length > 0);
}
