import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { TranslocoDirective } from '@jsverse/transloco';
import { NotificationStore, type Kind, type Way } from './notification-store';
import { PushDevice } from './push-device';

const WAYS: readonly Way[] = ['inApp', 'sound', 'push'];

/** Which kinds are told in which ways, on all devices; and whether this one is pushed to. */
@Component({
  selector: 'notify-settings-card',
  imports: [MatButton, MatCheckbox, TranslocoDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './notification-settings-card.html',
  styleUrl: './notification-settings-card.scss',
})
export class NotificationSettingsCard {
  private readonly store = inject(NotificationStore);
  protected readonly device = inject(PushDevice);
  protected readonly settings = this.store.settings;
  protected readonly ways = WAYS;
  protected readonly failed = signal(false);
  protected readonly tested = signal<number | null>(null);

  protected choose(kind: Kind, way: Way, on: boolean): void {
    void this.trying(() => this.store.save({ kind, way, on }));
  }
  protected hide(on: boolean): void {
    void this.trying(() => this.store.save({ on }));
  }
  protected switchPush(): void {
    void this.trying(() => (this.device.state() === 'on' ? this.device.turnOff() : this.device.turnOn()));
  }
  protected test(): void {
    void this.trying(async () => this.tested.set(await this.device.test()));
  }

  private async trying(work: () => Promise<unknown>): Promise<void> {
    this.failed.set(false);
    this.tested.set(null);
    await work().catch(() => this.failed.set(true));
  }
}
