import { inject, Injectable } from '@angular/core';
import type { TypedDocumentNode } from '@apollo/client';
import { Apollo } from 'apollo-angular';
import { defer, EMPTY, firstValueFrom, Observable, repeat, retry, Subject, takeUntil, timer } from 'rxjs';
import { hasCode } from '../graphql/problem';
import type { ResumeContext, ResumePoint } from '../graphql/resumable-link';
import { EventCursorQuery } from '../session/session.documents';
import { SessionStore } from '../session/session-store';
import { reconnectDelay } from './reconnect-delay';

/** Apollo would let a second follower join a running subscription, where it would miss what came before it. */
const ALONE = { queryDeduplication: false };

type EventRoot = { cursor?: string } | null | undefined;
/** Each event subscription has one root field, and that field is an event with its cursor. */
type Rooted = Record<string, unknown>;

export interface FollowOptions<TVariables> {
  readonly variables?: Omit<TVariables, 'after'>;
  /** `eventCursor` as read in the same operation as the data on the screen. */
  readonly after: string;
}

/**
 * Follows the event log. Each follower keeps the cursor of the last event it was given and goes on from there after every cut,
 * so that nothing is missed and nothing comes twice. Results are written to the cache before they are handed on.
 */
@Injectable({ providedIn: 'root' })
export class LiveEvents {
  private readonly apollo = inject(Apollo);
  private readonly session = inject(SessionStore);
  private readonly resyncs = new Subject<void>();
  private resync: Promise<string> | undefined;

  /** The log no longer held our position: everything on the screen was read again. */
  readonly resynced = this.resyncs.asObservable();

  /** Select `cursor` in the document's root field. Never errors; completes when the session ends. */
  follow<TData, TVariables extends { after?: string | null }>(
    document: TypedDocumentNode<TData, TVariables>,
    { variables, after }: FollowOptions<TVariables>,
  ): Observable<TData> {
    return defer(() => {
      const resume: ResumePoint = { cursor: after };
      return this.run(document, { ...variables } as Record<string, unknown>, resume);
    }).pipe(takeUntil(this.session.ended));
  }

  /**
   * For subscriptions that start with the current state and have no cursor (`channelConnection`, `integrationChanged`).
   * `ends`: the server's end is the answer (`channelQrCode`), not an interruption.
   */
  watch<TData, TVariables extends Record<string, unknown>>(
    document: TypedDocumentNode<TData, TVariables>,
    variables: TVariables,
    { ends = false }: { ends?: boolean } = {},
  ): Observable<TData> {
    const once = new Observable<TData>((subscriber) =>
      this.apollo
        .subscribe<TData, TVariables>({ query: document, variables, errorPolicy: 'none', context: ALONE })
        .subscribe({
          next: (result) => {
            if (result.error) subscriber.error(result.error);
            else if (result.data) subscriber.next(result.data as TData);
          },
          error: (error: unknown) => subscriber.error(error),
          complete: () => subscriber.complete(),
        }),
    );
    const whole = ends ? once : once.pipe(repeat({ delay: (times) => this.again(times) }));
    return whole.pipe(
      retry({ delay: (error, attempt) => this.after(error, attempt), resetOnSuccess: true }),
      takeUntil(this.session.ended),
    );
  }

  private run<TData>(
    document: TypedDocumentNode<TData, never>,
    variables: Record<string, unknown>,
    resume: ResumePoint,
  ): Observable<TData> {
    const context: ResumeContext = { resume };
    return new Observable<TData>((subscriber) =>
      this.apollo
        .subscribe({
          query: document as TypedDocumentNode<Rooted, Record<string, unknown>>,
          variables: { ...variables, after: resume.cursor },
          context: { ...context, ...ALONE },
          errorPolicy: 'none',
        })
        .subscribe({
          next: (result) => {
            if (result.error) return subscriber.error(result.error);
            const root = Object.values(result.data ?? {})[0] as EventRoot;
            if (root?.cursor) resume.cursor = root.cursor;
            if (result.data) subscriber.next(result.data as TData);
          },
          error: (error: unknown) => subscriber.error(error),
          complete: () => subscriber.complete(),
        }),
    ).pipe(
      // A server that stops ends its subscriptions politely; we still want the rest.
      repeat({ delay: (times) => this.again(times) }),
      retry({
        delay: async (error, attempt) => {
          if (hasCode(error, 'CURSOR_EXPIRED')) resume.cursor = await this.readAgain();
          else await firstValueFrom(this.after(error, attempt), { defaultValue: 0 });
        },
        resetOnSuccess: true,
      }),
    );
  }

  /** One resync at a time, however many followers lost their place: the head first, then everything on the screen. */
  private readAgain(): Promise<string> {
    return (this.resync ??= (async () => {
      try {
        const head = await firstValueFrom(this.apollo.query({ query: EventCursorQuery, fetchPolicy: 'network-only' }));
        await this.apollo.client.refetchQueries({ include: 'active' });
        this.resyncs.next();
        return head.data?.eventCursor as string;
      } finally {
        this.resync = undefined;
      }
    })());
  }

  private again(times: number): Observable<number> {
    return this.session.signedIn() ? timer(reconnectDelay(Math.min(times, 6))) : EMPTY;
  }

  private after(error: unknown, attempt: number): Observable<number> {
    if (hasCode(error, 'UNAUTHENTICATED')) return EMPTY;
    return timer(reconnectDelay(Math.min(attempt + 1, 6)));
  }
}
