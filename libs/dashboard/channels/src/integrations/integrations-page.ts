import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { takeUntilDestroyed, toObservable } from '@angular/core/rxjs-interop';
import { MatButton } from '@angular/material/button';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { LiveEvents, LiveIntegrations, liveQuery, SessionStore } from '@prosa/dashboard/data-access';
import { Icon, LoadState, Page, PhonePipe, Status, TimeAgo } from '@prosa/dashboard/ui';
import { filter, map, switchMap, take } from 'rxjs';
import { IntegrationEventsSubscription, IntegrationsQuery } from '../channels.documents';
import { OwnServer } from '../server/own-server';
import { ReasonText } from '../state/reason-text';
import { statusTone } from '../state/state-look';

const ATTENTION = ['ACTION_NEEDED', 'FAILED', 'DISCONNECTED', 'DEGRADED'];

@Component({
  selector: 'prosa-integrations-page',
  imports: [
    Icon,
    LoadState,
    MatButton,
    MatMenu,
    MatMenuItem,
    MatMenuTrigger,
    OwnServer,
    Page,
    PhonePipe,
    ReasonText,
    RouterLink,
    Status,
    TimeAgo,
    TranslocoDirective,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './integrations-page.html',
  styleUrls: ['../integration-card.scss', './integrations-page.scss'],
})
export class IntegrationsPage {
  private readonly live = inject(LiveEvents);
  private readonly session = inject(SessionStore);
  protected readonly mayConnect = computed(() => this.session.can('channel:manage'));
  /** Only who may remove a number is told of removals that do not end. */
  protected readonly query = liveQuery(IntegrationsQuery, () => ({ removals: this.mayConnect() }));
  private readonly channels = computed(() => this.query.data()?.integrations ?? []);
  protected readonly groups = computed(() => {
    const attention = this.channels().filter((channel) => ATTENTION.includes(channel.status));
    const rest = this.channels().filter((channel) => !ATTENTION.includes(channel.status));
    return [
      { name: 'attention', channels: attention },
      { name: 'connected', channels: rest },
    ].filter((group) => group.channels.length > 0);
  });
  protected readonly agents = computed(() => this.query.data()?.agents.edges.map((edge) => edge.node) ?? []);
  protected readonly mayChooseServer = computed(() => this.session.can('server:manage'));
  protected readonly removals = computed(() => this.query.data()?.channelRemovals ?? []);
  protected readonly tone = statusTone;

  constructor() {
    inject(LiveIntegrations).changes.pipe(takeUntilDestroyed()).subscribe();
    toObservable(this.query.data)
      .pipe(
        map((data) => data?.eventCursor),
        filter((cursor) => cursor !== undefined),
        take(1),
        switchMap((after) => this.live.follow(IntegrationEventsSubscription, { after })),
        takeUntilDestroyed(),
      )
      .subscribe(() => void this.query.refetch());
  }
}
