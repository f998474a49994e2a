import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { takeUntilDestroyed, toObservable } from '@angular/core/rxjs-interop';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { LiveEvents, LiveIntegrations, liveQuery, SessionStore } from '@prosa/dashboard/data-access';
import { Icon, LoadState, Page } from '@prosa/dashboard/ui';
import { filter, map, switchMap, take } from 'rxjs';
import { setupSteps } from './setup-steps';
import { SetupEventsSubscription, SetupQuery } from './setup.documents';

@Component({
  selector: 'prosa-home',
  imports: [Icon, LoadState, MatButton, Page, RouterLink, TranslocoDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './home.html',
  styleUrl: './home.scss',
})
export class Home {
  private readonly live = inject(LiveEvents);
  protected readonly setup = liveQuery(SetupQuery);
  private readonly session = inject(SessionStore);
  protected readonly tenant = computed(() => this.session.viewer()?.tenant.name ?? '');
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

  private received(): boolean {
    return this.steps().some((step) => step.name === 'message' && step.done);
  }
}
