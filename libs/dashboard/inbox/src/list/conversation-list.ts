import {
  afterRenderEffect,
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  type ElementRef,
  inject,
  input,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { MatButton } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { liveQuery, SessionStore } from '@prosa/dashboard/data-access';
import { EmptyState, ErrorState, Icon } from '@prosa/dashboard/ui';
import { injectVirtualizer } from '@tanstack/angular-virtual';
import { Drafts } from '../composer/drafts';
import { InboxFormat } from '../inbox-format';
import { DelayedSkeleton } from '../delayed-skeleton';
import { NumbersDocument } from '../inbox.documents';
import { LabelChip } from '../labels/label-chip';
import { InboxLive } from '../live/inbox-live';
import { type BulkAct, BulkBar } from './bulk-bar';
import { ConversationFeed } from './conversation-feed';
import { ConversationRow } from './conversation-row';
import { InboxCounts } from './inbox-counts';
import { FilterDialog } from './filter-dialog';
import { EVERYTHING, INBOX_VIEWS, isFiltered, type ListSelection } from './inbox-view';
import { ListFilters } from './list-filters';
import { MOST_PICKED, PickedRows } from './picked-rows';
import { freeze, steady, type FrozenOrder } from './steady-order';

const ROW = 80;

@Component({
  selector: 'inbox-conversation-list',
  imports: [
    BulkBar,
    ConversationRow,
    DelayedSkeleton,
    EmptyState,
    ErrorState,
    Icon,
    LabelChip,
    MatButton,
    RouterLink,
    TranslocoDirective,
  ],
  providers: [ConversationFeed, InboxCounts, PickedRows],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './conversation-list.html',
  styleUrl: './conversation-list.scss',
  host: { '(document:keydown)': 'pointerInside.set(false)' },
})
export class ConversationList {
  protected readonly feed = inject(ConversationFeed);
  protected readonly counts = inject(InboxCounts).of;
  protected readonly format = inject(InboxFormat);
  protected readonly drafts = inject(Drafts);
  protected readonly live = inject(InboxLive);
  protected readonly picks = inject(PickedRows);
  private readonly bar = viewChild(BulkBar);
  private readonly scroller = viewChild<ElementRef<HTMLElement>>('scroller');

  readonly selection = input.required<ListSelection>();
  readonly openId = input<string | null>(null);
  readonly chosen = output<Partial<ListSelection>>();
  /** Somebody wants to write to a number. */
  readonly startAsked = output<void>();
  private readonly session = inject(SessionStore);
  protected readonly mayStart = computed(() => !this.live.offline() && this.session.can('inbox:reply'));

  protected readonly views = INBOX_VIEWS;
  private readonly dialog = inject(MatDialog);
  private readonly filters = inject(ListFilters);
  protected readonly activeFilters = computed(() => this.filters.active(this.selection()));
  protected readonly filtered = computed(() => isFiltered(this.selection()));
  protected readonly emptyWords = computed(() => {
    const { unread, standing, label, teamId, channelId } = this.selection();
    if (label || teamId || channelId) return 'empty.filtered';
    return unread ? 'empty.unread' : `empty.${standing}`;
  });
  /** A pointer that rests while one types is not in use: the next movement counts again. */
  protected readonly pointerInside = signal(false);
  private readonly scrolled = signal(false);
  private readonly frozen = signal<FrozenOrder | null>(null);
  private readonly steadyList = computed(() => steady(this.feed.sorted(), this.frozen()));
  protected readonly rows = computed(() => this.steadyList().rows);
  protected readonly waiting = computed(() => this.steadyList().waiting);
  private readonly numbers = liveQuery(NumbersDocument, () =>
    this.feed.phase() === 'ready' && this.rows().length === 0 && this.selection().view === 'all' ? {} : null,
  );
  protected readonly hasNumber = computed(() => (this.numbers.data()?.channels.edges.length ?? 0) > 0);
  protected readonly active = signal<string | null>(null);
  protected readonly picking = computed(() => this.picks.picking() || this.picks.any());
  protected readonly pickedRows = computed(() => this.rows().filter(({ id }) => this.picks.ids().has(id)));
  protected readonly pickable = computed(() => Math.min(MOST_PICKED, this.rows().length));
  /** The row that Tab reaches. */
  protected readonly tabStop = computed(() => {
    const wanted = this.active() ?? this.openId();
    const rows = this.rows();
    return rows.some(({ id }) => id === wanted) ? wanted : (rows[0]?.id ?? null);
  });

  protected readonly virtualizer = injectVirtualizer(() => ({
    scrollElement: this.scroller(),
    count: this.rows().length,
    estimateSize: () => ROW,
    getItemKey: (index: number) => this.rows()[index]?.id ?? index,
    overscan: 6,
  }));

  constructor() {
    effect(() => {
      const selection = this.selection();
      untracked(() => {
        this.feed.selection.set(selection);
        this.frozen.set(null);
        this.picks.clear();
        this.scroller()?.nativeElement.scrollTo({ top: 0 });
      });
    });
    effect(() => this.feed.pinned.set(this.openId()));
    effect(() => {
      const present = new Set(this.feed.sorted().map(({ id }) => id));
      untracked(() => this.picks.keep(present));
    });
    effect(() => {
      const held = this.pointerInside() || this.scrolled();
      const empty = this.feed.sorted().length === 0;
      untracked(() => {
        if (!held || empty) this.frozen.set(null);
        else if (!this.frozen()) this.frozen.set(freeze(this.feed.sorted()));
      });
    });
    afterRenderEffect(() => {
      const last = this.virtualizer.getVirtualItems().at(-1);
      const near = last !== undefined && last.index >= this.rows().length - 8;
      if (near && this.feed.hasMore() && !this.feed.moreFailed()) untracked(() => void this.feed.loadMore());
    });
    this.live.conversations.pipe(takeUntilDestroyed()).subscribe((conversation) => this.feed.admit(conversation));
  }

  protected openFilters(): void {
    this.dialog
      .open<FilterDialog, ListSelection, Partial<ListSelection>>(FilterDialog, {
        data: this.selection(),
        width: '380px',
        maxWidth: '94vw',
        position: { top: 'min(14vh, 120px)' },
        autoFocus: 'input',
      })
      .afterClosed()
      .subscribe((change) => change && this.chosen.emit(change));
  }

  protected clearFilters(): void {
    this.chosen.emit({ ...EVERYTHING, view: this.selection().view });
  }

  protected scrolledTo(event: Event): void {
    this.scrolled.set((event.target as HTMLElement).scrollTop > ROW / 2);
  }

  /** Lets the news in and shows it. */
  protected showNew(): void {
    this.scroller()?.nativeElement.scrollTo({ top: 0 });
    this.frozen.set(freeze(this.feed.sorted()));
  }

  /** J and K: the focus goes to the next row, which need not be drawn yet. */
  move(step: 1 | -1): void {
    const rows = this.rows();
    if (!rows.length) return;
    const from = rows.findIndex(({ id }) => id === (this.active() ?? this.openId()));
    const index = from < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, from + step));
    const id = rows[index]?.id ?? null;
    this.active.set(id);
    this.virtualizer.scrollToIndex(index, { align: 'auto' });
    requestAnimationFrame(() => this.focusRow(id));
  }

  /** X: the row that has the focus, or the open one; with shift all up to it. */
  pickActive(range: boolean): void {
    const id = this.active() ?? this.openId() ?? this.tabStop();
    if (id && this.rows().some((row) => row.id === id)) this.pick(id, range);
  }

  protected pick(id: string, range: boolean): void {
    this.active.set(id);
    if (!range) return this.picks.toggle(id);
    this.picks.extend(
      this.rows().map((row) => row.id),
      id,
    );
  }

  protected pickAll(): void {
    this.picks.all(this.rows().map(({ id }) => id));
  }

  protected togglePicking(): void {
    if (this.picking()) this.picks.clear();
    else this.picks.picking.set(true);
  }

  /** Does it with all that is picked. False when nothing is. */
  act(act: BulkAct): boolean {
    if (!this.picks.any()) return false;
    void this.bar()?.run(act);
    return true;
  }

  /** False when nothing was picked. */
  unpick(): boolean {
    const picking = this.picking();
    this.picks.clear();
    return picking;
  }

  /** Back from a conversation, the focus returns to its row. */
  focusOpen(id: string | null): void {
    requestAnimationFrame(() => this.focusRow(id ?? this.tabStop()));
  }

  /** A row comes into being only after its place has: the list may have been hidden, or scrolled just now. */
  private focusRow(id: string | null, framesLeft = 10): void {
    const rows = this.scroller()?.nativeElement.querySelectorAll<HTMLElement>('[data-conversation]') ?? [];
    const row = [...rows].find((candidate) => candidate.dataset['conversation'] === id);
    if (row) row.focus();
    else if (framesLeft > 0) requestAnimationFrame(() => this.focusRow(id, framesLeft - 1));
  }
}
