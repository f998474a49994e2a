import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { Icon } from '@prosa/dashboard/ui';
import { InboxWords } from '../inbox-words';
import type { Message } from '../inbox.model';

/** A poll as it was asked. Votes are sealed so that phones alone can read them. */
@Component({
  selector: 'inbox-poll-card',
  imports: [Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <span class="question"><ui-icon name="poll" [size]="16" />{{ poll().question || words.t()('kind.POLL') }}</span>
    <ul>
      @for (option of poll().options; track $index) {
        <li>{{ option }}</li>
      }
    </ul>
    <span class="hint">{{ words.t()('poll.votes') }}</span>
  `,
  styles: `
    :host {
      display: grid;
      gap: 4px;
      min-width: 220px;
      margin: 2px 0 4px;
    }
    .question {
      display: flex;
      align-items: center;
      gap: 6px;
      font: 500 15px/22px var(--inbox-font);
    }
    ul {
      display: grid;
      gap: 6px;
      margin: 4px 0;
      padding: 0;
      list-style: none;
    }
    li {
      position: relative;
      padding: 6px 10px;
      border-radius: 6px;
      background: color-mix(in oklab, var(--mat-sys-on-surface) 6%, transparent);
      font: 400 14px/20px var(--inbox-font);
    }
    .hint {
      color: var(--app-bubble-meta);
      font: 400 12px/16px var(--inbox-font);
    }
  `,
})
export class PollCard {
  protected readonly words = inject(InboxWords);
  readonly poll = input.required<NonNullable<Message['poll']>>();
}
