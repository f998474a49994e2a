import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { MergeSideFragment } from '@prosa/dashboard/data-access';
import { Avatar, formatPhone, Icon } from '@prosa/dashboard/ui';
import { contactName } from '../contact-name';
import { InboxFormat } from '../inbox-format';

/** One of two contacts that may be one person, and the choice that this one stays. */
@Component({
  selector: 'inbox-merge-side-card',
  imports: [Avatar, Icon, TranslocoDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <label [class.kept]="kept()" *transloco="let t; prefix: 'inbox.merge'">
      <span class="head">
        <ui-avatar [name]="name()" [url]="side().avatarUrl" [size]="40" />
        <span class="who">
          <span class="name">{{ name() }}</span>
          <span class="quiet">{{ t('source.' + side().nameSource) }}</span>
        </span>
        <input type="radio" name="kept" [checked]="kept()" (change)="chosen.emit()" />
      </span>
      @for (phone of side().phones; track phone) {
        <span class="line"><ui-icon name="phone" [size]="14" /> {{ format(phone) }}</span>
      } @empty {
        <span class="line quiet"><ui-icon name="phone" [size]="14" /> {{ t('noPhone') }}</span>
      }
      @for (hidden of hidden(); track hidden.value) {
        <span class="line quiet"
          ><ui-icon name="whatsapp" [size]="14" /> {{ t('hidden', { id: hidden.value.slice(-6) }) }}</span
        >
      }
      @for (edge of side().conversations.edges; track edge.node.id) {
        <span class="line">
          <ui-icon name="inbox" [size]="14" />
          <span
            >{{ edge.node.channel.displayName }}
            <span class="quiet">{{ dates.short(edge.node.lastActivityAt) }}</span>
          </span>
        </span>
      } @empty {
        <span class="line quiet"><ui-icon name="inbox" [size]="14" /> {{ t('noThreads') }}</span>
      }
      @if (side().optedOut) {
        <span class="line stopped"><ui-icon name="mute" [size]="14" /> {{ t('optedOut') }}</span>
      }
      <span class="line quiet"
        ><ui-icon name="calendar" [size]="14" /> {{ t('since', { date: dates.date(side().createdAt) }) }}</span
      >
      @if (here()) {
        <span class="line quiet"><ui-icon name="panel" [size]="14" /> {{ t('here') }}</span>
      }
    </label>
  `,
  styleUrl: './merge-side-card.scss',
})
export class MergeSideCard {
  protected readonly dates = inject(InboxFormat);
  readonly side = input.required<MergeSideFragment>();
  readonly kept = input(false);
  /** The one whose panel is open. */
  readonly here = input(false);
  readonly chosen = output<void>();

  protected readonly name = computed(() => contactName(this.side()));
  protected readonly hidden = computed(() => this.side().identities.filter(({ kind }) => kind === 'LID'));
  protected readonly format = (phone: unknown): string => formatPhone(String(phone));
}
