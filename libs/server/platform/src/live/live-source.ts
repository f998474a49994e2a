import type { TenantContext } from '../context/context';
import { oldestKept, headOf, type LogEvent } from '../event-log/event-log';
import type { GraphqlContext } from '../graphql/graphql-context';
import { cursorExpired, seqOf, type EventPosition } from '../graphql/event-cursor';

/** What a subscription field says of itself: where to start, which events count, and what is true already. */
export interface LiveSpec {
  /** Position after which to start; null: now. */
  after: EventPosition | null;
  /** Of the events that the caller may learn of. */
  match: (event: LogEvent) => boolean;
  /** Root values to deliver first: the present state. Read after the position was taken, so that nothing falls between. */
  first?: (ctx: GraphqlContext) => Promise<unknown[]>;
  /** Instead of the log's events: what is told in passing. Calls `tell` with root values until what it answers is called. */
  passing?: (tell: (root: unknown) => void) => () => void;
  /** True when there is nothing to deliver for now, although something matched. */
  skip?: (ctx: GraphqlContext, root: unknown) => Promise<boolean>;
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
  const head = await headOf(tenant.platform.db, tenant.tenantId);
  return new LiveSource(spec, spec.after === null ? head : await keptPosition(tenant, spec.after, head));
}

/** The position to read on from. Throws CURSOR_EXPIRED when the events after it are not all there, or it is of another log. */
export async function keptPosition({ platform, tenantId }: TenantContext, after: EventPosition, head: number): Promise<number> {
  const seq = seqOf(tenantId, after);
  if (seq > head || seq < (await oldestKept(platform.db, tenantId)) - 1) throw cursorExpired();
  return seq;
}
