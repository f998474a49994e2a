import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { takeUntilDestroyed, toObservable } from '@angular/core/rxjs-interop';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import type { Problem, UserErrorLike } from '@prosa/dashboard/data-access';
import {
  GraphqlClient,
  LiveEvents,
  LiveIntegrations,
  liveQuery,
  problemOf,
  SessionStore,
} from '@prosa/dashboard/data-access';
import {
  Confirm,
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
import { EvidenceText } from '../state/evidence-text';
import { ReasonText } from '../state/reason-text';
import { isPairing, stateLook } from '../state/state-look';

@Component({
  selector: 'prosa-channel-page',
  imports: [
    AudienceChoice,
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

  protected readonly query = liveQuery(ChannelQuery, () => ({ id: this.id() }));
  protected readonly channel = computed(() => {
    const node = this.query.data()?.node;
    return node && 'connection' in node ? node : undefined;
  });
  protected readonly history = computed(() => this.channel()?.connectionHistory.edges ?? []);
  protected readonly agents = computed(() => this.query.data()?.agents.edges.map((edge) => edge.node) ?? []);
  protected readonly agentId = computed(() => this.channel()?.agents[0]?.id ?? '');
  protected readonly look = computed(() => stateLook(this.channel()?.connection.state ?? 'NOT_CONNECTED'));
  protected readonly pairing = computed(() => isPairing(this.channel()?.connection.state ?? 'NOT_CONNECTED'));
  protected readonly mayManage = computed(() => this.session.can('channel:manage'));
  protected readonly busy = signal(false);
  protected readonly problem = signal<Problem | undefined>(undefined);
  protected readonly userErrors = signal<readonly UserErrorLike[]>([]);
  protected readonly stateLook = stateLook;

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

  protected async reconnect(): Promise<void> {
    await this.attempt(async () => {
      const { reconnectChannel } = await this.graphql.mutate(ReconnectChannelMutation, { input: { id: this.id() } });
      this.userErrors.set(reconnectChannel.userErrors);
      const agent = this.agentId();
      // The code appears on the connect page.
      if (reconnectChannel.userErrors.length === 0 && agent) await this.router.navigate(['/agents', agent, 'connect']);
    });
  }

  protected async disconnect(): Promise<void> {
    const agreed = await this.confirm.ask({
      title: this.transloco.translate('channels.disconnect.title'),
      text: this.transloco.translate('channels.disconnect.text'),
      confirm: this.transloco.translate('channels.disconnect.confirm'),
      danger: true,
    });
    if (!agreed) return;
    await this.attempt(async () => {
      const { disconnectChannel } = await this.graphql.mutate(DisconnectChannelMutation, { input: { id: this.id() } });
      this.userErrors.set(disconnectChannel.userErrors);
    });
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
    await this.attempt(async () => {
      const { deleteChannel } = await this.graphql.mutate(DeleteChannelMutation, { input: { id: this.id() } });
      this.userErrors.set(deleteChannel.userErrors);
      if (deleteChannel.userErrors.length === 0) await this.router.navigate(['/integrations']);
    });
  }

  protected async bind(agentId: string): Promise<void> {
    await this.attempt(async () => {
      const { bindChannel } = await this.graphql.mutate(BindChannelMutation, {
        input: { channelId: this.id(), agentId: agentId || null },
      });
      this.userErrors.set(bindChannel.userErrors);
    });
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.problem.set(undefined);
    this.userErrors.set([]);
    try {
      await work();
    } catch (error) {
      this.problem.set(problemOf(error));
    } finally {
      this.busy.set(false);
    }
  }
}
