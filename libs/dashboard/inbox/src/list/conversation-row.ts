import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Avatar, Icon } from '@prosa/dashboard/ui';
import { contactName } from '../contact-name';
import { InboxFormat } from '../inbox-format';
import type { Conversation } from '../inbox.model';
import { placeholderIcon } from '../thread/message-kind';
import { tickOf } from '../thread/message-tick';
import { TickMark } from '../thread/tick-mark';

@Component({
  selector: 'inbox-conversation-row',
  imports: [RouterLink, TranslocoDirective, Avatar, Icon, TickMark],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './conversation-row.html',
  styleUrl: './conversation-row.scss',
})
export class ConversationRow {
  protected readonly format = inject(InboxFormat);

  readonly conversation = input.required<Conversation>();
  readonly selected = input(false);
  readonly draft = input('');
  /** Only one row is in the tab order; J and K move it. */
  readonly tabbable = input(false);

  protected readonly name = computed(() => contactName(this.conversation().contact));
  protected readonly last = computed(() => this.conversation().lastMessage);
  protected readonly tick = computed(() => {
    const last = this.last();
    return last ? tickOf(last) : null;
  });
  protected readonly icon = computed(() => {
    const last = this.last();
    return last && !last.deletedAt ? placeholderIcon(last.kind) : null;
  });
  protected readonly author = computed(() => {
    const author = this.last()?.author;
    return author?.__typename === 'Agent' ? author.name : null;
  });
}
