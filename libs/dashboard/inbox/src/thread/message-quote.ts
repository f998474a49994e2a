import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { InboxWords } from '../inbox-words';
import type { Message } from '../inbox.model';

/** What a message answers: a press goes there. When it is not here, the words that came along stand alone. */
@Component({
  selector: 'inbox-message-quote',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @let t = words.t();
    @if (message().replyTo; as original) {
      <button type="button" class="quote" [title]="t('bubble.toQuoted')" (click)="opened.emit(original.id)">
        <span class="name">{{ name() ?? t('bubble.you') }}</span>
        <span class="text">{{
          original.deletedAt ? t('bubble.deleted') : original.text || t('kind.' + original.kind)
        }}</span>
      </button>
    } @else {
      <div class="quote">
        <span class="text">{{ message().quotedText }}</span>
        <span class="text small">{{ t('bubble.quotedGone') }}</span>
      </div>
    }
  `,
  styles: `
    .quote {
      display: grid;
      width: 100%;
      margin: 2px 0 6px;
      padding: 4px 8px;
      border: 0;
      border-left: 3px solid var(--mat-sys-outline);
      border-radius: 4px;
      background: color-mix(in oklab, var(--mat-sys-on-surface) 5%, transparent);
      color: inherit;
      font: 400 13px/18px var(--inbox-font);
      text-align: start;
    }
    button.quote {
      cursor: pointer;
      &:focus-visible {
        outline: 2px solid var(--mat-sys-primary);
      }
    }
    @media (pointer: coarse) {
      button.quote {
        min-height: 44px;
      }
    }
    .name {
      font-weight: 500;
    }
    .text {
      display: -webkit-box;
      overflow: hidden;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 2;
      color: var(--app-bubble-meta);
    }
    .small {
      padding-inline-end: 3px; /* an oblique letter leans out */
      font-size: 12px;
      font-style: italic;
    }
  `,
})
export class MessageQuote {
  protected readonly words = inject(InboxWords);
  readonly message = input.required<Message>();
  readonly opened = output<string>();
  /** Null: ours. */
  protected readonly name = computed(() => {
    const author = this.message().replyTo?.author;
    if (!author || author.__typename === 'PhoneOwner' || author.__typename === 'Channel') return null;
    return author.__typename === 'Member' ? author.user.name : author.name;
  });
}
