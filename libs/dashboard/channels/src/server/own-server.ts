import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { takeUntilDestroyed, toObservable } from '@angular/core/rxjs-interop';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Attempt, GraphqlClient, LiveEvents, liveQuery } from '@prosa/dashboard/data-access';
import { Confirm, Field, FieldControl, Icon, TimeAgo } from '@prosa/dashboard/ui';
import { filter, map, switchMap, take } from 'rxjs';
import {
  EvolutionServerEventsSubscription,
  EvolutionServerQuery,
  RemoveEvolutionServerMutation,
  SaveEvolutionServerMutation,
} from '../channels.documents';

const KNOWN = [
  'INVALID_URL',
  'HOST_NOT_ALLOWED',
  'PRIVATE_ADDRESS',
  'UNREACHABLE',
  'KEY_REFUSED',
  'NOT_EVOLUTION',
  'IN_USE',
];

/** Whose Evolution the numbers are linked by: the installation's, or one that the owner names. */
@Component({
  selector: 'prosa-own-server',
  imports: [Field, FieldControl, Icon, MatButton, TimeAgo, TranslocoDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './own-server.html',
  styleUrls: ['../integration-card.scss', './own-server.scss'],
})
export class OwnServer {
  private readonly graphql = inject(GraphqlClient);
  private readonly confirm = inject(Confirm);
  private readonly transloco = inject(TranslocoService);
  private readonly live = inject(LiveEvents);
  private readonly query = liveQuery(EvolutionServerQuery);
  protected readonly server = computed(() => this.query.data()?.evolutionServer ?? null);
  /** One that the operator allows no longer is still shown, to be left. */
  protected readonly isShown = computed(() => !!this.query.data()?.evolutionServerAllowed || this.server() !== null);
  protected readonly isAllowed = computed(() => !!this.query.data()?.evolutionServerAllowed);
  protected readonly editing = signal(false);
  protected readonly url = signal('');
  protected readonly key = signal('');
  protected readonly done = signal<'saved' | 'removed' | null>(null);
  protected readonly attempt = new Attempt();
  protected readonly errors = computed(() => {
    const error = this.attempt.userErrors()[0];
    const code = error?.code ?? (this.attempt.problem() ? 'OTHER' : null);
    const words = code && `channels.server.error.${KNOWN.includes(code) ? code : 'OTHER'}`;
    const field = this.editing() ? error?.path?.[0] : undefined;
    return {
      url: field === 'url' ? words : null,
      apiKey: field === 'apiKey' ? words : null,
      other: field === 'url' || field === 'apiKey' ? null : words,
    };
  });

  constructor() {
    // Somebody else may choose one meanwhile.
    toObservable(this.query.data)
      .pipe(
        map((data) => data?.eventCursor),
        filter((cursor) => cursor !== undefined),
        take(1),
        switchMap((after) => this.live.follow(EvolutionServerEventsSubscription, { after })),
        takeUntilDestroyed(),
      )
      .subscribe(() => void this.query.refetch());
  }

  protected edit(): void {
    this.forget();
    this.url.set(this.server()?.url ?? '');
    this.editing.set(true);
  }

  protected cancel(): void {
    this.forget();
    this.editing.set(false);
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    this.done.set(null);
    const input = { url: this.url().trim(), apiKey: this.key().trim() };
    const saved = await this.attempt.run(
      async () => (await this.graphql.mutate(SaveEvolutionServerMutation, { input })).saveEvolutionServer.userErrors,
    );
    if (saved) await this.settle('saved');
  }

  protected async remove(): Promise<void> {
    this.cancel();
    const agreed = await this.confirm.ask({
      title: this.transloco.translate('channels.server.removeTitle'),
      text: this.transloco.translate('channels.server.removeText'),
      confirm: this.transloco.translate('channels.server.removeConfirm'),
      danger: true,
    });
    if (!agreed) return;
    const removed = await this.attempt.run(
      async () => (await this.graphql.mutate(RemoveEvolutionServerMutation, {})).removeEvolutionServer.userErrors,
    );
    if (removed) await this.settle('removed');
  }

  private async settle(done: 'saved' | 'removed'): Promise<void> {
    this.cancel();
    await this.query.refetch();
    this.done.set(done);
  }

  /** The key, too: it is nowhere but where it was sent. */
  private forget(): void {
    this.key.set('');
    this.done.set(null);
    this.attempt.userErrors.set([]);
    this.attempt.problem.set(undefined);
  }
}
