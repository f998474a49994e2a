import { computed, inject, Injectable } from '@angular/core';
import { takeUntilDestroyed, toObservable } from '@angular/core/rxjs-interop';
import { LiveEvents, liveQuery, SessionStore, type Role } from '@prosa/dashboard/data-access';
import { filter, map, switchMap, take } from 'rxjs';
import { MembersQuery, PeopleEventsSubscription } from './settings.documents';

/** Who is in the workspace and in which teams, kept fresh while a screen shows it. */
@Injectable()
export class People {
  private readonly session = inject(SessionStore);
  private readonly live = inject(LiveEvents);
  readonly query = liveQuery(MembersQuery);
  readonly members = computed(() =>
    (this.query.data()?.members.edges ?? [])
      .map(({ node }) => node)
      .sort((a, b) => a.user.name.localeCompare(b.user.name)),
  );
  readonly active = computed(() => this.members().filter((member) => member.active));
  readonly gone = computed(() => this.members().filter((member) => !member.active));
  readonly teams = computed(() => [...(this.query.data()?.teams ?? [])].sort((a, b) => a.name.localeCompare(b.name)));
  readonly roles = computed(() => this.query.data()?.roles ?? []);
  readonly me = computed(() => this.session.viewer()?.member.id);
  readonly mayManage = computed(() => this.session.can('member:manage'));
  /** Whom the reader may invite, change and deactivate: the server's own table says. */
  readonly below = computed<readonly Role[]>(
    () => this.roles().find(({ role }) => role === this.session.viewer()?.member.role)?.manages ?? [],
  );
  readonly next = computed(() => {
    const page = this.query.data()?.members.pageInfo;
    return page?.hasNextPage ? page.endCursor : null;
  });

  constructor() {
    toObservable(this.query.data)
      .pipe(
        map((data) => data?.eventCursor),
        filter((cursor) => cursor !== undefined),
        take(1),
        switchMap((after) => this.live.follow(PeopleEventsSubscription, { after })),
        takeUntilDestroyed(),
      )
      .subscribe(() => void this.query.refetch());
  }
}
