import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { InboxWords } from '../inbox-words';
import type { Tick } from './message-tick';

/** How far a message got: a shape with a name, so that colour is never the only sign. */
@Component({
  selector: 'inbox-tick-mark',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <svg viewBox="0 0 18 12" width="18" height="12" role="img" [attr.aria-label]="label()" [class]="tick()">
      <title>{{ label() }}</title>
      @switch (tick()) {
        @case ('waiting') {
          <circle cx="9" cy="6" r="4.6" />
          <path d="M9 3.4V6l1.9 1.2" />
        }
        @case ('unconfirmed') {
          <circle cx="9" cy="6" r="5.2" />
          <path d="M7.6 4.9a1.5 1.5 0 1 1 2.1 1.4c-.5.2-.7.5-.7 1M9 8.7v.1" />
        }
        @case ('failed') {
          <circle cx="9" cy="6" r="5.2" />
          <path d="M9 3.4v3M9 8.5v.1" />
        }
        @case ('sent') {
          <path d="M5 6.4l2.8 2.8L13.4 3" />
        }
        @default {
          <path d="M1.8 6.4l2.8 2.8L10.2 3" />
          <path d="M8.6 9.2L14.2 3M8.6 9.2L7.4 8" />
        }
      }
    </svg>
  `,
  styles: `
    :host {
      display: inline-flex;
    }
    svg {
      fill: none;
      stroke: currentColor;
      stroke-width: 1.4;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
    .read,
    .played {
      color: var(--app-read-tick);
      stroke-width: 1.7;
    }
    .failed {
      color: var(--mat-sys-error);
    }
    .unconfirmed {
      color: var(--app-warning);
    }
  `,
})
export class TickMark {
  private readonly words = inject(InboxWords);
  readonly tick = input.required<Tick>();
  protected readonly label = computed(() => this.words.t()(`tick.${this.tick()}`));
}
