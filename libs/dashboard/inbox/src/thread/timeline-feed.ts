import { computed, inject, Injectable, signal } from '@angular/core';
import { Apollo } from 'apollo-angular';
import { type InboxTimelineQuery, type InboxTimelineQueryVariables, liveQuery } from '@prosa/dashboard/data-access';
import { TimelineDocument } from '../inbox.documents';
import type { Message } from '../inbox.model';
import { InboxLive } from '../live/inbox-live';

const PAGE = 40;

type Timeline = Extract<NonNullable<InboxTimelineQuery['node']>, { __typename: 'Conversation' }>;

const timelineOf = (data: InboxTimelineQuery | null | undefined): Timeline | null =>
  data?.node?.__typename === 'Conversation' ? data.node : null;

/** The messages of the open conversation: the newest page, older ones as one scrolls up, new ones as they come. */
@Injectable()
export class TimelineFeed {
  private readonly apollo = inject(Apollo);
  private readonly live = inject(InboxLive);

  readonly conversationId = signal<string | null>(null);
  readonly loadingOlder = signal(false);
  readonly olderFailed = signal(false);

  private readonly variables = computed<InboxTimelineQueryVariables | null>(() => {
    const id = this.conversationId();
    return id && this.live.ready() ? { id, first: PAGE } : null;
  });
  private readonly query = liveQuery(TimelineDocument, () => this.variables());
  private readonly timeline = computed(() => timelineOf(this.query.data()));

  readonly messages = computed<Message[]>(() => {
    const edges = this.timeline()?.messages.edges ?? [];
    return [...new Map(edges.map(({ node }) => [node.id, node])).values()];
  });
  readonly phase = this.query.phase;
  readonly problem = this.query.problem;
  readonly hasOlder = computed(() => this.timeline()?.messages.pageInfo.hasNextPage ?? false);

  async retry(): Promise<void> {
    await this.live.start();
    await this.query.refetch();
  }

  async loadOlder(): Promise<void> {
    const page = this.timeline()?.messages.pageInfo;
    if (!page?.hasNextPage || this.loadingOlder()) return;
    this.loadingOlder.set(true);
    this.olderFailed.set(false);
    try {
      await this.query.fetchMore({ after: page.endCursor });
    } catch {
      this.olderFailed.set(true);
    } finally {
      this.loadingOlder.set(false);
    }
  }

  admit(conversationId: string, message: Message): void {
    const variables = this.variables();
    if (!variables || conversationId !== variables.id) return;
    this.apollo.client.cache.updateQuery({ query: TimelineDocument, variables }, (data) => {
      const timeline = timelineOf(data);
      if (!data || !timeline || timeline.messages.edges.some(({ node }) => node.id === message.id)) return undefined;
      const edge = { __typename: 'MessageEdge' as const, cursor: '', node: message };
      const edges = [edge, ...timeline.messages.edges];
      return { ...data, node: { ...timeline, messages: { ...timeline.messages, edges } } };
    });
  }
}
