import { Clipboard } from '@angular/cdk/clipboard';
import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { Avatar, formatPhone, Icon } from '@prosa/dashboard/ui';
import { InboxWords } from '../inbox-words';
import type { Message } from '../inbox.model';
import { Notices } from '../notices';
import { StartConversations } from '../people/start-conversations';

/** People somebody passed on: their names and numbers, to call, to copy or to write to. */
@Component({
  selector: 'inbox-contact-cards',
  imports: [Avatar, Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @let t = words.t();
    @for (card of cards(); track $index) {
      <div class="card">
        <ui-avatar [name]="card.name || card.phones[0] || '?'" [size]="36" />
        <div class="words">
          <span class="name">{{ card.name || t('kind.CONTACT_CARD') }}</span>
          @for (phone of card.phones; track phone) {
            <span class="phone">
              <a [href]="'tel:' + phone">{{ format(phone) }}</a>
              <button
                type="button"
                [attr.aria-label]="t('panel.copyPhone', { phone: format(phone) })"
                [title]="t('bubble.copy')"
                (click)="copy(phone)"
              >
                <ui-icon name="copy" [size]="16" />
              </button>
            </span>
            @if (starts.may()) {
              <button
                type="button"
                class="start"
                [attr.aria-label]="t('card.startWith', { name: card.name || format(phone) })"
                (click)="start(card.name, phone)"
              >
                <ui-icon name="plus" [size]="16" /> {{ t('card.start') }}
              </button>
            }
          } @empty {
            <span class="hint">{{ t('card.noPhone') }}</span>
          }
        </div>
      </div>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 8px;
      min-width: 230px;
      margin: 2px 0 4px;
    }
    .card {
      display: flex;
      gap: 10px;
      & + .card {
        padding-top: 8px;
        border-top: 1px solid color-mix(in oklab, var(--mat-sys-on-surface) 12%, transparent);
      }
    }
    .words {
      display: grid;
      flex: 1;
    }
    .name {
      font: 500 14px/20px var(--inbox-font);
    }
    .phone {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: 8px;
      font: 400 14px/20px var(--inbox-font);
      font-variant-numeric: tabular-nums;
    }
    a {
      color: var(--mat-sys-primary);
    }
    .hint {
      color: var(--app-bubble-meta);
      font: 400 12px/16px var(--inbox-font);
    }
    button {
      display: grid;
      place-items: center;
      width: 32px;
      height: 32px;
      border: 0;
      border-radius: 6px;
      background: none;
      color: inherit;
      cursor: pointer;
      &:hover {
        background: color-mix(in oklab, var(--mat-sys-on-surface) 8%, transparent);
      }
      &:focus-visible {
        outline: 2px solid var(--mat-sys-primary);
      }
    }
    .start {
      display: inline-flex;
      align-items: center;
      justify-self: start;
      gap: 6px;
      width: auto;
      padding: 0 8px;
      margin-inline-start: -8px;
      color: var(--mat-sys-primary);
      font: 500 13px/18px var(--inbox-font);
    }
    @media (pointer: coarse) {
      .start {
        width: auto;
        height: 44px;
      }
      a {
        padding: 12px 0;
      }
      .phone button {
        width: 44px;
        height: 44px;
      }
    }
  `,
})
export class ContactCards {
  private readonly clipboard = inject(Clipboard);
  private readonly notices = inject(Notices);
  protected readonly starts = inject(StartConversations);
  protected readonly words = inject(InboxWords);
  readonly cards = input.required<Message['contactCards']>();

  protected readonly format = (phone: unknown): string => formatPhone(String(phone));

  protected start(name: string | null | undefined, phone: unknown): void {
    this.starts.open({ phone: String(phone), name: name ?? '' });
  }

  protected copy(phone: unknown): void {
    if (this.clipboard.copy(String(phone))) this.notices.tell('notice.copied');
  }
}
