import { afterNextRender, ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import {
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import {
  formErrors,
  GraphqlClient,
  liveQuery,
  NO_ERRORS,
  problemOf,
  type UserErrorLike,
} from '@prosa/dashboard/data-access';
import { Field, FieldControl, Notice, parsePhone } from '@prosa/dashboard/ui';
import { InboxFormat } from '../inbox-format';
import { StartChannelsDocument, StartConversationDocument } from './people.documents';

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
]);

/** Writes to a number: closes with the conversation that it made or found. */
@Component({
  selector: 'inbox-start-conversation',
  imports: [
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
  styles: `
    form {
      display: grid;
      gap: 16px;
      padding: 4px;
    }
  `,
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
  protected readonly left = computed(() => {
    const budget = this.channel()?.firstContactBudget;
    return budget ? { left: Math.max(0, budget.limit - budget.used), limit: budget.limit } : null;
  });
  protected readonly phone = signal('');
  protected readonly name = signal('');
  protected readonly text = signal('');
  protected readonly busy = signal(false);
  protected readonly errors = signal(NO_ERRORS);

  constructor() {
    afterNextRender(() => void this.query.refetch()); // the day's count moves with what others do
  }

  protected words(error: UserErrorLike | undefined): string | null {
    if (!error) return null;
    const budget = this.channel()?.firstContactBudget;
    const values = { limit: budget?.limit ?? 0, at: budget ? this.format.exact(budget.resetsAt) : '' };
    return KNOWN.has(error.code) ? this.transloco.translate(`inbox.start.error.${error.code}`, values) : error.message;
  }

  protected async send(): Promise<void> {
    const channel = this.channel();
    const phone = parsePhone(this.phone());
    const missing = (field: string, code = 'REQUIRED'): void =>
      this.errors.set(
        formErrors([{ code, message: this.transloco.translate(`inbox.start.${field}Missing`), path: [field] }], FIELDS),
      );
    if (!channel) return missing('channelId', 'MISSING');
    if (!phone) return missing('phone', 'MISSING');
    if (this.text().trim() === '') return missing('text');
    const wanted = JSON.stringify([channel.id, phone, this.text()]);
    const clientKey = this.keys.get(wanted) ?? crypto.randomUUID();
    this.keys.set(wanted, clientKey);
    this.busy.set(true);
    try {
      const input = { channelId: channel.id, phone, name: this.name().trim() || null, text: this.text(), clientKey };
      const { startConversation } = await this.client.mutate(StartConversationDocument, { input });
      if (startConversation.conversation) return this.dialog.close(startConversation.conversation.id);
      this.errors.set(formErrors(startConversation.userErrors, FIELDS));
    } catch (error) {
      const { code, message } = problemOf(error);
      this.errors.set(formErrors([{ code, message, path: code === 'BAD_USER_INPUT' ? ['phone'] : null }], FIELDS));
    } finally {
      this.busy.set(false);
      void this.query.refetch(); // a number that was looked up counts, too
    }
  }
}
