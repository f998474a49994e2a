import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { formatPhone, Icon } from '@prosa/dashboard/ui';
import { InboxFormat } from '../inbox-format';
import type { Conversation } from '../inbox.model';

/** The number is not connected: which, since when, and the way to reconnect it. */
@Component({
  selector: 'inbox-channel-strip',
  imports: [Icon, RouterLink, TranslocoDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (down()) {
      <div class="strip" role="status" *transloco="let t; prefix: 'inbox'">
        <ui-icon name="alert" [size]="18" />
        <span>{{
          t('channel.' + (reconnecting() ? 'reconnecting' : 'down'), { number: number(), since: since() })
        }}</span>
        <a [routerLink]="['/channels', channel().id]">{{ t('channel.reconnect') }}</a>
      </div>
    }
  `,
  styles: `
    .strip {
      display: flex;
      align-items: center;
      gap: 10px;
      padding: 8px 16px;
      background: var(--app-warning-surface);
      color: var(--mat-sys-on-surface);
      font: 400 13px/18px var(--inbox-font);
    }
    span {
      flex: 1;
    }
    ui-icon {
      color: var(--app-warning);
    }
    a {
      color: var(--mat-sys-primary);
      font-weight: 500;
      text-underline-offset: 2px;
    }
    @media (pointer: coarse) {
      .strip {
        padding-block: 0;
      }
      a {
        align-content: center;
        min-height: 44px;
        display: grid;
      }
    }
  `,
})
export class ChannelStrip {
  private readonly format = inject(InboxFormat);
  readonly channel = input.required<Conversation['channel']>();

  protected readonly down = computed(() => this.channel().connection.state !== 'CONNECTED');
  protected readonly reconnecting = computed(() => this.channel().connection.state === 'RECONNECTING');
  protected readonly number = computed(() => {
    const { phoneNumber, displayName } = this.channel();
    return phoneNumber ? formatPhone(String(phoneNumber)) : displayName;
  });
  protected readonly since = computed(() => this.format.short(this.channel().connection.since));
}
