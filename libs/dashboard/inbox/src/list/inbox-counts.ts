import { computed, inject, Injectable } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { LiveEvents, liveQuery } from '@prosa/dashboard/data-access';
import { merge, throttleTime } from 'rxjs';
import { InboxCountsDocument } from '../inbox.documents';
import { InboxLive } from '../live/inbox-live';
import type { InboxView } from './inbox-view';

/** However fast conversations change, the counts are asked for once in this time. */
const AT_MOST_EVERY_MS = 1_000;

/** How many wait in each view. The server counts: after each event that changes a conversation, never by the clock. */
@Injectable()
export class InboxCounts {
  private readonly live = inject(InboxLive);
  private readonly query = liveQuery(InboxCountsDocument, () => (this.live.ready() ? {} : null));

  readonly of = computed<Partial<Record<InboxView, number>>>(() => this.query.data()?.inboxCounts ?? {});

  constructor() {
    merge(this.live.conversations, this.live.forgotten, inject(LiveEvents).resynced)
      .pipe(throttleTime(AT_MOST_EVERY_MS, undefined, { leading: true, trailing: true }), takeUntilDestroyed())
      .subscribe(() => void this.query.refetch());
  }
}
