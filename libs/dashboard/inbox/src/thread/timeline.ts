import {
  afterRenderEffect,
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  effect,
  type ElementRef,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  untracked,
  viewChild,
  viewChildren,
} from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { TranslocoDirective } from '@jsverse/transloco';
import { ErrorState, Icon } from '@prosa/dashboard/ui';
import { filter } from 'rxjs';
import { contactName } from '../contact-name';
import { DelayedSkeleton } from '../delayed-skeleton';
import { InboxFormat } from '../inbox-format';
import { InboxWords } from '../inbox-words';
import type { Conversation, Message } from '../inbox.model';
import { InboxLive } from '../live/inbox-live';
import { Outbox } from '../live/outbox';
import { Notices } from '../notices';
import { ActivityFeed } from './activity-feed';
import type { Activity } from './activity-line';
import { ActivityRow } from './activity-row';
import { announcementOf } from './announcement';
import { type Bubble, isUndoable, mergeThread } from './bubble';
import { boundsOf, type DrawnSpan, FIRST_DRAWN, NEWEST, nextBounds } from './drawn-span';
import { FirstUnread } from './first-unread';
import { possibleActs, type Possible, type Wish } from './message-acts';
import { MessageBubble } from './message-bubble';
import { summaryOf } from './message-summary';
import { ReadingPlace } from './reading-place';
import { ThreadMedia } from './thread-media';
import { daysOf, threadRows, type ThreadRow, type UnreadLine } from './thread-rows';
import { followTouches } from './thread-touch';
import { TimelineFeed } from './timeline-feed';
import { unreadLine, type UnreadState } from './unread-line';

/** Pixels from the end that still count as being there. */
const NEAR_END = 80;
/** Rows that are not drawn yet, when the next page is asked for. */
const ROWS_LEFT = 40;
/** Without a scroll event for this long it has come to rest. */
const REST_MS = 160;

interface Aim {
  readonly key: string;
  readonly align: 'centre' | 'top';
}

/** The messages of one conversation, held at the newest. Made anew for each conversation. */
@Component({
  selector: 'inbox-timeline',
  imports: [ActivityRow, DelayedSkeleton, ErrorState, Icon, MessageBubble, TranslocoDirective],
  providers: [ActivityFeed, FirstUnread, ThreadMedia, TimelineFeed],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './timeline.html',
  styleUrl: './timeline.scss',
})
export class Timeline {
  protected readonly feed = inject(TimelineFeed);
  private readonly activity = inject(ActivityFeed);
  protected readonly format = inject(InboxFormat);
  protected readonly live = inject(InboxLive);
  protected readonly words = inject(InboxWords);
  protected readonly summaryOf = summaryOf;
  private readonly outbox = inject(Outbox);
  private readonly notices = inject(Notices);
  private readonly firstUnread = inject(FirstUnread);
  private readonly scroller = viewChild<ElementRef<HTMLElement>>('scroller');
  private readonly spacer = viewChild<ElementRef<HTMLElement>>('spacer');
  private readonly content = viewChild<ElementRef<HTMLElement>>('content');
  private readonly drawn = viewChildren<ElementRef<HTMLElement>>('drawn');

  readonly conversation = input.required<Conversation>();
  /** Whether the viewer may write here. */
  readonly mayAct = input(false);
  /** A message to open at, in place of the newest. */
  readonly target = input<string | null>(null);
  /** The target was shown, or is not to be had. */
  readonly targetSettled = output<void>();
  readonly wished = output<{ readonly bubble: Bubble; readonly wish: Wish }>();
  readonly retried = output<Bubble>();
  readonly cancelled = output<Bubble>();
  readonly copied = output<Bubble>();

  private readonly id = computed(() => this.conversation().id);
  protected readonly name = computed(() => contactName(this.conversation().contact));
  private readonly merged = computed(() => {
    // What waits to be sent comes after the newest: it has no place in the past.
    const waiting = this.feed.hasNewer() ? [] : this.outbox.of(this.id());
    return mergeThread(this.feed.messages(), waiting, this.live.memberId(), this.outbox.keys());
  });
  private readonly unread = linkedSignal<UnreadState, UnreadLine | null>({
    source: () => ({
      count: this.conversation().unreadCount,
      last: this.conversation().lastMessage?.id ?? null,
      loaded: this.feed.messages(),
      inThePast: this.feed.hasNewer(),
    }),
    computation: (now, before) => unreadLine(now, before?.value ?? null),
  });
  /** Those within the run of messages at hand; at its open end all that came since. */
  private readonly activities = computed<readonly Activity[]>(() => {
    const [newest, oldest] = [this.feed.messages()[0]?.sortKey, this.feed.messages().at(-1)?.sortKey];
    const [from, to] = [this.feed.hasOlder() ? oldest : null, this.feed.hasNewer() ? newest : null];
    return this.activity.all().filter(({ sortKey }) => (!from || sortKey >= from) && (!to || sortKey <= to));
  });
  protected readonly rows = linkedSignal<readonly Bubble[], readonly ThreadRow[]>({
    // A reply that waits is shown with its history, or where that cannot be read; alone it would be placed wrongly.
    source: () => (this.feed.phase() === 'loading' || this.resolving() ? [] : this.merged().bubbles),
    computation: (bubbles, before) => {
      const activities = this.feed.phase() === 'loading' || this.resolving() ? [] : this.activities();
      const options = { dayOf: (instant: string) => this.format.dayOf(instant), unread: this.unread(), activities };
      return threadRows(bubbles, options, before?.value);
    },
  });
  private readonly indexOf = computed(() => new Map(this.rows().map(({ key }, index) => [key, index])));

  private readonly span = signal<DrawnSpan>(NEWEST);
  private readonly bounds = computed(() => boundsOf(this.span(), this.indexOf(), this.rows().length), {
    equal: (a, b) => a.start === b.start && a.end === b.end,
  });
  protected readonly days = computed(() => daysOf(this.rows().slice(this.bounds().start, this.bounds().end)));

  /** The newest stored message: a reply written now can only become a later one. */
  readonly lastSortKey = computed(() => {
    const known = [this.conversation().lastMessage?.sortKey, this.feed.messages()[0]?.sortKey];
    return known.reduce<string | null>((last, key) => (key && (!last || key > last) ? key : last), null);
  });

  /** The target of a jump, for as long as it is lit. */
  protected readonly pointed = signal<string | null>(null);
  /** Where one came from by a jump. */
  protected readonly origin = signal<string | null>(null);
  protected readonly jumping = signal(false);
  private readonly resolving = signal(false);
  private readonly aim = signal<Aim | null>(null);
  private readonly placed = signal(false);
  protected readonly atEnd = signal(true);
  private readonly seenKey = signal<string | null>(null);
  /** The newest of one's own that can still be taken back. */
  newestUndoable(): Bubble | null {
    return this.merged().bubbles.findLast(isUndoable) ?? null;
  }

  private readonly newest = computed(() => this.merged().bubbles.at(-1) ?? null);
  /** What came while one reads further up. */
  protected readonly below = computed(() => {
    if (this.feed.hasNewer()) return this.missed();
    const bubbles = this.merged().bubbles;
    const seen = bubbles.findIndex(({ key }) => key === this.seenKey());
    return seen < 0 ? 0 : bubbles.slice(seen + 1).filter(({ sender }) => sender === 'contact').length;
  });
  private readonly missed = signal(0);
  private readonly arrived = signal<string | null>(null);
  /** What is read out: only what arrives, not history that is scrolled in; and nothing that was taken back since. */
  protected readonly announced = computed(() => announcementOf(this.merged().bubbles, this.arrived()));
  /** Unread messages that are above what is in sight, or not loaded. */
  protected readonly unreadAbove = computed(() => {
    const count = this.conversation().unreadCount;
    return count > 0 && !this.unreadSeen() ? count : 0;
  });
  private readonly unreadSeen = signal(false);

  private place: ReadingPlace | null = null;
  private frame = 0;
  private resting: ReturnType<typeof setTimeout> | undefined;
  private scrolling = false;

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      cancelAnimationFrame(this.frame);
      clearTimeout(this.resting);
    });
    effect(() => this.feed.conversationId.set(this.id()));
    effect(() => this.activity.conversationId.set(this.id()));
    effect(() => {
      if (this.feed.phase() !== 'ready') return;
      const oldest = this.feed.hasOlder() ? (this.feed.messages().at(-1)?.sortKey ?? null) : null;
      untracked(() => void this.activity.reach(oldest));
    });
    effect(() => {
      const last = this.newest()?.key ?? null;
      if (this.atEnd() && !this.feed.hasNewer()) untracked(() => this.seenKey.set(last));
    });
    effect(() => {
      if (!this.feed.hasNewer()) untracked(() => this.missed.set(0));
    });
    effect(() => {
      const target = this.target();
      if (target && this.feed.phase() === 'ready') untracked(() => void this.openAt(target));
    });
    effect(() => {
      const sent = this.outbox.stored();
      if (sent) untracked(() => this.feed.admit(sent.conversationId, sent.message));
    });
    this.live.messages.pipe(takeUntilDestroyed()).subscribe((one) => this.admit(one.conversationId, one.message));
    this.live.regrouped
      .pipe(
        filter((id) => id === this.conversation().contact.id),
        takeUntilDestroyed(),
      )
      .subscribe(() => void this.feed.readAnew());
    afterRenderEffect((onCleanup) => {
      const [scroller, spacer, content] = [this.scroller(), this.spacer(), this.content()].map(
        (ref) => ref?.nativeElement,
      );
      if (!scroller || !spacer || !content) return;
      const place = new ReadingPlace(scroller, spacer, () =>
        untracked(this.drawn).map(({ nativeElement }) => nativeElement),
      );
      this.place = place;
      // A file that came, another width, a composer that grows: what one reads stays where it is.
      const observer = new ResizeObserver(() => this.hold());
      observer.observe(scroller);
      observer.observe(content);
      const touches = followTouches(scroller, {
        menu: (bubble) => bubble.parentElement?.querySelector<HTMLElement>('.actions')?.click(),
        reply: (bubble) => this.reply(bubble.dataset['message']),
      });
      // The exact time of a message on which the pointer rests: written when it is asked for, not for each of thousands.
      const exact = ({ target }: Event) => {
        if (target instanceof HTMLTimeElement) target.title ||= this.format.exact(target.dateTime);
      };
      scroller.addEventListener('pointerover', exact);
      onCleanup(() => {
        touches();
        scroller.removeEventListener('pointerover', exact);
        observer.disconnect();
        this.place = null;
      });
    });
    afterRenderEffect(() => {
      this.days();
      if (this.content()) untracked(() => this.settle());
    });
  }

  /** To the message that a reply quotes, to a search hit: with a way back to `from`. */
  async jumpTo(messageId: string, from: string | null = null): Promise<void> {
    if (this.jumping()) return;
    this.jumping.set(true);
    const found = await this.feed.goTo(messageId);
    this.jumping.set(false);
    if (found !== 'here') return this.notices.tell(found === 'absent' ? 'thread.targetGone' : 'thread.targetFailed');
    const index = this.rows().findIndex((row) => row.type === 'bubble' && holds(row, messageId));
    const key = this.rows()[index]?.key;
    if (!key) return this.notices.tell('thread.targetGone');
    this.origin.set(from);
    this.showRow(index, { key, align: 'centre' });
    this.pointed.set(null);
    requestAnimationFrame(() => this.pointed.set(messageId));
  }

  protected goBack(): void {
    const from = this.origin();
    if (from) void this.jumpTo(from);
  }

  async jumpToEnd(): Promise<void> {
    this.origin.set(null);
    if (this.feed.hasNewer() && !(await this.feed.readNewest())) return this.notices.tell('thread.targetFailed');
    this.aim.set(null);
    this.span.set(NEWEST);
    this.atEnd.set(true);
    this.place?.toEnd();
  }

  async jumpToUnread(): Promise<void> {
    const count = this.conversation().unreadCount;
    if (!count) return;
    const line = this.unread() ?? (await this.firstUnread.find(this.id(), count));
    if (!line) return this.notices.tell('thread.unreadFailed');
    if ((await this.feed.goTo(line.messageId)) !== 'here') return this.notices.tell('thread.unreadFailed');
    this.unread.set(line);
    const index = this.rows().findIndex(({ type }) => type === 'new');
    if (index >= 0) this.showRow(index, { key: 'new', align: 'top' });
  }

  protected scrolled(): void {
    if (!this.placed()) return;
    this.scrolling = true;
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.rest(), REST_MS);
    this.place?.mark();
    this.look();
  }

  protected pressed(event: KeyboardEvent): void {
    if (event.key !== 'End') return;
    event.preventDefault();
    void this.jumpToEnd();
  }

  private readonly asks = new WeakMap<Message, () => Possible>();

  /** One function for each message, so that its row is not drawn anew for it. */
  protected possibleFor({ message }: Bubble): (() => Possible) | null {
    if (!message || !this.mayAct() || this.live.offline()) return null;
    const known = this.asks.get(message);
    if (known) return known;
    const made = () => possibleActs(message, this.conversation(), Date.now());
    this.asks.set(message, made);
    return made;
  }

  private reply(messageId: string | undefined): void {
    const row = this.rows().find((one) => messageId && holds(one, messageId));
    if (row?.type !== 'bubble' || !this.possibleFor(row.bubble)?.().reply) return;
    this.wished.emit({ bubble: row.bubble, wish: { what: 'reply' } });
  }

  protected holdsPointed(row: ThreadRow): boolean {
    const id = this.pointed();
    return id !== null && row.type === 'bubble' && holds(row, id);
  }

  private admit(conversationId: string, message: Message): void {
    if (conversationId !== this.id()) return;
    if (this.feed.hasNewer() && message.direction === 'INBOUND') this.missed.update((count) => count + 1);
    this.feed.admit(conversationId, message);
    if (message.direction === 'INBOUND') this.arrived.set(message.id);
  }

  /** At a message in place of the newest: nothing else is shown first. */
  private async openAt(messageId: string): Promise<void> {
    if (!this.placed()) this.resolving.set(true);
    const found = await this.feed.goTo(messageId);
    this.resolving.set(false);
    if (found === 'here') await this.jumpTo(messageId);
    else this.notices.tell(found === 'absent' ? 'thread.targetGone' : 'thread.targetFailed');
    this.targetSettled.emit();
  }

  private showRow(index: number, aim: Aim): void {
    const rows = this.rows();
    const half = FIRST_DRAWN / 2;
    const last = index + half >= rows.length && !this.feed.hasNewer();
    this.span.set({
      from: rows[Math.max(0, index - half)]?.key ?? null,
      to: last ? null : (rows[Math.min(rows.length - 1, index + half)]?.key ?? null),
    });
    this.aim.set(aim);
    // Also where the same rows are drawn already.
    queueMicrotask(() => requestAnimationFrame(() => this.settle()));
  }

  /** After each drawing: to where one wanted, at first to the first unread, else as one was. */
  private settle(): void {
    const place = this.place;
    if (!place || !this.rows().length) return;
    if (!this.placed()) {
      this.placed.set(true);
      const first = this.rows().findIndex(({ type }) => type === 'new');
      if (!this.aim() && first > 0) return this.showRow(first, { key: 'new', align: 'top' });
      if (!this.aim()) place.toEnd();
    }
    const aim = this.aim();
    const row = aim && this.drawn().find(({ nativeElement }) => nativeElement.dataset['key'] === aim.key);
    if (aim && row) {
      place.show(row.nativeElement, aim.align);
      this.aim.set(null);
      this.atEnd.set(false);
    } else this.hold();
    this.look();
  }

  private hold(): void {
    if (!this.place || !this.placed() || this.aim()) return;
    if (this.atEnd()) this.place.toEnd();
    else this.place.restore(this.scrolling);
  }

  private rest(): void {
    this.scrolling = false;
    this.place?.rest();
    this.look();
  }

  /** In the next frame: what else has to be drawn, taken out or asked for. */
  private look(): void {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.follow());
  }

  private follow(): void {
    const { place } = this;
    const height = this.scroller()?.nativeElement.clientHeight;
    if (!place || !height || !this.placed()) return;
    const rows = this.rows();
    const bounds = this.bounds();
    const { above, below } = place;
    const newestDrawn = bounds.end === rows.length && !this.feed.hasNewer();
    this.atEnd.set(newestDrawn && below <= NEAR_END);
    this.noteUnread(bounds.start);
    const far = height * 3;
    const sight = {
      above,
      below,
      height,
      farAbove: place.farAbove(far),
      farBelow: this.atEnd() ? 0 : place.farBelow(far),
    };
    const next = nextBounds(bounds, rows.length, sight);
    if (next.start !== bounds.start || next.end !== bounds.end) this.draw(next.start, next.end);
    if (next.start < ROWS_LEFT && this.feed.hasOlder() && !this.feed.olderFailed()) void this.feed.loadOlder();
    if (rows.length - next.end < ROWS_LEFT && this.feed.hasNewer() && !this.feed.newerFailed())
      void this.feed.loadNewer();
  }

  private draw(start: number, end: number): void {
    const rows = this.rows();
    const last = end === rows.length && !this.feed.hasNewer();
    this.span.set({ from: rows[start]?.key ?? null, to: last ? null : (rows[end - 1]?.key ?? null) });
  }

  private noteUnread(start: number): void {
    const line = this.indexOf().get('new');
    if (line === undefined) return this.unreadSeen.set(false);
    const seen = this.drawn()[line - start]?.nativeElement.getBoundingClientRect().bottom ?? 0;
    const top = this.scroller()?.nativeElement.getBoundingClientRect().top ?? 0;
    if (line >= start && seen > top) this.unreadSeen.set(true);
  }
}

const holds = (row: ThreadRow, messageId: string): boolean =>
  row.type === 'bubble' && (row.album ?? [row.bubble]).some(({ message }) => message?.id === messageId);
