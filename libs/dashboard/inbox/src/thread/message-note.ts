import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { Icon } from '@prosa/dashboard/ui';
import { InboxWords } from '../inbox-words';
import { actFailureKey, failureKey } from '../reasons';
import { isUndoable, type Bubble } from './bubble';
import type { Wish } from './message-acts';

/** What stands under a bubble while something of it is open: it waits, failed, or nobody knows; and what one can do about it. */
@Component({
  selector: 'inbox-message-note',
  imports: [Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './message-note.html',
  styleUrl: './message-note.scss',
})
export class MessageNote {
  protected readonly words = inject(InboxWords);

  readonly bubble = input.required<Bubble>();
  readonly offline = input(false);
  readonly wished = output<Wish>();
  readonly retried = output<void>();
  readonly cancelled = output<void>();
  readonly copied = output<void>();

  private readonly message = computed(() => this.bubble().message);
  protected readonly act = computed(() => this.message()?.act ?? null);
  protected readonly actReasonKey = computed(() => actFailureKey(this.act()?.failure?.code));
  /** Why it failed, from the server's refusal or from the provider. */
  protected readonly reason = computed(() => this.bubble().entry?.problem || this.message()?.failure?.message || null);
  /** The same in the reader's language, where the code is known. */
  protected readonly reasonKey = computed(() => {
    const { entry } = this.bubble();
    return failureKey(entry ? entry.problemCode : this.message()?.failure?.code);
  });
  /** It waits so that its author can take it back. */
  protected readonly undoable = computed(() => isUndoable(this.bubble()));
  /** Nobody could find out whether it arrived: from here a person decides. */
  protected readonly undecided = computed(() => this.bubble().tick === 'unconfirmed' && !!this.message()?.failure);
  protected readonly canRetry = computed(() => {
    const { entry, message, tick } = this.bubble();
    if (tick !== 'failed' && !this.undecided()) return false;
    return entry ? entry.problemCode !== 'LOST' : (message?.failure?.retryable ?? true);
  });
}
