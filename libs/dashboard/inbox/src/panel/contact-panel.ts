import { Clipboard } from '@angular/cdk/clipboard';
import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { MatIconButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { liveQuery, SessionStore } from '@prosa/dashboard/data-access';
import { Avatar, formatPhone, Icon } from '@prosa/dashboard/ui';
import { contactName } from '../contact-name';
import { InboxFormat } from '../inbox-format';
import { ContactHistoryDocument, ConversationDocument } from '../inbox.documents';
import type { Conversation } from '../inbox.model';
import { ConversationActions } from '../live/conversation-actions';
import { InboxLive } from '../live/inbox-live';
import { Notices } from '../notices';
import { Person } from '../people/person';
import { cleanLabel } from './labels';

/** Who the open conversation is with: identity, history, and the labels of this conversation. */
@Component({
  selector: 'inbox-contact-panel',
  imports: [Avatar, Icon, MatIconButton, Person, RouterLink, TranslocoDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './contact-panel.html',
  styleUrl: './contact-panel.scss',
})
export class ContactPanel {
  private readonly actions = inject(ConversationActions);
  private readonly notices = inject(Notices);
  private readonly clipboard = inject(Clipboard);
  private readonly session = inject(SessionStore);
  protected readonly live = inject(InboxLive);
  protected readonly format = inject(InboxFormat);

  readonly conversationId = input.required<string>();
  readonly closed = output<void>();

  private readonly query = liveQuery(ConversationDocument, () =>
    this.live.ready() ? { id: this.conversationId() } : null,
  );
  protected readonly conversation = computed<Conversation | null>(() => {
    const node = this.query.data()?.node;
    return node?.__typename === 'Conversation' ? node : null;
  });
  private readonly history = liveQuery(ContactHistoryDocument, () => {
    const contact = this.conversation()?.contact.id;
    return contact ? { id: contact } : null;
  });
  protected readonly name = computed(() => {
    const contact = this.conversation()?.contact;
    return contact ? contactName(contact) : '';
  });
  protected readonly phones = computed(
    () =>
      this.conversation()?.contact.phones.map((phone) => ({ raw: String(phone), shown: formatPhone(String(phone)) })) ??
      [],
  );
  protected readonly conversations = computed(() => {
    const node = this.history.data()?.node;
    return node?.__typename === 'Contact' ? node.conversations.edges.map((edge) => edge.node) : [];
  });
  protected readonly editable = computed(() => !this.live.offline() && this.session.can('inbox:reply'));
  protected readonly saving = signal(false);

  protected copy(phone: string): void {
    if (this.clipboard.copy(phone)) this.notices.tell('notice.copied');
  }

  protected async add(field: HTMLInputElement): Promise<void> {
    const open = this.conversation();
    const label = cleanLabel(field.value);
    if (!open || !label) return;
    field.value = '';
    if (!open.labels.includes(label)) await this.save(open, [...open.labels, label]);
  }

  protected async remove(label: string): Promise<void> {
    const open = this.conversation();
    if (open)
      await this.save(
        open,
        open.labels.filter((other) => other !== label),
      );
  }

  private async save(open: Conversation, labels: string[]): Promise<void> {
    this.saving.set(true);
    const outcome = await this.actions.setLabels(open, labels);
    this.saving.set(false);
    if (!outcome.ok) this.notices.fail(outcome);
  }
}
