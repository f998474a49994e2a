import type { Signal } from '@angular/core';
import { computed, inject, signal } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import type { OperationVariables, TypedDocumentNode } from '@apollo/client';
import type { QueryRef } from 'apollo-angular';
import { Apollo } from 'apollo-angular';
import { map, of, switchMap, tap } from 'rxjs';
import type { Problem } from './problem';
import { problemOf } from './problem';

export type QueryPhase = 'loading' | 'ready' | 'error';

/** A watched query as signals: old data stays while it is read again, an error never throws. */
export interface LiveQuery<TData, TVariables extends OperationVariables> {
  readonly data: Signal<TData | undefined>;
  /** `error` only while there is nothing to show; a failed refetch leaves `ready` and sets `problem`. */
  readonly phase: Signal<QueryPhase>;
  readonly problem: Signal<Problem | undefined>;
  readonly refreshing: Signal<boolean>;
  refetch(): Promise<void>;
  fetchMore(variables: Partial<TVariables>): Promise<void>;
}

interface Snapshot<TData> {
  data?: TData;
  loading: boolean;
  problem?: Problem;
}

/** Call in an injection context. Variables that are `null` mean: nothing to ask yet. */
export function liveQuery<TData, TVariables extends OperationVariables>(
  query: TypedDocumentNode<TData, TVariables>,
  variables: () => TVariables | null = () => ({}) as TVariables,
): LiveQuery<TData, TVariables> {
  const apollo = inject(Apollo);
  const ref = signal<QueryRef<TData, TVariables> | undefined>(undefined);
  const asked = computed(variables, { equal: (a, b) => JSON.stringify(a) === JSON.stringify(b) });
  const snapshot = toSignal(
    toObservable(asked).pipe(
      switchMap((current) => {
        if (!current) return of<Snapshot<TData>>({ loading: true });
        const watched = apollo.watchQuery({ query, variables: current } as Apollo.WatchQueryOptions<TData, TVariables>);
        return watched.valueChanges.pipe(
          map((result): Snapshot<TData> => ({
            ...(result.dataState === 'complete' ? { data: result.data as TData } : {}),
            loading: result.loading,
            ...(result.error ? { problem: problemOf(result.error) } : {}),
          })),
          tap({ subscribe: () => ref.set(watched) }),
        );
      }),
    ),
    { initialValue: { loading: true } as Snapshot<TData> },
  );
  return {
    data: computed(() => snapshot().data),
    phase: computed(() => (snapshot().data ? 'ready' : snapshot().problem ? 'error' : 'loading')),
    problem: computed(() => snapshot().problem),
    refreshing: computed(() => snapshot().loading && !!snapshot().data),
    // What goes wrong shows in `problem`: nobody has to catch it again.
    refetch: async () =>
      void (await ref()
        ?.refetch()
        .catch(() => undefined)),
    fetchMore: async (more) => void (await ref()?.fetchMore({ variables: more as TVariables })),
  };
}
