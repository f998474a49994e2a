import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Avatar, Icon } from '@prosa/dashboard/ui';
import { contactName } from '../contact-name';
import { InboxFormat } from '../inbox-format';
import { InboxWords } from '../inbox-words';
import type { Conversation } from '../inbox.model';
import { LabelChip } from '../labels/label-chip';
import { PickedMark } from '../sharing/picked-mark';
import { summaryOf } from '../thread/message-summary';
import { tickOf } from '../thread/message-tick';
import { TickMark } from '../thread/tick-mark';

@Component({
  selector: 'inbox-conversation-row',
  imports: [RouterLink, TranslocoDirective, Avatar, Icon, LabelChip, PickedMark, TickMark],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './conversation-row.html',
  styleUrl: './conversation-row.scss',
})
export class ConversationRow {
  protected readonly format = inject(InboxFormat);
  private readonly words = inject(InboxWords);

  readonly conversation = input.required<Conversation>();
  readonly selected = input(false);
  readonly draft = input('');
  /** Only one row is in the tab order; J and K move it. */
  readonly tabbable = input(false);
  readonly picked = input(false);
  /** The boxes are shown, also without a pointer over them. */
  readonly picking = input(false);
  /** With shift: all up to this one. */
  readonly pickToggled = output<boolean>();

  protected readonly name = computed(() => contactName(this.conversation().contact));
  protected readonly last = computed(() => this.conversation().lastMessage);
  protected readonly tick = computed(() => {
    const last = this.last();
    return last ? tickOf(last) : null;
  });
  protected readonly summary = computed(() => {
    const last = this.last();
    return last ? summaryOf(last, this.words.t()) : null;
  });
  protected readonly missed = computed(() => this.last()?.system?.code.startsWith('CALL_MISSED') ?? false);
  /** Named where it is not the one whom the conversation is with. */
  protected readonly author = computed(() => {
    const last = this.last();
    if (!last || last.kind === 'SYSTEM') return null;
    const { author } = last;
    if (author.__typename === 'Agent') return { name: author.name, agent: true };
    return author.__typename === 'Contact' && this.conversation().isGroup ? { name: author.name, agent: false } : null;
  });
}
