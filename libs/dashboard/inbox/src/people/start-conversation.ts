import type { ElementRef } from '@angular/core';
import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  signal,
  viewChild,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import {
  type FormErrors,
  formErrors,
  GraphqlClient,
  liveQuery,
  NO_ERRORS,
  problemOf,
  type UserErrorLike,
} from '@prosa/dashboard/data-access';
import { Avatar, Field, FieldControl, formatPhone, Notice, parsePhone } from '@prosa/dashboard/ui';
import { contactName } from '../contact-name';
import { InboxFormat } from '../inbox-format';
import { ContactSearch } from './contact-search';
import type { FoundContact } from './found-contact';
import { nearEnd } from './near-end';
import { ContactThreadDocument, StartChannelsDocument, StartConversationDocument } from './people.documents';

const FIELDS = ['channelId', 'phone', 'name', 'text'];
/** Codes that have words of their own here. */
const KNOWN = new Set([
  'NOT_ON_WHATSAPP',
  'DAILY_LIMIT',
  'OPTED_OUT',
  'NOT_CONNECTED',
  'IN_OTHER_HANDS',
  'NUMBER_CHECK_FAILED',
  'OWN_NUMBER',
  'REQUIRED',
  'NO_NUMBER',
  'NOT_READ',
]);

/** Who is to be written to, where that is known beforehand. */
export interface WhomToWrite {
  readonly phone?: string;
  readonly name?: string;
}

/** Writes to a contact or to a new number: closes with the conversation that it made or found. */
@Component({
  selector: 'inbox-start-conversation',
  imports: [
    Avatar,
    ContactSearch,
    Field,
    FieldControl,
    MatButton,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    Notice,
    TranslocoDirective,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './start-conversation.html',
  styleUrl: './start-conversation.scss',
})
export class StartConversation {
  private readonly client = inject(GraphqlClient);
  private readonly dialog = inject(MatDialogRef<StartConversation, string>);
  private readonly transloco = inject(TranslocoService);
  private readonly format = inject(InboxFormat);
  /** Pressed twice, or again after the connection broke, it is one message. A changed text is another one. */
  private readonly keys = new Map<string, string>();

  private readonly query = liveQuery(StartChannelsDocument);
  protected readonly channels = computed(() => this.query.data()?.channels.edges.map(({ node }) => node) ?? []);
  protected readonly chosen = signal<string | null>(null);
  protected readonly channel = computed(
    () =>
      this.channels().find(({ id }) => id === this.chosen()) ??
      this.channels().find(({ connection }) => connection.state === 'CONNECTED') ??
      this.channels()[0],
  );
  /** Shown only when it matters: the day's last strangers. */
  protected readonly budget = computed(() => {
    const budget = this.channel()?.firstContactBudget;
    return budget && nearEnd(budget)
      ? { left: Math.max(0, budget.limit - budget.used), limit: budget.limit, at: this.format.exact(budget.resetsAt) }
      : null;
  });
  private readonly whom = inject<WhomToWrite | null>(MAT_DIALOG_DATA, { optional: true });
  /** Somebody the desk knows; null while a number is typed. */
  protected readonly contact = signal<FoundContact | null>(null);
  protected readonly contactName = contactName;
  protected readonly formatPhone = (phone: unknown): string => formatPhone(String(phone));
  protected readonly chosenPhone = signal<string | null>(null);
  /** What stands in the field: a name that is searched, or a number. */
  protected readonly typed = signal(this.whom?.phone ? formatPhone(this.whom.phone) : '');
  protected readonly isPhone = computed(() => parsePhone(this.typed()) !== undefined);
  protected readonly phone = computed(() => (this.contact() ? this.chosenPhone() : parsePhone(this.typed())) ?? null);
  protected readonly name = signal(this.whom?.name ?? '');
  protected readonly text = signal('');
  protected readonly busy = signal(false);
  protected readonly errors = signal(NO_ERRORS);
  private readonly search = viewChild(ContactSearch);
  private readonly message = viewChild.required<ElementRef<HTMLTextAreaElement>>('message');

  constructor() {
    afterNextRender(() => void this.query.refetch()); // the day's count moves with what others do
  }

  protected async choose(contact: FoundContact): Promise<void> {
    if (contact.phones.length === 0) return this.openThread(contact);
    this.contact.set(contact);
    this.chosenPhone.set(String(contact.phones[0]));
    this.errors.set(NO_ERRORS);
    setTimeout(() => this.focusMessage());
  }

  /** Whom WhatsApp names by a hidden id alone can only be answered where they wrote. */
  private async openThread({ id }: FoundContact): Promise<void> {
    const refuse = (code: string): void => this.refuse(formErrors([{ code, message: '', path: ['phone'] }], FIELDS));
    try {
      const { node } = await this.client.query(ContactThreadDocument, { id });
      const [thread] = (node && 'conversations' in node && node.conversations.edges) || [];
      if (thread) this.dialog.close(thread.node.id);
      else refuse('NO_NUMBER');
    } catch {
      refuse('NOT_READ');
    }
  }

  protected change(): void {
    this.contact.set(null);
    this.typed.set('');
    this.errors.set(NO_ERRORS);
    setTimeout(() => this.search()?.focus());
  }

  protected focusMessage(): void {
    this.message().nativeElement.focus();
  }

  protected words(error: UserErrorLike | undefined): string | null {
    if (!error) return null;
    const budget = this.channel()?.firstContactBudget;
    const values = { limit: budget?.limit ?? 0, at: budget ? this.format.exact(budget.resetsAt) : '' };
    return KNOWN.has(error.code) ? this.transloco.translate(`inbox.start.error.${error.code}`, values) : error.message;
  }

  protected async send(): Promise<void> {
    const channel = this.channel();
    const phone = this.phone();
    const missing = (field: string, code = 'REQUIRED'): void =>
      this.refuse(
        formErrors([{ code, message: this.transloco.translate(`inbox.start.${field}Missing`), path: [field] }], FIELDS),
      );
    if (!channel) return missing('channelId', 'MISSING');
    if (!phone) return missing('phone', 'MISSING');
    if (this.text().trim() === '') return missing('text');
    if (this.busy()) return;
    const wanted = JSON.stringify([channel.id, phone, this.text()]);
    const clientKey = this.keys.get(wanted) ?? crypto.randomUUID();
    this.keys.set(wanted, clientKey);
    this.busy.set(true);
    try {
      const input = {
        channelId: channel.id,
        phone,
        name: (!this.contact() && this.name().trim()) || null,
        text: this.text(),
        clientKey,
      };
      const { startConversation } = await this.client.mutate(StartConversationDocument, { input });
      if (startConversation.conversation) return this.dialog.close(startConversation.conversation.id);
      this.refuse(formErrors(startConversation.userErrors, FIELDS));
    } catch (error) {
      const { code, message } = problemOf(error);
      this.refuse(formErrors([{ code, message, path: code === 'BAD_USER_INPUT' ? ['phone'] : null }], FIELDS));
    } finally {
      this.busy.set(false);
      void this.query.refetch(); // a number that was looked up counts, too
    }
  }

  /** Says why not, where it is to be mended. */
  private refuse(errors: FormErrors): void {
    this.errors.set(errors);
    if (errors.fields['phone']) this.search()?.focus();
    else if (errors.fields['text']) this.focusMessage();
  }
}
