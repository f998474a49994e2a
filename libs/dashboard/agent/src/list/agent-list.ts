import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { takeUntilDestroyed, toObservable } from '@angular/core/rxjs-interop';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { LiveEvents, LiveIntegrations, liveQuery, SessionStore } from '@prosa/dashboard/data-access';
import { Avatar, EmptyState, Icon, LoadState, Page, PhonePipe, Status } from '@prosa/dashboard/ui';
import { filter, map, switchMap, take } from 'rxjs';
import { AgentEventsSubscription, AgentsQuery } from '../agent.documents';
import { statusLook } from '../agent-status';

@Component({
  selector: 'prosa-agent-list',
  imports: [Avatar, EmptyState, Icon, LoadState, MatButton, Page, PhonePipe, RouterLink, Status, TranslocoDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './agent-list.html',
  styleUrl: './agent-list.scss',
})
export class AgentList {
  private readonly live = inject(LiveEvents);
  private readonly session = inject(SessionStore);
  protected readonly query = liveQuery(AgentsQuery);
  protected readonly agents = computed(() => this.query.data()?.agents.edges.map((edge) => edge.node) ?? []);
  protected readonly page = computed(() => this.query.data()?.agents.pageInfo);
  protected readonly mayManage = computed(() => this.session.can('agent:manage'));
  protected readonly mayConnect = computed(() => this.session.can('channel:manage'));
  protected readonly look = statusLook;

  constructor() {
    inject(LiveIntegrations).changes.pipe(takeUntilDestroyed()).subscribe();
    toObservable(this.query.data)
      .pipe(
        map((data) => data?.eventCursor),
        filter((cursor) => cursor !== undefined),
        take(1),
        switchMap((after) => this.live.follow(AgentEventsSubscription, { after })),
        takeUntilDestroyed(),
      )
      .subscribe(() => void this.query.refetch());
  }

  protected more(): void {
    void this.query.fetchMore({ after: this.page()?.endCursor ?? null });
  }
}
