import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { InboxWords } from '../inbox-words';
import type { Message } from '../inbox.model';
import { chipsOf } from './message-acts';

/** Each emoji with how often; a press tells who. */
@Component({
  selector: 'inbox-message-reactions',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (chips().length) {
      <button
        type="button"
        class="chips"
        [class.pending]="message().act?.kind === 'REACT' && !message().act?.failure"
        [attr.aria-label]="words.t()('act.reactions', { list: list() })"
        [attr.aria-expanded]="open()"
        [title]="list()"
        (click)="open.set(!open())"
      >
        @for (chip of chips(); track chip.emoji) {
          <span class="chip"
            >{{ chip.emoji }}
            @if (chip.count > 1) {
              <span>{{ chip.count }}</span>
            }
          </span>
        }
      </button>
      @if (open()) {
        <span class="who">{{ list() }}</span>
      }
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0 8px;
      margin: -3px 6px 1px;
    }
    .chips {
      display: flex;
      gap: 4px;
      min-height: 24px;
      padding: 0;
      border: 0;
      border-radius: 6px;
      background: none;
      cursor: pointer;

      &.pending {
        opacity: 0.6;
      }
      &:focus-visible {
        outline: 2px solid var(--mat-sys-primary);
        outline-offset: 2px;
      }
    }
    .chip {
      display: inline-flex;
      gap: 3px;
      padding: 1px 7px;
      border: 1px solid var(--mat-sys-outline-variant);
      border-radius: 6px;
      background: var(--mat-sys-surface);
      color: var(--mat-sys-on-surface-variant);
      font: 400 13px/18px var(--inbox-font);
    }
    .who {
      color: var(--mat-sys-on-surface-variant);
      font: 400 12px/16px var(--inbox-font);
    }
    @media (pointer: coarse) {
      .chips {
        align-items: center;
        min-height: 44px;
        margin-block: -8px;
      }
    }
  `,
})
export class MessageReactions {
  protected readonly words = inject(InboxWords);
  readonly message = input.required<Message>();
  protected readonly open = signal(false);
  protected readonly chips = computed(() => chipsOf(this.message()));
  protected readonly list = computed(() => {
    const t = this.words.t();
    return this.message()
      .reactions.map(({ emoji, author }) => {
        if (author.__typename === 'Contact') return `${emoji} ${author.name}`;
        return `${emoji} ${author.__typename === 'Member' ? author.user.name : t('bubble.you')}`;
      })
      .join(', ');
  });
}
