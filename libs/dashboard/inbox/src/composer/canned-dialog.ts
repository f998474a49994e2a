import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogTitle,
} from '@angular/material/dialog';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import {
  formErrors,
  GraphqlClient,
  NO_ERRORS,
  problemOf,
  SessionStore,
  type UserErrorLike,
} from '@prosa/dashboard/data-access';
import { Field, FieldControl, Icon, Notice } from '@prosa/dashboard/ui';
import { fillVariables, REPLY_VARIABLES, type ReplyValues, type ReplyVariable } from '@prosa/shared/contracts';
import { DeleteCannedReplyDocument, SaveCannedReplyDocument } from './canned.documents';
import { CannedReplies, type CannedReply } from './canned-replies';

type Draft = Omit<CannedReply, 'id' | '__typename'> & { readonly id: string | null };

const FIELDS = ['shortcut', 'text'];
/** Codes that have words of their own here. */
const KNOWN = new Set(['REQUIRED', 'INVALID', 'TAKEN', 'UNKNOWN_VARIABLE', 'TOO_MANY', 'SHARED']);

/** Where canned replies are kept: the list, and one of them in a form. */
@Component({
  selector: 'inbox-canned-dialog',
  imports: [
    Field,
    FieldControl,
    Icon,
    MatButton,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    Notice,
    TranslocoDirective,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './canned-dialog.html',
  styleUrl: './canned-dialog.scss',
})
export class CannedDialog {
  private readonly client = inject(GraphqlClient);
  private readonly session = inject(SessionStore);
  private readonly transloco = inject(TranslocoService);
  private readonly values = inject<ReplyValues>(MAT_DIALOG_DATA);
  protected readonly canned = inject(CannedReplies);

  protected readonly variables = REPLY_VARIABLES;
  protected readonly editing = signal<Draft | null>(null);
  protected readonly busy = signal(false);
  protected readonly errors = signal(NO_ERRORS);
  protected readonly maySharing = computed(() => this.session.can('inbox:manage'));
  protected readonly preview = computed(() => fillVariables(this.editing()?.text ?? '', this.values).trim());

  constructor() {
    void this.canned.load();
  }

  protected edit(reply: CannedReply | null): void {
    this.errors.set(NO_ERRORS);
    this.editing.set(reply ?? { id: null, shortcut: '', text: '', shared: false });
  }

  protected change(more: Partial<Draft>): void {
    this.editing.update((draft) => draft && { ...draft, ...more });
  }

  protected insert(variable: ReplyVariable, field: HTMLTextAreaElement): void {
    field.setRangeText(`{{${variable}}}`, field.selectionStart, field.selectionEnd, 'end');
    this.change({ text: field.value });
    field.focus();
  }

  protected words(error: UserErrorLike | undefined): string | null {
    if (!error) return null;
    return KNOWN.has(error.code) ? this.transloco.translate(`inbox.canned.error.${error.code}`) : error.message;
  }

  protected save(): Promise<void> {
    return this.run(async () => {
      const draft = this.editing();
      if (!draft) return;
      const { id, shortcut, text, shared } = draft;
      const input = { id, shortcut, text, shared };
      const { saveCannedReply } = await this.client.mutate(SaveCannedReplyDocument, { input });
      if (!saveCannedReply.cannedReply) return this.errors.set(formErrors(saveCannedReply.userErrors, FIELDS));
      await this.canned.load();
      this.editing.set(null);
    });
  }

  protected remove({ id }: CannedReply): Promise<void> {
    return this.run(async () => {
      await this.client.mutate(DeleteCannedReplyDocument, { input: { id } });
      await this.canned.load();
    });
  }

  private async run(action: () => Promise<void>): Promise<void> {
    this.busy.set(true);
    try {
      await action();
    } catch (error) {
      const { code, message } = problemOf(error);
      this.errors.set(formErrors([{ code, message, path: null }], FIELDS));
    } finally {
      this.busy.set(false);
    }
  }
}
