import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { Icon } from '@prosa/dashboard/ui';
import { InboxWords } from '../inbox-words';
import type { Message } from '../inbox.model';
import { safeHref } from './text-parts';

/** The advertisement that somebody came from. */
@Component({
  selector: 'inbox-ad-card',
  imports: [Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @let t = words.t();
    <span class="label"><ui-icon name="sparkle" [size]="14" />{{ t('ad.from') }}</span>
    @if (ad().title; as title) {
      <span class="title">{{ title }}</span>
    }
    @if (ad().body; as body) {
      <span class="body">{{ body }}</span>
    }
    @if (href(); as address) {
      <a [href]="address" target="_blank" rel="noopener noreferrer nofollow">
        {{ t('ad.open') }}<ui-icon name="external" [size]="14" />
      </a>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 2px;
      margin: 2px 0 6px;
      padding: 6px 10px;
      border-radius: 6px;
      background: color-mix(in oklab, var(--mat-sys-on-surface) 5%, transparent);
      font: 400 13px/18px var(--inbox-font);
    }
    .label {
      display: flex;
      align-items: center;
      gap: 4px;
      color: var(--app-bubble-meta);
      font: 400 12px/16px var(--inbox-font);
    }
    .title {
      font-weight: 500;
    }
    .body {
      display: -webkit-box;
      overflow: hidden;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 3;
    }
    a {
      display: inline-flex;
      align-items: center;
      gap: 4px;
      color: var(--mat-sys-primary);
    }
    @media (pointer: coarse) {
      a {
        min-height: 44px;
      }
    }
  `,
})
export class AdCard {
  protected readonly words = inject(InboxWords);
  readonly ad = input.required<NonNullable<Message['referral']>>();
  protected readonly href = computed(() => (this.ad().sourceUrl ? safeHref(String(this.ad().sourceUrl)) : null));
}
