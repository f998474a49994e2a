import { ChangeDetectionStrategy, Component, computed, DestroyRef, effect, inject, input, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import type { ChannelPartsFragment } from '@prosa/dashboard/data-access';
import {
  Attempt,
  ActivateAgentMutation,
  GraphqlClient,
  LiveIntegrations,
  liveQuery,
  SessionStore,
} from '@prosa/dashboard/data-access';
import {
  EmptyState,
  Field,
  FieldControl,
  Icon,
  LoadState,
  Notice,
  Page,
  parsePhone,
  PhonePipe,
  ProblemNotice,
  Status,
} from '@prosa/dashboard/ui';
import { AudienceChoice } from '../audience/audience-choice';
import {
  ConnectAgentQuery,
  ConnectEvolutionMutation,
  DeleteChannelMutation,
  ReconnectChannelMutation,
} from '../channels.documents';
import { ReasonText } from '../state/reason-text';
import { isPairing, stateLook } from '../state/state-look';
import { channelLink } from './channel-link';
import { QrView } from './qr-view';
import { SafetyNote } from './safety-note';
import { TEST_PHONE_URL, testPhoneLink } from './test-phone';

type Method = 'QR' | 'CODE';
const NEVER_SPIN_LONGER = 30_000;

@Component({
  selector: 'prosa-connect-page',
  imports: [
    AudienceChoice,
    EmptyState,
    Field,
    FieldControl,
    Icon,
    LoadState,
    MatButton,
    Notice,
    Page,
    PhonePipe,
    ProblemNotice,
    QrView,
    ReasonText,
    RouterLink,
    SafetyNote,
    Status,
    TranslocoDirective,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './connect-page.html',
  styleUrl: './connect-page.scss',
})
export class ConnectPage {
  private readonly graphql = inject(GraphqlClient);
  private readonly session = inject(SessionStore);
  private readonly router = inject(Router);
  private readonly phoneBase = inject(TEST_PHONE_URL);
  /** The agent's. */
  readonly id = input.required<string>();

  protected readonly query = liveQuery(ConnectAgentQuery, () => ({ id: this.id() }));
  protected readonly agent = computed(() => {
    const node = this.query.data()?.node;
    return node && 'channels' in node ? node : undefined;
  });
  protected readonly mayConnect = computed(() => this.session.can('channel:manage'));
  protected readonly mayActivate = computed(() => this.session.can('agent:manage'));

  private readonly started = signal<string | undefined>(undefined);
  protected readonly another = signal(false);
  /** The channel on the screen: the one just begun, else an unfinished one, else a connected one. */
  protected readonly channel = computed<ChannelPartsFragment | undefined>(() => {
    const channels = this.agent()?.channels ?? [];
    const started = channels.find((channel) => channel.id === this.started());
    if (started || this.another()) return started;
    return channels.find((channel) => channel.connection.state !== 'CONNECTED') ?? channels[0];
  });
  private readonly channelId = computed(() => this.started() ?? this.channel()?.id);
  protected readonly link = channelLink(this.channelId);
  protected readonly state = computed(() => this.link.connection()?.state ?? this.channel()?.connection.state);
  protected readonly look = computed(() => stateLook(this.state() ?? 'NOT_CONNECTED'));
  protected readonly pairing = computed(() => isPairing(this.state() ?? 'NOT_CONNECTED'));
  protected readonly reason = computed(() => this.link.connection()?.reason ?? this.channel()?.connection.reason);
  protected readonly problemText = computed(() => this.link.connection()?.channel.problem ?? this.channel()?.problem);
  protected readonly attention = computed(
    () => (this.link.connection()?.channel.status ?? this.channel()?.status) === 'ACTION_NEEDED' && this.pairing(),
  );
  protected readonly number = computed(
    () => this.link.connection()?.channel.phoneNumber ?? this.channel()?.phoneNumber ?? '',
  );
  protected readonly testPhone = computed(() => {
    const channel = this.channel();
    return channel ? testPhoneLink(this.phoneBase, channel.instanceName) : null;
  });

  // On a phone one cannot scan one's own screen: the code to type comes first there.
  protected readonly method = signal<Method>(matchMedia('(max-width: 599px)').matches ? 'CODE' : 'QR');
  protected readonly phone = signal('');
  protected readonly phoneError = signal<string | null>(null);
  protected readonly attempt = new Attempt();
  protected readonly slow = signal(false);
  protected readonly typed = computed(() => this.method() === 'CODE' || !this.link.code()?.imageDataUrl);
  /** The help follows what is on the screen, and before that the choice. */
  protected readonly helps = computed(() => {
    const code = this.link.code();
    return code ? (this.typed() && code.pairingCode ? 'code' : 'qr') : this.method() === 'CODE' ? 'code' : 'qr';
  });
  protected readonly helpSteps = [1, 2, 3] as const;

  constructor() {
    inject(LiveIntegrations)
      .changes.pipe(takeUntilDestroyed())
      .subscribe(({ integrationChanged: changed }) => {
        // Begun in another tab, or by a colleague: it belongs here too.
        const mine = changed.agents.some(({ id }) => id === this.id());
        const known = this.agent()?.channels.some(({ id }) => id === changed.id) ?? true;
        if (mine && !known) void this.query.refetch();
      });
    let deadline: ReturnType<typeof setTimeout> | undefined;
    effect(() => {
      const waits = this.look().busy || (this.state() === 'WAITING_SCAN' && !this.link.code());
      const since = this.link.connection()?.since;
      clearTimeout(deadline);
      this.slow.set(false);
      if (waits && since) deadline = setTimeout(() => this.slow.set(true), NEVER_SPIN_LONGER);
    });
    inject(DestroyRef).onDestroy(() => clearTimeout(deadline));
  }

  protected async start(event?: Event): Promise<void> {
    event?.preventDefault();
    const pairingPhone = this.method() === 'CODE' ? parsePhone(this.phone()) : null;
    if (pairingPhone === undefined) return this.phoneError.set('channels.connect.phoneError');
    this.phoneError.set(null);
    await this.attempt.run(async () => {
      const { connectEvolutionForAgent: answer } = await this.graphql.mutate(
        ConnectEvolutionMutation,
        { input: { agentId: this.id(), pairingPhone } },
        { refetchQueries: ['ConnectAgent'] },
      );
      if (answer.channel) this.started.set(answer.channel.id);
      return answer.userErrors;
    });
  }

  /** Goes on with the same number and the same way of connecting. */
  protected async again(): Promise<void> {
    const id = this.channelId();
    if (!id) return;
    await this.attempt.run(async () => {
      const { reconnectChannel } = await this.graphql.mutate(ReconnectChannelMutation, { input: { id } });
      return reconnectChannel.userErrors;
    });
  }

  /** Back to the choice; an attempt that never connected leaves nothing behind. */
  protected async startOver(): Promise<void> {
    const channel = this.channel();
    await this.attempt.run(async () => {
      if (channel && !channel.connectedAt) {
        const { deleteChannel } = await this.graphql.mutate(
          DeleteChannelMutation,
          { input: { id: channel.id } },
          { refetchQueries: ['ConnectAgent'] },
        );
        if (deleteChannel.userErrors.length > 0) return deleteChannel.userErrors;
      }
      this.started.set(undefined);
      this.another.set(true);
      return [];
    });
  }

  /** An agent that knows too little to be activated is opened instead: there it says what is missing. */
  protected async activate(): Promise<void> {
    await this.attempt.run(async () => {
      const { setAgentStatus } = await this.graphql.mutate(ActivateAgentMutation, {
        input: { id: this.id(), status: 'ACTIVE' },
      });
      if (setAgentStatus.userErrors.length > 0) await this.router.navigate(['/agents', this.id()]);
      return [];
    });
  }

  protected connectAnother(): void {
    this.started.set(undefined);
    this.another.set(true);
  }
}
