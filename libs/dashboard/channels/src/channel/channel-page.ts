import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { takeUntilDestroyed, toObservable } from '@angular/core/rxjs-interop';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import {
  Attempt,
  GraphqlClient,
  LiveEvents,
  LiveIntegrations,
  liveQuery,
  SessionStore,
} from '@prosa/dashboard/data-access';
import {
  Confirm,
  CopyButton,
  EmptyState,
  Field,
  FieldControl,
  Icon,
  LoadState,
  Notice,
  Page,
  PhonePipe,
  ProblemNotice,
  Status,
  TimeAgo,
} from '@prosa/dashboard/ui';
import { filter, switchMap } from 'rxjs';
import { AudienceChoice } from '../audience/audience-choice';
import {
  BindChannelMutation,
  ChannelEventsSubscription,
  ChannelQuery,
  DeleteChannelMutation,
  DisconnectChannelMutation,
  ReconnectChannelMutation,
} from '../channels.documents';
import { ChannelTeam } from '../hours/channel-team';
import { ChannelHours } from '../hours/channel-hours';
import { ConnectionHistory } from '../history/connection-history';
import { ChannelSettings } from '../settings/channel-settings';
import { EvidenceText } from '../state/evidence-text';
import { ReasonText } from '../state/reason-text';
import { oneThing } from '../state/one-thing';
import { stateLook } from '../state/state-look';

/** So much of the history is shown until somebody asks for more. */
const NEWEST = 12;

@Component({
  selector: 'prosa-channel-page',
  imports: [
    AudienceChoice,
    ChannelHours,
    ChannelSettings,
    ChannelTeam,
    ConnectionHistory,
    CopyButton,
    EmptyState,
    EvidenceText,
    Field,
    FieldControl,
    Icon,
    LoadState,
    MatButton,
    Notice,
    Page,
    PhonePipe,
    ProblemNotice,
    ReasonText,
    RouterLink,
    Status,
    TimeAgo,
    TranslocoDirective,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './channel-page.html',
  styleUrl: './channel-page.scss',
})
export class ChannelPage {
  private readonly graphql = inject(GraphqlClient);
  private readonly live = inject(LiveEvents);
  private readonly session = inject(SessionStore);
  private readonly router = inject(Router);
  private readonly confirm = inject(Confirm);
  private readonly transloco = inject(TranslocoService);
  readonly id = input.required<string>();

  private readonly whole = signal(false);
  protected readonly query = liveQuery(ChannelQuery, () => ({ id: this.id() }));
  protected readonly channel = computed(() => {
    const node = this.query.data()?.node;
    return node && 'connection' in node ? node : undefined;
  });
  private readonly entries = computed(() => this.channel()?.connectionHistory.edges ?? []);
  protected readonly history = computed(() => (this.whole() ? this.entries() : this.entries().slice(0, NEWEST)));
  protected readonly hasOlder = computed(() => this.history().length < this.entries().length);
  protected readonly agents = computed(() => this.query.data()?.agents.edges.map((edge) => edge.node) ?? []);
  protected readonly teams = computed(() => this.query.data()?.teams ?? []);
  protected readonly agentId = computed(() => this.channel()?.agents[0]?.id ?? '');
  protected readonly look = computed(() => stateLook(this.channel()?.connection.state ?? 'NOT_CONNECTED'));
  protected readonly todo = computed(() => {
    const channel = this.channel();
    return channel ? oneThing(channel.connection.state, channel.problem) : 'none';
  });
  protected readonly isPress = computed(() => ['reconnect', 'relink', 'retry'].includes(this.todo()));
  protected readonly noticeTone = computed(() =>
    this.todo() === 'code' ? 'info' : this.look().tone === 'danger' ? 'danger' : 'warning',
  );
  /** What whoever runs the server has to know. */
  protected readonly details = computed(() => {
    const channel = this.channel();
    return channel
      ? `${channel.displayName} (${channel.instanceName}): ${channel.problem ?? channel.connection.state}`
      : '';
  });
  protected readonly mayManage = computed(() => this.session.can('channel:manage'));
  protected readonly attempt = new Attempt();

  constructor() {
    inject(LiveIntegrations).changes.pipe(takeUntilDestroyed()).subscribe();
    toObservable(computed(() => this.query.data()?.eventCursor, { equal: (a, b) => !a === !b }))
      .pipe(
        filter((cursor) => cursor !== undefined),
        switchMap((after) => this.live.follow(ChannelEventsSubscription, { after })),
        filter(({ events }) => !events.nodeId || events.nodeId === this.id()),
        takeUntilDestroyed(),
      )
      .subscribe(() => void this.query.refetch());
  }

  protected showOlder(): void {
    this.whole.set(true);
  }

  protected async reconnect(): Promise<void> {
    const input = { id: this.id() };
    const asked = await this.attempt.run(
      async () => (await this.graphql.mutate(ReconnectChannelMutation, { input })).reconnectChannel.userErrors,
    );
    const agent = this.agentId();
    // The code, if one is needed, appears on the connect page.
    if (asked && agent) await this.router.navigate(['/agents', agent, 'connect']);
  }

  protected async disconnect(): Promise<void> {
    const agreed = await this.confirm.ask({
      title: this.transloco.translate('channels.disconnect.title'),
      text: this.transloco.translate('channels.disconnect.text'),
      confirm: this.transloco.translate('channels.disconnect.confirm'),
      danger: true,
    });
    if (!agreed) return;
    const input = { id: this.id() };
    await this.attempt.run(
      async () => (await this.graphql.mutate(DisconnectChannelMutation, { input })).disconnectChannel.userErrors,
    );
  }

  protected async remove(): Promise<void> {
    const name = this.channel()?.displayName ?? '';
    const agreed = await this.confirm.ask({
      title: this.transloco.translate('channels.remove.title', { name }),
      text: this.transloco.translate('channels.remove.text'),
      confirm: this.transloco.translate('channels.remove.confirm'),
      danger: true,
      typed: { label: this.transloco.translate('channels.remove.typed', { name }), text: name },
    });
    if (!agreed) return;
    const input = { id: this.id() };
    const removed = await this.attempt.run(
      async () => (await this.graphql.mutate(DeleteChannelMutation, { input })).deleteChannel.userErrors,
    );
    if (removed) await this.router.navigate(['/integrations']);
  }

  protected async bind(agentId: string): Promise<void> {
    const input = { channelId: this.id(), agentId: agentId || null };
    await this.attempt.run(
      async () => (await this.graphql.mutate(BindChannelMutation, { input })).bindChannel.userErrors,
    );
  }
}
