import { computed, inject, Injectable, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { GraphqlClient, LiveEvents } from '@prosa/dashboard/data-access';
import { ActivityDocument } from '../inbox.documents';
import { InboxLive } from '../live/inbox-live';
import type { Activity } from './activity-line';

const PAGE = 50;

/** What was done with the open conversation, as far back as the messages at hand go, and as it happens. */
@Injectable()
export class ActivityFeed {
  private readonly client = inject(GraphqlClient);
  private readonly live = inject(InboxLive);

  readonly conversationId = signal<string | null>(null);
  private readonly byId = signal<ReadonlyMap<string, Activity>>(new Map());
  private after: string | null = null;
  private whole = false;
  private reading = false;

  /** Oldest first. */
  readonly all = computed(() => [...this.byId().values()].sort((a, b) => (a.sortKey < b.sortKey ? -1 : 1)));

  constructor() {
    this.live.activities.pipe(takeUntilDestroyed()).subscribe(({ conversationId, activity }) => {
      if (conversationId === this.conversationId()) this.keep([activity]);
    });
    inject(LiveEvents)
      .resynced.pipe(takeUntilDestroyed())
      .subscribe(() => void this.readAgain());
  }

  /** Reads back until what is older than this message; null: as far as it goes. One reading at a time. */
  async reach(sortKey: string | null): Promise<void> {
    const id = this.conversationId();
    if (!id || this.reading) return;
    this.reading = true;
    try {
      while (!this.whole && !this.reaches(sortKey)) await this.readPage(id);
    } catch {
      // The messages are there without it; the next page asks again.
    } finally {
      this.reading = false;
    }
  }

  private async readAgain(): Promise<void> {
    this.after = null;
    this.whole = false;
    this.oldest = null;
    await this.reach(this.wanted);
  }

  private oldest: string | null = null;
  private wanted: string | null = null;

  private reaches(sortKey: string | null): boolean {
    this.wanted = sortKey;
    return sortKey !== null && this.oldest !== null && this.oldest <= sortKey;
  }

  private async readPage(id: string): Promise<void> {
    const { node } = await this.client.query(ActivityDocument, { id, first: PAGE, after: this.after });
    if (node?.__typename !== 'Conversation') return void (this.whole = true);
    const lines = node.activity.edges.map((edge) => edge.node);
    this.keep(lines);
    this.oldest = lines.at(-1)?.sortKey ?? this.oldest;
    this.after = node.activity.pageInfo.endCursor ?? null;
    this.whole = !node.activity.pageInfo.hasNextPage;
  }

  private keep(lines: readonly Activity[]): void {
    this.byId.update((known) => new Map([...known, ...lines.map((line) => [line.id, line] as const)]));
  }
}
