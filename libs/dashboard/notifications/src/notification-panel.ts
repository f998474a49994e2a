import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MatDialogClose, MatDialogRef, MatDialogTitle } from '@angular/material/dialog';
import { Router } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import {
  CompactTimePipe,
  EmptyState,
  ErrorState,
  ExactTimePipe,
  Icon,
  provideTranslations,
  type IconName,
} from '@prosa/dashboard/ui';
import { NotificationSettingsCard } from './notification-settings-card';
import { NotificationStore, type Notification } from './notification-store';

const ICONS: Record<string, IconName> = {
  MESSAGE: 'inbox',
  NEW_CONVERSATION: 'plus',
  ASSIGNED: 'check',
  HANDOFF: 'agents',
  MENTIONED: 'note',
  CHANNEL_LOST: 'wifiOff',
};

/** What one is told of, the newest first, and how one wants to be told. */
@Component({
  selector: 'notify-panel',
  imports: [
    CompactTimePipe,
    EmptyState,
    ErrorState,
    ExactTimePipe,
    Icon,
    MatDialogClose,
    MatDialogTitle,
    NotificationSettingsCard,
    TranslocoDirective,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  providers: [
    provideTranslations('notifications', {
      'pt-BR': () => import('./i18n/pt-BR.json'),
      en: () => import('./i18n/en.json'),
    }),
  ],
  templateUrl: './notification-panel.html',
  styleUrl: './notification-panel.scss',
})
export class NotificationPanel {
  private readonly store = inject(NotificationStore);
  private readonly router = inject(Router);
  private readonly dialog = inject<MatDialogRef<NotificationPanel>>(MatDialogRef);
  protected readonly list = this.store.list;
  protected readonly unread = this.store.unread;
  protected readonly failure = computed(() => (this.store.loaded() ? null : this.store.problem()));
  protected readonly choosing = signal(false);
  protected readonly empty = computed(() => this.store.loaded() && this.list().length === 0);
  protected readonly icon = ({ kind }: Notification): IconName => ICONS[kind] ?? 'inbox';

  protected async open(event: Event, one: Notification): Promise<void> {
    event.preventDefault();
    this.dialog.close();
    if (one.link) await this.router.navigateByUrl(one.link);
    if (!one.readAt) await this.store.markRead([one.id]).catch(() => undefined);
  }

  protected retry(): void {
    this.store.retry();
  }

  protected readAll(): void {
    void this.store.markAllRead().catch(() => undefined);
  }
}
