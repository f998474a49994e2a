import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  type ElementRef,
  inject,
  Injector,
  input,
  signal,
  viewChild,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { GraphqlClient, liveQuery, problemOf } from '@prosa/dashboard/data-access';
import { Confirm, formatPhone, Icon } from '@prosa/dashboard/ui';
import { InboxFormat } from '../inbox-format';
import { Notices } from '../notices';
import { MergeDialog, type MergeQuestion } from './merge-dialog';
import { PersonDocument, SaveContactDocument, SetOptOutDocument, SplitContactDocument } from './people.documents';

/** Who the contact is: the name we call them by, whether they want messages, who may be the same person, and how to take that back. */
@Component({
  selector: 'inbox-person',
  imports: [Icon, MatButton, TranslocoDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './person.html',
  styleUrl: './person.scss',
})
export class Person {
  private readonly client = inject(GraphqlClient);
  private readonly confirm = inject(Confirm);
  private readonly dialog = inject(MatDialog);
  private readonly notices = inject(Notices);
  private readonly transloco = inject(TranslocoService);
  protected readonly format = inject(InboxFormat);
  private readonly injector = inject(Injector);
  private readonly field = viewChild<ElementRef<HTMLInputElement>>('field');
  private readonly renamer = viewChild<ElementRef<HTMLButtonElement>>('renamer');

  readonly contactId = input.required<string>();
  readonly conversationId = input.required<string>();
  readonly editable = input(false);

  private readonly query = liveQuery(PersonDocument, () => ({ id: this.contactId() }));
  protected readonly person = computed(() => {
    const node = this.query.data()?.node;
    return node?.__typename === 'Contact' ? node : null;
  });
  protected readonly hidden = computed(() => this.person()?.identities.filter(({ kind }) => kind === 'LID') ?? []);
  protected readonly merges = computed(() => this.person()?.merges.filter(({ undoneAt }) => !undoneAt) ?? []);
  protected readonly renaming = signal(false);
  protected readonly busy = signal(false);

  constructor() {
    effect(() => {
      const field = this.field()?.nativeElement;
      field?.focus();
      field?.select();
    });
  }

  /** Back to the button that began it. */
  protected stopRenaming(): void {
    this.renaming.set(false);
    afterNextRender(() => this.renamer()?.nativeElement.focus(), { injector: this.injector });
  }

  protected who(other: { name: string; phones: readonly unknown[] }): string {
    const [phone] = other.phones;
    const shown = phone ? formatPhone(String(phone)) : '';
    return shown && shown !== other.name ? `${other.name} (${shown})` : other.name;
  }

  protected async rename(name: string): Promise<void> {
    const person = this.person();
    if (!person || name.trim() === '') return this.stopRenaming();
    const input = { id: person.id, expectedVersion: person.version, name };
    const done = await this.run(
      async () => (await this.client.mutate(SaveContactDocument, { input })).saveContact.userErrors,
    );
    if (done) this.stopRenaming();
  }

  protected async setOptOut(optedOut: boolean): Promise<void> {
    const input = { id: this.contactId(), optedOut };
    await this.run(async () => (await this.client.mutate(SetOptOutDocument, { input })).setContactOptOut.userErrors);
  }

  /** With whom: null lets them be searched. */
  protected merge(otherId: string | null): void {
    const data = { contactId: this.contactId(), otherId, conversationId: this.conversationId() };
    this.dialog.open<MergeDialog, MergeQuestion>(MergeDialog, { data, width: '640px', maxWidth: '94vw' });
  }

  protected async split(merge: { id: string; name: string; phones: readonly unknown[] }): Promise<void> {
    if (!(await this.asked('split', { other: this.who(merge) }))) return;
    const input = { id: this.contactId(), mergeId: merge.id };
    await this.run(async () => (await this.client.mutate(SplitContactDocument, { input })).splitContact.userErrors);
  }

  private asked(what: string, values: Record<string, string>): Promise<boolean> {
    const words = (key: string) => this.transloco.translate<string>(`inbox.person.${what}${key}`, values);
    return this.confirm.ask({ title: words('Title'), text: words('Text'), confirm: words('Confirm') });
  }

  private async run(change: () => Promise<readonly { code: string; message: string }[]>): Promise<boolean> {
    this.busy.set(true);
    try {
      const [problem] = await change();
      if (problem) this.notices.fail({ ok: false, stale: problem.code === 'STALE', reason: problem.message });
      return !problem;
    } catch (error) {
      const { code, message } = problemOf(error);
      const silent = code === 'OFFLINE' || code === 'UNREACHABLE' || code === 'INTERNAL';
      this.notices.fail({ ok: false, stale: false, reason: silent ? null : message });
      return false;
    } finally {
      this.busy.set(false);
    }
  }
}
