import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Icon } from '@prosa/dashboard/ui';
import { InboxFormat } from '../inbox-format';
import { failureKey } from '../reasons';
import { placeholderIcon } from './message-kind';
import { textParts } from './text-parts';
import type { ThreadRow } from './thread-rows';
import { TickMark } from './tick-mark';

export type BubbleRow = Extract<ThreadRow, { type: 'bubble' }>;

@Component({
  selector: 'inbox-message-bubble',
  imports: [TranslocoDirective, Icon, TickMark],
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
  readonly retried = output<void>();
  readonly cancelled = output<void>();
  readonly copied = output<void>();
  readonly quoted = output<string>();

  protected readonly bubble = computed(() => this.row().bubble);
  protected readonly own = computed(() => !['contact', 'system'].includes(this.bubble().sender));
  protected readonly message = computed(() => this.bubble().message);
  protected readonly icon = computed(() => {
    const message = this.message();
    return message && !message.deletedAt ? placeholderIcon(message.kind) : null;
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
  protected readonly reasonKey = computed(() =>
    this.bubble().entry?.problem ? null : failureKey(this.message()?.failure?.code),
  );
  /** Nobody could find out whether it arrived: from here a person decides. */
  protected readonly undecided = computed(() => this.bubble().tick === 'unconfirmed' && !!this.message()?.failure);
  protected readonly canRetry = computed(() => {
    const { entry, message, tick } = this.bubble();
    if (tick !== 'failed' && !this.undecided()) return false;
    return entry ? true : (message?.failure?.retryable ?? true);
  });
}
