import { computed, DestroyRef, inject, Injectable, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import type { Availability } from '@prosa/dashboard/data-access';
import { EventCursorQuery, GraphqlClient, LiveEvents, SessionStore } from '@prosa/dashboard/data-access';
import { defer, filter, switchMap } from 'rxjs';
import { OwnMemberEventsSubscription, SetAvailabilityMutation } from './shell.documents';

/** The reader as a member: what somebody changes of them, a role or whether they are there, holds on the open screen at once. */
@Injectable({ providedIn: 'root' })
export class OwnMember {
  private readonly session = inject(SessionStore);
  private readonly graphql = inject(GraphqlClient);
  private readonly live = inject(LiveEvents);
  private readonly chosen = signal<Availability | null>(null);
  readonly availability = computed(() => this.chosen() ?? this.session.viewer()?.member.availability ?? 'OFFLINE');

  /** Call where the signed-in screen is made; it ends with it. */
  follow(): void {
    defer(() => this.graphql.query(EventCursorQuery, {}))
      .pipe(
        switchMap(({ eventCursor: after }) => this.live.follow(OwnMemberEventsSubscription, { after })),
        filter(({ events }) => events.nodeId === this.session.viewer()?.member.id),
        takeUntilDestroyed(inject(DestroyRef)),
      )
      // What cannot be read now is read with the next page: nothing on the screen depends on it.
      .subscribe({ next: () => void this.session.refresh(), error: () => undefined });
  }

  /** Shown at once; taken back when the server does not take it. */
  async setAvailability(availability: Availability): Promise<void> {
    const id = this.session.viewer()?.member.id;
    if (!id || availability === this.availability()) return;
    this.chosen.set(availability);
    try {
      const { updateMember } = await this.graphql.mutate(SetAvailabilityMutation, { id, availability });
      if (updateMember.userErrors.length === 0) await this.session.refresh();
    } catch {
      // The mark goes back to what the server has.
    } finally {
      this.chosen.set(null);
    }
  }
}
