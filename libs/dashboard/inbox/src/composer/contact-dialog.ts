import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import {
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import { TranslocoDirective } from '@jsverse/transloco';
import { graphql, liveQuery } from '@prosa/dashboard/data-access';
import { Avatar, Field, FieldControl, formatPhone, Icon, parsePhone } from '@prosa/dashboard/ui';
import type { OutboxCard } from '../live/outbox-content';
import { matching } from './matching';
import type { Part } from './parts';

const PeopleDocument = graphql(`
  query InboxPeopleToShare {
    conversations(first: 100) {
      edges {
        node {
          id
          contact {
            id
            name
            phones
          }
        }
      }
    }
  }
`);
/** As the server. */
const MOST = 20;
const SHOWN = 40;

/** Contacts to share: people that the desk talks with, by name or number, or somebody else by hand. */
@Component({
  selector: 'inbox-contact-dialog',
  imports: [
    Avatar,
    Field,
    FieldControl,
    Icon,
    MatButton,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    TranslocoDirective,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './contact-dialog.html',
  styleUrl: './contact-dialog.scss',
})
export class ContactDialog {
  private readonly dialog = inject<MatDialogRef<ContactDialog, Part>>(MatDialogRef);
  private readonly query = liveQuery(PeopleDocument);
  protected readonly search = signal('');
  protected readonly chosen = signal<readonly OutboxCard[]>([]);
  protected readonly newName = signal('');
  protected readonly newPhone = signal('');
  protected readonly formatPhone = formatPhone;

  private readonly people = computed<OutboxCard[]>(() => {
    const edges = this.query.data()?.conversations.edges ?? [];
    const contacts = edges.map(({ node }) => node.contact).filter(({ phones }) => phones.length > 0);
    const byId = new Map(
      contacts.map(({ id, name, phones }) => [id, { contactId: id, name, phone: phones[0] as string }]),
    );
    return [...byId.values()];
  });
  protected readonly shown = computed(() => matching(this.people(), this.search()).slice(0, SHOWN));
  protected readonly loading = computed(() => this.query.phase() === 'loading');
  protected readonly full = computed(() => this.chosen().length >= MOST);
  protected readonly phone = computed(() => parsePhone(this.newPhone()));
  protected readonly canAdd = computed(
    () => this.newName().trim() !== '' && this.phone() !== undefined && !this.full(),
  );

  protected isChosen = ({ phone }: OutboxCard): boolean => this.chosen().some((card) => card.phone === phone);

  protected toggle(card: OutboxCard): void {
    const without = this.chosen().filter(({ phone }) => phone !== card.phone);
    if (without.length < this.chosen().length) this.chosen.set(without);
    else if (!this.full()) this.chosen.set([...this.chosen(), card]);
  }

  protected add(): void {
    const phone = this.phone();
    if (!phone || !this.canAdd()) return;
    const card = { contactId: null, name: this.newName().trim(), phone };
    if (!this.isChosen(card)) this.toggle(card);
    this.newName.set('');
    this.newPhone.set('');
  }

  protected send(): void {
    if (this.canAdd()) this.add();
    if (this.chosen().length > 0) this.dialog.close({ text: '', content: { type: 'cards', cards: this.chosen() } });
  }
}
