import { computed, inject, Injectable, signal } from '@angular/core';
import { Apollo } from 'apollo-angular';
import { type InboxConversationsQueryVariables, liveQuery } from '@prosa/dashboard/data-access';
import { ConversationsDocument } from '../inbox.documents';
import type { Conversation } from '../inbox.model';
import { InboxLive } from '../live/inbox-live';
import { belongs, byActivity, EVERYTHING, filterOf, type ListSelection, sameSelection } from './inbox-view';

const PAGE = 30;

/** The conversations of one view: pages from the server, changes from the live events, both through the cache. */
@Injectable()
export class ConversationFeed {
  private readonly apollo = inject(Apollo);
  private readonly live = inject(InboxLive);

  readonly selection = signal<ListSelection>(EVERYTHING, { equal: sameSelection });
  /** Stays in the list although it no longer belongs: what one works on must not vanish. */
  readonly pinned = signal<string | null>(null);
  readonly loadingMore = signal(false);
  readonly moreFailed = signal(false);

  private readonly variables = computed<InboxConversationsQueryVariables | null>(() => {
    const me = this.live.memberId();
    return this.live.ready() && me ? { filter: filterOf(this.selection(), me), first: PAGE } : null;
  });
  private readonly query = liveQuery(ConversationsDocument, () => this.variables());
  private readonly connection = computed(() => this.query.data()?.conversations ?? null);

  readonly sorted = computed<Conversation[]>(() => {
    const selection = this.selection();
    const pinned = this.pinned();
    const me = this.live.memberId() ?? '';
    const unique = new Map((this.connection()?.edges ?? []).map(({ node }) => [node.id, node]));
    return [...unique.values()].filter((node) => node.id === pinned || belongs(node, selection, me)).sort(byActivity);
  });
  readonly phase = this.query.phase;
  readonly problem = this.query.problem;
  readonly hasMore = computed(() => this.connection()?.pageInfo.hasNextPage ?? false);

  async retry(): Promise<void> {
    await this.live.start();
    await this.query.refetch();
  }

  async loadMore(): Promise<void> {
    const page = this.connection()?.pageInfo;
    if (!page?.hasNextPage || this.loadingMore()) return;
    this.loadingMore.set(true);
    this.moreFailed.set(false);
    try {
      await this.query.fetchMore({ after: page.endCursor });
    } catch {
      this.moreFailed.set(true);
    } finally {
      this.loadingMore.set(false);
    }
  }

  /** A conversation that is new to this view; one already in it has been updated by the cache. */
  admit(conversation: Conversation): void {
    const variables = this.variables();
    const connection = this.connection();
    const me = this.live.memberId() ?? '';
    if (!variables || !connection || !belongs(conversation, this.selection(), me)) return;
    if (connection.edges.some(({ node }) => node.id === conversation.id)) return;
    const last = connection.edges
      .map(({ node }) => node)
      .sort(byActivity)
      .at(-1);
    // Older than what is loaded: its page brings it in its place.
    if (connection.pageInfo.hasNextPage && last && byActivity(conversation, last) > 0) return;
    this.apollo.client.cache.updateQuery({ query: ConversationsDocument, variables }, (data) => {
      if (!data) return undefined;
      const edge = { __typename: 'ConversationEdge' as const, cursor: '', node: conversation };
      return { ...data, conversations: { ...data.conversations, edges: [edge, ...data.conversations.edges] } };
    });
  }
}
