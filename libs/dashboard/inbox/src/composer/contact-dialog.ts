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
import { Avatar, Field, FieldControl, formatPhone, Icon, parsePhone } from '@prosa/dashboard/ui';
import { contactName } from '../contact-name';
import type { OutboxCard } from '../live/outbox-content';
import { findContacts } from '../people/find-contacts';
import type { FoundContact } from '../people/found-contact';
import type { Part } from './parts';

/** As the server. */
const MOST = 20;
const SHOWN = 40;

/** What of somebody can be shared: a card without a number says nothing. */
function cardOf({ id, name, phones: [phone] }: FoundContact): OutboxCard | null {
  return phone === undefined ? null : { contactId: id, name, phone: String(phone) };
}

/** Contacts to share: people that the desk knows, by name or number, or somebody else by hand. */
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
  protected readonly search = signal('');
  private readonly contacts = findContacts(this.search, SHOWN, signal(true));
  protected readonly chosen = signal<readonly OutboxCard[]>([]);
  protected readonly newName = signal('');
  protected readonly newPhone = signal('');
  protected readonly formatPhone = formatPhone;

  protected readonly people = computed(() =>
    this.contacts.found().map((contact) => ({
      id: contact.id,
      name: contactName(contact),
      avatarUrl: contact.avatarUrl,
      card: cardOf(contact),
    })),
  );
  protected readonly loading = computed(() => !this.contacts.answered());
  protected readonly failed = computed(() => this.contacts.query.phase() === 'error');
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
