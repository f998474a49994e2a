import { ChangeDetectionStrategy, Component, computed, inject, linkedSignal, signal, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import { Router } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { GraphqlClient, liveQuery, type MergeSideFragment, problemOf } from '@prosa/dashboard/data-access';
import { formatPhone, Icon, LoadState, Notice } from '@prosa/dashboard/ui';
import { contactName } from '../contact-name';
import { InboxFormat } from '../inbox-format';
import { Notices } from '../notices';
import { ContactSearch } from './contact-search';
import { MergeSideCard } from './merge-side-card';
import { betterKept, mergedPreview } from './merged-preview';
import { MergeContactsDocument, MergePairDocument, SplitContactDocument } from './people.documents';

/** Codes that have words of their own. */
const KNOWN = new Set(['NOT_FOUND', 'SAME_CONTACT', 'GROUP']);
const problemKey = (code: string | undefined): string => `error.${code && KNOWN.has(code) ? code : 'OTHER'}`;

export interface MergeQuestion {
  readonly contactId: string;
  /** Whom they may be; null: that is to be searched. */
  readonly otherId: string | null;
  /** What is on the screen: when it becomes part of another thread, that one is shown. */
  readonly conversationId: string;
}

/** Makes one of two contacts: finds the other, shows both side by side, says what stays. */
@Component({
  selector: 'inbox-merge-dialog',
  imports: [
    ContactSearch,
    Icon,
    LoadState,
    MatButton,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    MergeSideCard,
    Notice,
    TranslocoDirective,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './merge-dialog.html',
  styleUrl: './merge-dialog.scss',
})
export class MergeDialog {
  private readonly client = inject(GraphqlClient);
  private readonly dialog = inject(MatDialogRef<MergeDialog, void>);
  private readonly router = inject(Router);
  private readonly notices = inject(Notices);
  private readonly format = inject(InboxFormat);
  protected readonly question = inject<MergeQuestion>(MAT_DIALOG_DATA);
  private readonly search = viewChild(ContactSearch);

  protected readonly searched = signal('');
  protected readonly otherId = signal(this.question.otherId);
  protected readonly query = liveQuery(MergePairDocument, () => {
    const other = this.otherId();
    return other ? { one: this.question.contactId, other } : null;
  });
  protected readonly pair = computed(() => {
    const { one, other } = this.query.data() ?? {};
    if (one?.__typename !== 'Contact' || other?.__typename !== 'Contact') return null;
    // A cache may still hold the pair that was looked at before.
    return one.id !== other.id && other.id === this.otherId() ? ([one, other] as const) : null;
  });
  /** Who stays: the better known of the two, until somebody chooses. */
  protected readonly keptId = linkedSignal<string | null>(() => {
    const pair = this.pair();
    return pair && betterKept(pair[0], pair[1]).id;
  });
  protected readonly preview = computed(() => {
    const sides = this.sides();
    return sides && mergedPreview(sides.kept, sides.gone);
  });
  protected readonly phones = computed(() => this.preview()?.phones.map(formatPhone).join(', ') ?? '');
  protected readonly threads = computed(() => {
    const preview = this.preview();
    const count = preview?.conversations ?? 0;
    return { key: `threads.${this.format.plural(count)}`, count };
  });
  protected readonly busy = signal(false);
  /** Key of the words for why it was not done. */
  protected readonly problem = signal<string | null>(null);
  protected readonly name = contactName;

  protected back(): void {
    this.otherId.set(null);
    this.problem.set(null);
    setTimeout(() => this.search()?.focus());
  }

  protected async merge(): Promise<void> {
    const sides = this.sides();
    if (!sides || this.busy()) return;
    this.busy.set(true);
    this.problem.set(null);
    try {
      const input = { keepId: sides.kept.id, mergeIds: [sides.gone.id] };
      const { contact, userErrors } = (await this.client.mutate(MergeContactsDocument, { input })).mergeContacts;
      if (!contact) return this.problem.set(problemKey(userErrors[0]?.code));
      this.dialog.close();
      this.tell(contact, sides.gone);
      await this.show(contact, sides.gone);
    } catch (error) {
      this.problem.set(problemKey(problemOf(error).code));
    } finally {
      this.busy.set(false);
    }
  }

  private sides(): { kept: MergeSideFragment; gone: MergeSideFragment } | null {
    const pair = this.pair();
    if (!pair) return null;
    const [one, other] = pair;
    return this.keptId() === other.id ? { kept: other, gone: one } : { kept: one, gone: other };
  }

  /** The thread that was open may have become part of the other one on the same number. */
  private async show(contact: MergeSideFragment, gone: MergeSideFragment): Promise<void> {
    const threads = contact.conversations.edges.map(({ node }) => node);
    if (threads.some(({ id }) => id === this.question.conversationId)) return;
    const was = gone.conversations.edges.find(({ node }) => node.id === this.question.conversationId)?.node;
    const into = threads.find(({ channel }) => channel.id === was?.channel.id) ?? threads[0];
    if (into) await this.router.navigate(['/inbox', into.id], { queryParamsHandling: 'preserve' });
  }

  private tell(contact: MergeSideFragment, gone: MergeSideFragment): void {
    const [merge] = contact.merges;
    const undo = async () => {
      if (!merge) return;
      try {
        const input = { id: contact.id, mergeId: merge.id };
        const { userErrors } = (await this.client.mutate(SplitContactDocument, { input })).splitContact;
        if (userErrors[0]) this.notices.fail({ ok: false, stale: false, reason: userErrors[0].message });
      } catch {
        this.notices.fail({ ok: false, stale: false, reason: null });
      }
    };
    this.notices.tell('merge.done', { other: contactName(gone), kept: contactName(contact) }, () => void undo());
  }
}
