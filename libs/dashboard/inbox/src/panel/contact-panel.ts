import { Clipboard } from '@angular/cdk/clipboard';
import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { MatButton, MatIconButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { liveQuery, SessionStore } from '@prosa/dashboard/data-access';
import { Avatar, formatPhone, Icon } from '@prosa/dashboard/ui';
import { contactName } from '../contact-name';
import { InboxFormat } from '../inbox-format';
import { ContactHistoryDocument, ConversationDocument } from '../inbox.documents';
import type { Conversation } from '../inbox.model';
import { LabelChip } from '../labels/label-chip';
import { InboxLive } from '../live/inbox-live';
import { Notices } from '../notices';
import { Person } from '../people/person';
import { Sharing } from '../sharing/sharing';

/** Who the open conversation is with: identity, history, and the labels of this conversation. */
@Component({
  selector: 'inbox-contact-panel',
  imports: [Avatar, Icon, LabelChip, MatButton, MatIconButton, Person, RouterLink, TranslocoDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './contact-panel.html',
  styleUrl: './contact-panel.scss',
})
export class ContactPanel {
  private readonly sharing = inject(Sharing);
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

  protected copy(phone: string): void {
    if (this.clipboard.copy(phone)) this.notices.tell('notice.copied');
  }

  protected async chooseLabels(): Promise<void> {
    await this.sharing.label(() => {
      const open = this.conversation();
      return open ? [open] : [];
    });
  }
}
