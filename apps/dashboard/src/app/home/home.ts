import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { takeUntilDestroyed, toObservable } from '@angular/core/rxjs-interop';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import type { Problem } from '@prosa/dashboard/data-access';
import {
  ActivateAgentMutation,
  GraphqlClient,
  LiveEvents,
  LiveIntegrations,
  liveQuery,
  problemOf,
  SessionStore,
} from '@prosa/dashboard/data-access';
import { Icon, LoadState, Page, ProblemNotice } from '@prosa/dashboard/ui';
import { filter, map, switchMap, take } from 'rxjs';
import { SetupAway } from './setup-away';
import { setupSteps } from './setup-steps';
import { SetupEventsSubscription, SetupQuery } from './setup.documents';

@Component({
  selector: 'prosa-home',
  imports: [Icon, LoadState, MatButton, Page, ProblemNotice, RouterLink, TranslocoDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './home.html',
  styleUrl: './home.scss',
})
export class Home {
  private readonly live = inject(LiveEvents);
  protected readonly setup = liveQuery(SetupQuery);
  private readonly session = inject(SessionStore);
  private readonly graphql = inject(GraphqlClient);
  private readonly router = inject(Router);
  private readonly setupAway = inject(SetupAway);
  protected readonly firstName = computed(() => this.session.viewer()?.user.name.split(' ')[0] ?? '');
  protected readonly busy = signal(false);
  protected readonly problem = signal<Problem | undefined>(undefined);
  protected readonly steps = computed(() => {
    const data = this.setup.data();
    return data ? setupSteps(data) : [];
  });
  protected readonly done = computed(() => this.steps().filter((step) => step.done).length);
  protected readonly next = computed(() => this.steps().find((step) => !step.done && step.link)?.name);
  protected readonly finished = computed(() => this.steps().length > 0 && this.done() === this.steps().length);

  constructor() {
    inject(LiveIntegrations).changes.pipe(takeUntilDestroyed()).subscribe();
    toObservable(this.setup.data)
      .pipe(
        map((data) => data?.eventCursor),
        filter((cursor) => cursor !== undefined),
        take(1),
        switchMap((after) => this.live.follow(SetupEventsSubscription, { after })),
        // A message matters only until the first one is here; the rest changes rarely.
        filter(({ events }) => !/^(MESSAGE|CONVERSATION)_/.test(events.type) || !this.received()),
        takeUntilDestroyed(),
      )
      .subscribe(() => void this.setup.refetch());
  }

  /** Where it stands; an agent that knows too little is opened instead: there it says what is missing. */
  protected async activate(id: string): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.problem.set(undefined);
    try {
      const { setAgentStatus } = await this.graphql.mutate(ActivateAgentMutation, { input: { id, status: 'ACTIVE' } });
      if (setAgentStatus.userErrors.length > 0) await this.router.navigate(['/agents', id]);
      else await this.setup.refetch();
    } catch (error) {
      this.problem.set(problemOf(error));
    } finally {
      this.busy.set(false);
    }
  }

  protected async putAway(): Promise<void> {
    this.setupAway.put(true);
    await this.router.navigate(['/inbox']);
  }

  private received(): boolean {
    return this.steps().some((step) => step.name === 'message' && step.done);
  }
}
