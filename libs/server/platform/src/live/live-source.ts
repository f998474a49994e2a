import type { TenantContext } from '../context/context';
import { oldestKept, headOf, type LogEvent } from '../event-log/event-log';
import type { GraphqlContext } from '../graphql/graphql-context';
import { graphqlError } from '../graphql/graphql-errors';

/** What a subscription field says of itself: where to start, which events count, and what is true already. */
export interface LiveSpec {
  /** Position after which to start; null: now. */
  after: number | null;
  /** Of the events that the caller may learn of. */
  match: (event: LogEvent) => boolean;
  /** Root values to deliver first: the present state. Read after the position was taken, so that nothing falls between. */
  first?: (ctx: GraphqlContext) => Promise<unknown[]>;
  /** True when there is nothing to deliver for now, although something matched. */
  skip?: (ctx: GraphqlContext) => Promise<boolean>;
  /** True when nothing will come any more: the subscription completes. Asked after each match. */
  ends?: (ctx: GraphqlContext) => Promise<boolean>;
  /** Deliver at least a CHECKPOINT so often. */
  checkpointMs?: number;
}

/** What a subscription field's `subscribe` returns; the transports run it. */
export class LiveSource implements AsyncIterable<never> {
  constructor(
    readonly spec: LiveSpec,
    readonly from: number,
  ) {}
  [Symbol.asyncIterator](): AsyncIterator<never> {
    throw new Error('A live source is run by the transport, not iterated.');
  }
}

/** Makes a source of the caller's tenant. Throws CURSOR_EXPIRED when `after` is older than the kept log or is no position of it. */
export async function liveSource(tenant: TenantContext, spec: LiveSpec): Promise<LiveSource> {
  const { db } = tenant.platform;
  const head = await headOf(db, tenant.tenantId);
  if (spec.after === null) return new LiveSource(spec, head);
  if (spec.after > head || spec.after < (await oldestKept(db, tenant.tenantId)) - 1) {
    throw graphqlError('CURSOR_EXPIRED', 'Events after this cursor are not kept any more: load anew and start from `eventCursor`.');
  }
  return new LiveSource(spec, spec.after);
}
