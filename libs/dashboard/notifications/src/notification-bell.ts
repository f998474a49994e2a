import {
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  effect,
  ElementRef,
  inject,
  untracked,
} from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { LiveAnnouncer } from '@angular/cdk/a11y';
import { Router } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Icon, provideTranslations, TitleCount } from '@prosa/dashboard/ui';
import { lookedAt, watchLooking } from './watch-looking';
import { NotificationStore } from './notification-store';
import { PushDevice } from './push-device';
import { followWorker, showOnIcon } from './service-worker';

const MOST_SHOWN = 99;

/** How much is unread, and the way to it: a place of the rail, and of the bar of a phone. */
@Component({
  selector: 'notify-bell',
  imports: [Icon, TranslocoDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  providers: [
    provideTranslations('notifications', {
      'pt-BR': () => import('./i18n/pt-BR.json'),
      en: () => import('./i18n/en.json'),
    }),
  ],
  template: `
    <ng-container *transloco="let t; prefix: 'notifications'">
      <button
        type="button"
        aria-haspopup="dialog"
        [attr.aria-label]="unread() ? t('bell.unread', { count: unread() }) : t('bell.none')"
        (click)="open()"
      >
        <span class="glyph">
          <ui-icon name="bell" />
          @if (unread()) {
            <span class="badge" [attr.data-count]="shown()"></span>
          }
        </span>
        <span class="label" aria-hidden="true">{{ t('bell.label') }}</span>
      </button>
    </ng-container>
  `,
  styleUrl: './notification-bell.scss',
})
export class NotificationBell {
  private readonly store = inject(NotificationStore);
  private readonly dialog = inject(MatDialog);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  protected readonly unread = this.store.unread;
  protected readonly shown = computed(() => (this.unread() > MOST_SHOWN ? `${MOST_SHOWN}+` : String(this.unread())));

  constructor() {
    inject(PushDevice); // says again that this device may be pushed to
    watchLooking(lookedAt());
    const router = inject(Router);
    inject(DestroyRef).onDestroy(followWorker((path) => void router.navigateByUrl(path)));
    const title = inject(TitleCount);
    effect(() => {
      const count = this.unread();
      title.count.set(count);
      showOnIcon(count);
    });
    inject(DestroyRef).onDestroy(() => {
      title.count.set(0);
      showOnIcon(0);
    });
    const announcer = inject(LiveAnnouncer);
    const words = inject(TranslocoService);
    effect(() => {
      const latest = this.store.latest();
      if (!latest) return;
      untracked(() => {
        const kind = words.translate(`notifications.kind.${latest.kind}`);
        void announcer.announce(`${kind}: ${latest.title}`, 'polite');
      });
    });
  }

  protected async open(): Promise<void> {
    const { NotificationPanel } = await import('./notification-panel');
    const narrow = matchMedia('(max-width: 599px)').matches;
    const { right, bottom } = this.host.nativeElement.getBoundingClientRect();
    this.dialog.open(NotificationPanel, {
      width: narrow ? '100vw' : '400px',
      maxWidth: '100vw',
      height: narrow ? '100dvh' : 'min(640px, 92dvh)',
      autoFocus: 'dialog',
      ...(narrow
        ? { panelClass: 'notify-whole' }
        : { position: { left: `${right + 8}px`, top: `${Math.max(8, Math.min(bottom - 48, innerHeight - 660))}px` } }),
    });
  }
}
