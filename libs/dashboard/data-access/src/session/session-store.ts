import { computed, inject, Injectable, signal } from '@angular/core';
import { Apollo } from 'apollo-angular';
import { firstValueFrom, Subject } from 'rxjs';
import type { ViewerPartsFragment } from '../generated/graphql';
import type { Problem } from '../graphql/problem';
import { problemOf } from '../graphql/problem';
import { LiveSocket } from '../live/live-socket';
import { SessionEnd } from './session-end';
import { LogoutMutation, ViewerQuery } from './session.documents';

export type SignedInViewer = ViewerPartsFragment;

export type SessionEnding = 'signedOut' | 'expired';

/** Who is signed in here. The socket lives exactly as long as a viewer does. */
@Injectable({ providedIn: 'root' })
export class SessionStore {
  private readonly apollo = inject(Apollo);
  private readonly socket = inject(LiveSocket);
  private readonly current = signal<SignedInViewer | null>(null);
  private readonly failure = signal<Problem | null>(null);
  private readonly ends = new Subject<SessionEnding>();
  private loading: Promise<void> | undefined;
  private leaving = false;

  readonly viewer = this.current.asReadonly();
  readonly signedIn = computed(() => this.current() !== null);
  /** Set when the server could not tell who is signed in; `load()` tries again. */
  readonly problem = this.failure.asReadonly();
  /** The session ended, by the viewer's own hand or the server's. */
  readonly ended = this.ends.asObservable();

  constructor() {
    inject(SessionEnd).announced.subscribe(() => void this.forget('expired'));
    this.socket.rejected.subscribe(() => void this.forget('expired'));
  }

  can(permission: string): boolean {
    return this.current()?.permissions.includes(permission) ?? false;
  }

  /** Resolves once it is known whether someone is signed in; asks the server only the first time. */
  ready(): Promise<void> {
    return (this.loading ??= this.load());
  }

  async load(): Promise<void> {
    try {
      const result = await firstValueFrom(this.apollo.query({ query: ViewerQuery, fetchPolicy: 'network-only' }));
      this.failure.set(null);
      if (result.data?.viewer) this.enter(result.data.viewer);
    } catch (error) {
      this.failure.set(problemOf(error));
      this.loading = undefined;
    }
  }

  /** Reads again what may have changed of the viewer meanwhile; when that fails, what is known stays. */
  async refresh(): Promise<void> {
    const answer = this.apollo.query({ query: ViewerQuery, fetchPolicy: 'network-only' });
    const viewer = await firstValueFrom(answer).then(
      ({ data }) => data?.viewer,
      () => null,
    );
    if (viewer && this.current()) this.current.set(viewer);
  }

  /** Called with the viewer that login, register or switchTenant answered. */
  enter(viewer: SignedInViewer): void {
    this.failure.set(null);
    this.loading = Promise.resolve();
    this.current.set(viewer);
    this.socket.open();
  }

  async signOut(): Promise<void> {
    // The server closes the socket before it answers: that is this farewell, not an expiry.
    this.leaving = true;
    try {
      await firstValueFrom(this.apollo.mutate({ mutation: LogoutMutation }));
    } finally {
      this.leaving = false;
      await this.forget('signedOut');
    }
  }

  private async forget(ending: SessionEnding): Promise<void> {
    if (!this.current()) return;
    this.current.set(null);
    this.socket.close();
    this.ends.next(this.leaving ? 'signedOut' : ending);
    await this.apollo.client.clearStore();
  }
}
