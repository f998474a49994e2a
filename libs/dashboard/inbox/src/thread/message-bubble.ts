import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal, viewChild } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { MatMenu, MatMenuContent, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { Icon } from '@prosa/dashboard/ui';
import { PendingContent } from '../composer/pending-content';
import { InboxFormat } from '../inbox-format';
import { actFailureKey, failureKey } from '../reasons';
import { chipsOf, COMMON_EMOJI, NOTHING, ourEmoji, type Possible, type Wish } from './message-acts';
import { MessageAttachment } from './message-attachment';
import { placeholderIcon } from './message-kind';
import { textParts } from './text-parts';
import type { ThreadRow } from './thread-rows';
import { TickMark } from './tick-mark';

const LONG_PRESS_MS = 500;

export type BubbleRow = Extract<ThreadRow, { type: 'bubble' }>;

@Component({
  selector: 'inbox-message-bubble',
  imports: [
    TranslocoDirective,
    Icon,
    MatMenu,
    MatMenuContent,
    MatMenuItem,
    MatMenuTrigger,
    MessageAttachment,
    PendingContent,
    TickMark,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './message-bubble.html',
  styleUrl: './message-bubble.scss',
  host: {
    '[class]': 'row().bubble.sender',
    '[class.own]': 'own()',
    '[class.starts]': 'row().startsGroup',
    '[class.ends]': 'row().endsGroup',
    '[class.pointed]': 'pointed()',
  },
})
export class MessageBubble {
  protected readonly format = inject(InboxFormat);

  readonly row = input.required<BubbleRow>();
  /** Shown for a moment when one jumps to it. */
  readonly pointed = input(false);
  readonly offline = input(false);
  /** What may be done to it, asked when its menu opens: time passes. Null: nothing, no menu. */
  protected readonly menuOf = viewChild(MatMenuTrigger);
  readonly possible = input<(() => Possible) | null>(null);
  readonly wished = output<Wish>();
  readonly retried = output<void>();
  readonly cancelled = output<void>();
  readonly copied = output<void>();
  readonly quoted = output<string>();

  protected readonly emoji = COMMON_EMOJI;
  protected readonly can = signal<Possible>(NOTHING);
  protected readonly ourEmoji = computed(() => {
    const message = this.message();
    return message ? ourEmoji(message) : null;
  });
  protected readonly chips = computed(() => {
    const message = this.message();
    return message && !message.deletedAt ? chipsOf(message) : [];
  });
  /** Who reacted with what, for a screen reader and a pointer that rests. */
  protected readonly reactors = computed(() =>
    (this.message()?.reactions ?? [])
      .map(({ emoji, author }) =>
        author.__typename === 'Contact'
          ? `${emoji} ${author.name}`
          : author.__typename === 'Member'
            ? `${emoji} ${author.user.name}`
            : emoji,
      )
      .join(', '),
  );
  protected readonly act = computed(() => this.message()?.act ?? null);
  protected readonly actReasonKey = computed(() => actFailureKey(this.act()?.failure?.code));
  protected readonly hasMenu = computed(() => {
    const possible = this.possible();
    return possible !== null && Object.values(possible()).some(Boolean);
  });
  private pressing: ReturnType<typeof setTimeout> | null = null;

  protected opened(): void {
    this.can.set(this.possible()?.() ?? NOTHING);
  }

  protected react(emoji: string): void {
    this.wished.emit({ what: 'react', emoji: emoji === this.ourEmoji() ? null : emoji });
  }

  /** A finger that stays opens the menu, as on the phone. */
  protected pressed(event: PointerEvent, menu: MatMenuTrigger | undefined): void {
    this.lifted();
    if (event.pointerType === 'touch' && menu) this.pressing = setTimeout(() => menu.openMenu(), LONG_PRESS_MS);
  }

  protected lifted(): void {
    if (this.pressing) clearTimeout(this.pressing);
    this.pressing = null;
  }

  protected readonly bubble = computed(() => this.row().bubble);
  protected readonly own = computed(() => !['contact', 'system'].includes(this.bubble().sender));
  protected readonly message = computed(() => this.bubble().message);
  protected readonly icon = computed(() => {
    const message = this.message();
    return message && !message.deletedAt && !message.attachment ? placeholderIcon(message.kind) : null;
  });
  protected readonly parts = computed(() => textParts(this.bubble().text ?? ''));
  protected readonly quote = computed(() => {
    const quoted = this.message()?.replyTo;
    if (!quoted) return null;
    const { author } = quoted;
    const name =
      author.__typename === 'Member' ? author.user.name : author.__typename === 'PhoneOwner' ? null : author.name;
    return { ...quoted, name };
  });
  /** Why it failed, from the server's refusal or from the provider. */
  protected readonly reason = computed(() => this.bubble().entry?.problem || this.message()?.failure?.message || null);
  /** The same in the reader's language, where the code is known. */
  protected readonly reasonKey = computed(() => {
    const { entry } = this.bubble();
    return failureKey(entry ? entry.problemCode : this.message()?.failure?.code);
  });
  /** Nobody could find out whether it arrived: from here a person decides. */
  protected readonly undecided = computed(() => this.bubble().tick === 'unconfirmed' && !!this.message()?.failure);
  protected readonly canRetry = computed(() => {
    const { entry, message, tick } = this.bubble();
    if (tick !== 'failed' && !this.undecided()) return false;
    return entry ? entry.problemCode !== 'LOST' : (message?.failure?.retryable ?? true);
  });
}
