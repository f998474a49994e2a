import { inject, Injectable } from '@angular/core';
import type { OperationVariables, TypedDocumentNode } from '@apollo/client';
import { Apollo } from 'apollo-angular';
import { firstValueFrom } from 'rxjs';
import { ProblemError, problemOf } from './problem';

/** One-off operations as promises; a failure is a `ProblemError` whose `problem` a screen can show. */
@Injectable({ providedIn: 'root' })
export class GraphqlClient {
  private readonly apollo = inject(Apollo);

  async query<TData, TVariables extends OperationVariables>(
    query: TypedDocumentNode<TData, TVariables>,
    variables: TVariables,
  ): Promise<TData> {
    return this.orProblem(
      firstValueFrom(
        this.apollo.query({ query, variables, fetchPolicy: 'network-only' } as Apollo.QueryOptions<TData, TVariables>),
      ),
    );
  }

  async mutate<TData, TVariables extends OperationVariables>(
    mutation: TypedDocumentNode<TData, TVariables>,
    variables: TVariables,
    options: Pick<Apollo.MutateOptions<TData, TVariables>, 'update' | 'optimisticResponse' | 'refetchQueries'> = {},
  ): Promise<TData> {
    return this.orProblem(
      firstValueFrom(
        this.apollo.mutate<TData, TVariables>({ mutation, variables, ...options } as Apollo.MutateOptions<
          TData,
          TVariables
        >),
      ),
    );
  }

  private async orProblem<TData>(pending: Promise<{ data?: unknown; error?: unknown }>): Promise<TData> {
    try {
      const { data, error } = await pending;
      if (error) throw error;
      return data as TData;
    } catch (error) {
      throw new ProblemError(problemOf(error));
    }
  }
}
