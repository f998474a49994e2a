import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  output,
  viewChild,
} from '@angular/core';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { Icon } from '@prosa/dashboard/ui';
import { InboxWords } from '../inbox-words';
import type { Message } from '../inbox.model';
import { COMMON_EMOJI, NOTHING, ourEmoji, type Possible, type Wish } from './message-acts';

/** The menu of a message. It opens as soon as it is there, and tells when it has closed. */
@Component({
  selector: 'inbox-message-menu',
  imports: [Icon, MatMenu, MatMenuItem, MatMenuTrigger],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './message-menu.html',
  styleUrl: './message-menu.scss',
})
export class MessageMenu {
  protected readonly words = inject(InboxWords);
  private readonly trigger = viewChild.required(MatMenuTrigger);

  readonly message = input.required<Message>();
  readonly possible = input<(() => Possible) | null>(null);
  readonly wished = output<Wish>();
  readonly copied = output<void>();
  readonly closed = output<void>();

  protected readonly emoji = COMMON_EMOJI;
  protected readonly can = computed(() => this.possible()?.() ?? NOTHING);
  protected readonly ourEmoji = computed(() => ourEmoji(this.message()));

  constructor() {
    afterNextRender(() => this.trigger().openMenu());
  }

  protected react(emoji: string): void {
    this.wished.emit({ what: 'react', emoji: emoji === this.ourEmoji() ? null : emoji });
  }
}
