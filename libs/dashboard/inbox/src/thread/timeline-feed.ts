import { computed, DestroyRef, inject, Injectable, signal } from '@angular/core';
import { takeUntilDestroyed, toObservable, toSignal } from '@angular/core/rxjs-interop';
import { Apollo } from 'apollo-angular';
import { map, of, switchMap } from 'rxjs';
import {
  type InboxTimelineQuery,
  type InboxTimelineQueryVariables,
  LiveEvents,
  type Problem,
  problemOf,
  type QueryPhase,
} from '@prosa/dashboard/data-access';
import { TimelineDocument } from '../inbox.documents';
import type { Message } from '../inbox.model';
import { InboxLive } from '../live/inbox-live';

const PAGE = 40;

type PageOf = Omit<InboxTimelineQueryVariables, 'id'>;
type Timeline = Extract<NonNullable<InboxTimelineQuery['node']>, { __typename: 'Conversation' }>;

const timelineOf = (data: InboxTimelineQuery | null | undefined): Timeline | null =>
  data?.node?.__typename === 'Conversation' ? data.node : null;

/**
 * The run of messages of the open conversation that is at hand: the newest at first; older and newer ones as one scrolls, another
 * place as one jumps, new ones as they come. The cache keeps it and its length in bounds.
 */
@Injectable()
export class TimelineFeed {
  private readonly apollo = inject(Apollo);
  private readonly live = inject(InboxLive);

  readonly conversationId = signal<string | null>(null);
  readonly loadingOlder = signal(false);
  readonly olderFailed = signal(false);
  readonly loadingNewer = signal(false);
  readonly newerFailed = signal(false);

  private readonly ready = computed(() => (this.live.ready() ? this.conversationId() : null));
  private readonly timeline = toSignal(
    toObservable(this.ready).pipe(
      switchMap((id) => {
        if (!id) return of(null);
        queueMicrotask(() => void this.readNewest());
        return this.apollo
          .watchQuery({ query: TimelineDocument, variables: { id }, fetchPolicy: 'cache-only' })
          .valueChanges.pipe(map(({ data, dataState }) => (dataState === 'complete' ? timelineOf(data) : null)));
      }),
    ),
    { initialValue: null },
  );
  private readonly failure = signal<Problem | undefined>(undefined);
  /** The first page was read: what is in the cache from before may lack the newest. */
  private readonly answered = signal(false);

  /** Newest first. */
  readonly messages = computed<readonly Message[]>(() => this.timeline()?.messages.edges.map(({ node }) => node) ?? []);
  readonly phase = computed<QueryPhase>(() =>
    this.timeline() ? 'ready' : this.failure() ? 'error' : this.answered() ? 'ready' : 'loading',
  );
  readonly problem = this.failure.asReadonly();
  readonly hasOlder = computed(() => this.timeline()?.messages.pageInfo.hasNextPage ?? false);
  /** The newest are not at hand: one reads in the past. */
  readonly hasNewer = computed(() => this.timeline()?.messages.pageInfo.hasPreviousPage ?? false);

  constructor() {
    inject(LiveEvents)
      .resynced.pipe(takeUntilDestroyed())
      .subscribe(() => void this.readNewest());
    inject(DestroyRef).onDestroy(() => this.leave());
  }

  async retry(): Promise<void> {
    await this.live.start();
    await this.readNewest();
  }

  /** When messages came into the thread, or went out of it, anywhere in it: what is at hand is put away for the newest. */
  async readAnew(): Promise<void> {
    const found = await this.ask({ first: PAGE }).catch(() => null);
    const newest = found?.messages.edges[0]?.node.id;
    if (found && newest && found.id === this.ready()) this.keep(found, { around: newest });
  }

  /** Also the way back to the present from wherever one reads. False when it could not be read. */
  async readNewest(): Promise<boolean> {
    try {
      await this.read({ first: PAGE });
      await this.told(() => !this.hasNewer());
      this.failure.set(undefined);
      this.answered.set(true);
      return true;
    } catch (error) {
      this.failure.set(problemOf(error));
      return false;
    }
  }

  async loadOlder(): Promise<void> {
    const page = this.timeline()?.messages.pageInfo;
    if (!page?.hasNextPage || this.loadingOlder()) return;
    this.loadingOlder.set(true);
    this.olderFailed.set(false);
    await this.read({ first: PAGE, after: page.endCursor }).catch(() => this.olderFailed.set(true));
    this.loadingOlder.set(false);
  }

  async loadNewer(): Promise<void> {
    const page = this.timeline()?.messages.pageInfo;
    if (!page?.hasPreviousPage || this.loadingNewer()) return;
    this.loadingNewer.set(true);
    this.newerFailed.set(false);
    await this.read({ last: PAGE, before: page.startCursor }).catch(() => this.newerFailed.set(true));
    this.loadingNewer.set(false);
  }

  /** Puts a message and its neighbours at hand. `absent`: there is none of this id here. */
  async goTo(messageId: string): Promise<'here' | 'absent' | 'failed'> {
    if (this.has(messageId)) return 'here';
    try {
      // First without touching what is shown: a target that is not there must not cost the reader's place.
      const found = await this.ask({ around: messageId, first: PAGE });
      if (!found?.messages.edges.some(({ node }) => node.id === messageId)) return 'absent';
      this.keep(found, { around: messageId, first: PAGE });
      await this.told(() => this.has(messageId));
      return 'here';
    } catch (error) {
      return ['NOT_FOUND', 'BAD_USER_INPUT'].includes(problemOf(error).code ?? '') ? 'absent' : 'failed';
    }
  }

  admit(conversationId: string, message: Message): void {
    const id = this.ready();
    const timeline = this.timeline();
    if (!timeline || conversationId !== id) return;
    const { edges, pageInfo } = timeline.messages;
    if (edges.some(({ node }) => node.id === message.id)) return;
    // One that belongs outside the run comes with the page it is on.
    const [newest, oldest] = [edges[0]?.node.sortKey, edges.at(-1)?.node.sortKey];
    if (pageInfo.hasPreviousPage && newest && message.sortKey > newest) return;
    if (pageInfo.hasNextPage && oldest && message.sortKey < oldest) return;
    const edge = { __typename: 'MessageEdge' as const, cursor: '', node: message };
    const beside = { ...timeline.messages, edges: [edge, ...edges.slice(0, 1)] };
    this.keep({ ...timeline, messages: beside }, edges.length ? {} : { around: message.id });
  }

  /** The cache tells its watchers a little after it was written. */
  private async told(is: () => boolean): Promise<void> {
    for (let turn = 0; turn < 50 && !is(); turn++) await new Promise((next) => setTimeout(next, 5));
  }

  private has(messageId: string): boolean {
    return this.messages().some(({ id }) => id === messageId);
  }

  private async read(page: PageOf): Promise<void> {
    const found = await this.ask(page);
    // In a frame of its own: to read an answer and to put it into the cache are each most of one.
    await new Promise((next) => setTimeout(next));
    if (found && found.id === this.ready()) this.keep(found, page);
  }

  /** Past the cache: read back from it with its own variables, each page would cost a reading of the whole run. */
  private async ask(page: PageOf): Promise<Timeline | null> {
    const id = this.ready();
    if (!id) return null;
    const variables = { id, ...page };
    const { data } = await this.apollo.client.query({ query: TimelineDocument, variables, fetchPolicy: 'no-cache' });
    return timelineOf(data);
  }

  private keep(node: Timeline, page: PageOf): void {
    const variables = { id: node.id, ...page };
    this.apollo.client.cache.writeQuery({ query: TimelineDocument, variables, data: { node } });
  }

  /** Who opens it again starts at the newest: a run from the past, or a long one, is not kept for that. */
  private leave(): void {
    const id = this.conversationId();
    if (!id || (!this.hasNewer() && this.messages().length <= PAGE * 2)) return;
    const { cache } = this.apollo.client;
    const entity = cache.identify({ __typename: 'Conversation', id });
    if (entity) cache.evict({ id: entity, fieldName: 'messages' });
    cache.gc();
  }
}
