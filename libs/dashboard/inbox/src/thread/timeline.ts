import {
  afterRenderEffect,
  ChangeDetectionStrategy,
  Component,
  computed,
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
import { injectVirtualizer } from '@tanstack/angular-virtual';
import { contactName } from '../contact-name';
import { DelayedSkeleton } from '../delayed-skeleton';
import { InboxFormat } from '../inbox-format';
import type { Conversation, Message } from '../inbox.model';
import { InboxLive } from '../live/inbox-live';
import { Outbox } from '../live/outbox';
import { Notices } from '../notices';
import { type Bubble, mergeThread } from './bubble';
import { possibleActs, type Possible, type Wish } from './message-acts';
import { MessageBubble } from './message-bubble';
import { settledUnread, threadRows, type UnreadState } from './thread-rows';
import { TimelineFeed } from './timeline-feed';

const NEAR_END = 80;
const NEAR_START = 600;

/** The messages of one conversation, held at the newest. Made anew for each conversation. */
@Component({
  selector: 'inbox-timeline',
  imports: [DelayedSkeleton, ErrorState, Icon, MessageBubble, TranslocoDirective],
  providers: [TimelineFeed],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './timeline.html',
  styleUrl: './timeline.scss',
})
export class Timeline {
  protected readonly feed = inject(TimelineFeed);
  protected readonly format = inject(InboxFormat);
  protected readonly live = inject(InboxLive);
  private readonly outbox = inject(Outbox);
  private readonly notices = inject(Notices);
  private readonly scroller = viewChild<ElementRef<HTMLElement>>('scroller');
  private readonly drawn = viewChildren<ElementRef<HTMLElement>>('drawn');

  readonly conversation = input.required<Conversation>();
  /** Whether the viewer may write here. */
  readonly mayAct = input(false);
  readonly wished = output<{ readonly bubble: Bubble; readonly wish: Wish }>();
  readonly retried = output<Bubble>();
  readonly cancelled = output<Bubble>();
  readonly copied = output<Bubble>();

  private readonly id = computed(() => this.conversation().id);
  protected readonly name = computed(() => contactName(this.conversation().contact));
  private readonly merged = computed(() =>
    mergeThread(this.feed.messages(), this.outbox.of(this.id()), this.live.memberId(), this.outbox.keys()),
  );
  private readonly unread = linkedSignal<UnreadState, number>({
    source: () => ({
      count: this.conversation().unreadCount,
      last: this.conversation().lastMessage?.id ?? null,
      loaded: this.feed.messages(),
    }),
    computation: (now, before) => settledUnread(now, before?.value ?? null),
  });
  protected readonly rows = computed(() => {
    this.format.lang(); // day names follow the language
    // A reply that waits is shown with its history, or where that cannot be read; alone it would be placed wrongly.
    if (this.feed.phase() === 'loading') return [];
    return threadRows(this.merged().bubbles, {
      dayOf: (instant) => this.format.dayOf(instant),
      unread: this.unread(),
    });
  });
  /** The newest stored message: a reply written now can only become a later one. */
  readonly lastSortKey = computed(() =>
    this.feed.messages().reduce<string | null>((last, { sortKey }) => (last && last > sortKey ? last : sortKey), null),
  );

  protected readonly virtualizer = injectVirtualizer<HTMLElement, HTMLElement>(() => ({
    scrollElement: this.scroller(),
    count: this.rows().length,
    getItemKey: (index: number) => this.rows()[index]?.key ?? index,
    estimateSize: (index: number) => this.estimate(index),
    // An element whose row has just changed places still bears its old number: its height is not the new row's.
    measureElement: (element, entry, instance) => {
      const index = instance.indexFromElement(element);
      const key = instance.options.getItemKey(index);
      if (element.dataset['key'] !== key)
        return instance.itemSizeCache.get(key) ?? instance.options.estimateSize(index);
      return Math.round(entry?.borderBoxSize[0]?.blockSize ?? element.getBoundingClientRect().height);
    },
    overscan: 10,
    paddingStart: 12,
    paddingEnd: 12,
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: NEAR_END,
    // A row that grows (a failure's reason) is measured in the next frame: within the round the browser reports a loop.
    useAnimationFrameWithResizeObserver: true,
  }));

  protected readonly pointed = signal<string | null>(null);
  private readonly placed = signal(false);
  protected readonly atEnd = signal(true);
  private readonly seenKey = signal<string | null>(null);
  /** History that is scrolled in or loaded must not be read out; only what comes at the end is. */
  protected readonly polite = computed(() => this.placed() && this.atEnd() && !this.feed.loadingOlder());
  protected readonly below = computed(() => {
    const bubbles = this.merged().bubbles;
    const seen = bubbles.findIndex(({ key }) => key === this.seenKey());
    return seen < 0 ? 0 : bubbles.slice(seen + 1).filter(({ sender }) => sender === 'contact').length;
  });

  constructor() {
    effect(() => this.feed.conversationId.set(this.id()));
    effect(() => {
      const last = this.merged().bubbles.at(-1)?.key ?? null;
      if (this.atEnd()) untracked(() => this.seenKey.set(last));
    });
    effect(() => {
      const sent = this.outbox.stored();
      if (sent) untracked(() => this.feed.admit(sent.conversationId, sent.message));
    });
    this.live.messages
      .pipe(takeUntilDestroyed())
      .subscribe(({ conversationId, message }) => this.feed.admit(conversationId, message));
    afterRenderEffect(() => {
      this.rows();
      for (const { nativeElement } of this.drawn()) untracked(() => this.virtualizer.measureElement(nativeElement));
    });
    afterRenderEffect(() => {
      if (this.rows().length && this.virtualizer.scrollRect()) untracked(() => this.place());
    });
    afterRenderEffect((onCleanup) => {
      const element = this.scroller()?.nativeElement;
      if (!element) return;
      // A growing composer or an on-screen keyboard takes height from the end: the newest stays in sight.
      // In the next frame: scrolling within the observer's own round makes the browser report a loop.
      let frame = 0;
      const observer = new ResizeObserver(() => {
        if (!this.placed() || !this.atEnd()) return;
        cancelAnimationFrame(frame);
        frame = requestAnimationFrame(() => (element.scrollTop = element.scrollHeight));
      });
      observer.observe(element);
      onCleanup(() => {
        observer.disconnect();
        cancelAnimationFrame(frame);
      });
    });
    afterRenderEffect(() => {
      const offset = this.virtualizer.scrollOffset() ?? 0;
      const total = this.virtualizer.getTotalSize();
      if (!this.placed()) return;
      untracked(() => this.scrolledTo(offset, total));
    });
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

  /** To the message that a reply quotes; one that is further back than what is loaded is only told. */
  protected jumpTo(messageId: string): void {
    const index = this.rows().findIndex((row) => row.type === 'bubble' && row.bubble.message?.id === messageId);
    if (index < 0) return this.notices.tell('thread.quotedAway');
    this.virtualizer.scrollToIndex(index, { align: 'center' });
    this.pointed.set(this.rows()[index]?.key ?? null);
  }

  jumpToEnd(): void {
    this.virtualizer.scrollToEnd();
    this.atEnd.set(true);
  }

  /** Once: at the first unread message when it is known, else at the newest. */
  private place(): void {
    if (this.placed()) return;
    const first = this.rows().findIndex(({ type }) => type === 'new');
    if (first > 0) this.virtualizer.scrollToIndex(first, { align: 'start' });
    else this.virtualizer.scrollToEnd();
    requestAnimationFrame(() => this.placed.set(true));
  }

  private scrolledTo(offset: number, total: number): void {
    const height = this.virtualizer.scrollRect()?.height ?? 0;
    this.atEnd.set(total - height - offset <= NEAR_END);
    if (offset < NEAR_START && this.feed.hasOlder() && !this.feed.olderFailed()) void this.feed.loadOlder();
  }

  private estimate(index: number): number {
    const row = this.rows()[index];
    if (row?.type !== 'bubble') return 44;
    const text = row.bubble.text ?? '';
    const lines = text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 58)), 0);
    return 17 + lines * 22 + (row.startsGroup ? 7 : 0);
  }
}
