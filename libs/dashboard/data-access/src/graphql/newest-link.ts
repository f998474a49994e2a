import type { FormattedExecutionResult } from 'graphql';
import { OperationTypeNode } from 'graphql';
import { ApolloLink } from '@apollo/client';
import type { Observable } from 'rxjs';
import { concatMap, defer, finalize, of, tap } from 'rxjs';

type Result = ApolloLink.Result;
interface Passed {
  operation: ApolloLink.Operation;
  data: NonNullable<Result['data']>;
}

/** A query that live events keep overtaking is taken as it is in the end: the next event puts right what it shows. */
const MOST_ASKED = 3;

/**
 * Answers come by HTTP and events by the live socket, so an event can overtake an answer that was read before it: put into the
 * cache as they arrive, the older would stay. A query that was overtaken is asked again; what overtook a mutation's answer is
 * written once more after it. Stands before both transports.
 */
export class NewestLink extends ApolloLink {
  private events = 0;
  private readonly watching = new Set<Passed[]>();

  override request(operation: ApolloLink.Operation, forward: ApolloLink.ForwardFunction): Observable<Result> {
    if (operation.operationType === OperationTypeNode.SUBSCRIPTION) {
      return forward(operation).pipe(tap((result) => this.note(operation, result)));
    }
    return operation.operationType === OperationTypeNode.QUERY
      ? this.ask(operation, forward, 1)
      : this.change(operation, forward);
  }

  private note(operation: ApolloLink.Operation, { data }: Result): void {
    this.events++;
    if (data) for (const passed of this.watching) passed.push({ operation, data });
  }

  private ask(operation: ApolloLink.Operation, forward: ApolloLink.ForwardFunction, time: number): Observable<Result> {
    return defer(() => {
      const before = this.events;
      return forward(operation).pipe(
        concatMap((result) =>
          this.events === before || time === MOST_ASKED ? of(result) : this.ask(operation, forward, time + 1),
        ),
      );
    });
  }

  private change(operation: ApolloLink.Operation, forward: ApolloLink.ForwardFunction): Observable<Result> {
    return defer(() => {
      const passed: Passed[] = [];
      this.watching.add(passed);
      return forward(operation).pipe(
        // The answer is in the cache when its turn of the loop is over.
        tap(() => passed.length > 0 && setTimeout(() => passed.forEach(writeAgain))),
        finalize(() => this.watching.delete(passed)),
      );
    });
  }
}

function writeAgain({ operation, data }: Passed): void {
  operation.client.cache.write({
    query: operation.query,
    variables: operation.variables,
    result: data as FormattedExecutionResult['data'] & object,
    dataId: 'ROOT_SUBSCRIPTION',
  });
}
