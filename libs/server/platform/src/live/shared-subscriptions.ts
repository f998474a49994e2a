import { createHash } from 'node:crypto';
import { createSourceEventStream, execute, print, type ExecutionArgs, type ExecutionResult } from 'graphql';
import type { Platform, TenantContext } from '../context/context';
import type { LogEvent } from '../event-log/event-log';
import type { GraphqlContext } from '../graphql/graphql-context';
import { mayLearn } from './audience';
import { LiveSource } from './live-source';
import { Tails } from './tenant-tail';

/** One delivery: the result, and its JSON text, made once for all that share it. */
export interface Delivery {
  result: ExecutionResult;
  json: string;
}
/** The caller as of now; null when the session is over. */
export type Revalidate = (tenant: TenantContext) => Promise<TenantContext | null>;

/** How many events' results are remembered: enough for followers that are a little apart. */
const MOST_REMEMBERED = 4_096;
const CHECKPOINT: Pick<LogEvent, 'type' | 'nodeType' | 'nodeId' | 'version' | 'actor' | 'changes' | 'audience' | 'conversationId'> = {
  type: 'CHECKPOINT',
  nodeType: null,
  nodeId: null,
  version: null,
  actor: null,
  changes: null,
  audience: { kind: 'tenant' },
  conversationId: null,
};

/** Raised when a subscription must end because its session did. */
export class SessionOver extends Error {}

/**
 * Runs subscriptions. Identical ones (document, variables, operation, tenant, and all that rights and sight depend on) execute
 * and serialise once per event: each follows the log at its own position, and the first to reach an event makes the result that
 * the others take. So there is no joining and no gap between replay and live.
 */
export class SharedSubscriptions {
  private readonly tails: Tails;
  private readonly remembered = new Map<string, Promise<Delivery>>();
  executions = 0;

  constructor(
    private readonly platform: Platform,
    private readonly revalidate: Revalidate,
  ) {
    this.tails = new Tails(platform);
  }

  /** The deliveries of one subscription, or the result that says why it cannot be run. */
  async subscribe(args: ExecutionArgs): Promise<AsyncGenerator<Delivery> | ExecutionResult> {
    const source = await createSourceEventStream(args);
    if (!(source instanceof LiveSource)) return source as ExecutionResult;
    return this.run(args, source);
  }

  private async *run(args: ExecutionArgs, source: LiveSource): AsyncGenerator<Delivery> {
    const { spec, from } = source;
    const abort = new AbortController();
    const context = args.contextValue as GraphqlContext;
    let tenant = context.tenant as TenantContext;
    const document = createHash('sha256').update(JSON.stringify([print(args.document), args.operationName, args.variableValues])).digest('base64url');
    let key = shareKey(document, tenant);
    let position = from;
    let toldAt = this.platform.clock.now().getTime();
    try {
      for (const root of (await spec.first?.(fresh(context, tenant))) ?? []) {
        if (!(await spec.skip?.(fresh(context, tenant)))) yield await this.execute(args, context, tenant, root);
      }
      if (await spec.ends?.(fresh(context, tenant))) return;
      for await (const events of this.tails.follow(tenant.tenantId, from, abort.signal)) {
        for (const event of events) {
          if (event.type === 'MEMBER_CHANGED' || event.type === 'TEAM_CHANGED') {
            const now = await this.revalidate(tenant);
            if (!now) throw new SessionOver();
            tenant = now;
            key = shareKey(document, tenant);
          }
          if (!mayLearn(tenant, event) || !spec.match(event)) continue;
          if (!(await spec.skip?.(fresh(context, tenant)))) yield await this.shared(key, event, () => this.execute(args, context, tenant, event));
          if (await spec.ends?.(fresh(context, tenant))) return;
          toldAt = this.platform.clock.now().getTime();
        }
        position = events.at(-1)?.seq ?? position;
        const now = this.platform.clock.now();
        if (spec.checkpointMs && now.getTime() - toldAt >= spec.checkpointMs) {
          yield await this.execute(args, context, tenant, checkpointAt(tenant.tenantId, position, now));
          toldAt = now.getTime();
        }
      }
    } finally {
      abort.abort();
    }
  }

  private shared(key: string, event: LogEvent, make: () => Promise<Delivery>): Promise<Delivery> {
    const name = `${key}:${event.seq}`;
    const known = this.remembered.get(name);
    if (known) return known;
    const made = make();
    this.remembered.set(name, made);
    made.catch(() => this.remembered.delete(name));
    if (this.remembered.size > MOST_REMEMBERED) this.remembered.delete(this.remembered.keys().next().value as string);
    return made;
  }

  private async execute(args: ExecutionArgs, context: GraphqlContext, tenant: TenantContext, root: unknown): Promise<Delivery> {
    this.executions += 1;
    const result = await execute({ ...args, rootValue: root, contextValue: fresh(context, tenant) });
    return { result, json: JSON.stringify(result) };
  }
}

/** A checkpoint at a position of the log. */
const checkpointAt = (tenantId: string, seq: number, at: Date): LogEvent => ({ ...CHECKPOINT, tenantId, seq, at });

/** Loaders and entities are of one event: a result must not see what an earlier one had loaded. */
const fresh = (context: GraphqlContext, tenant: TenantContext): GraphqlContext => ({
  ...context,
  tenant: { ...tenant, em: tenant.platform.db.forTenant(tenant.tenantId) },
  loaders: new Map(),
});

function shareKey(document: string, { tenantId, permissions, sight, locale }: TenantContext): string {
  const who = sight.visibility === 'OWN' || sight.visibility === 'TEAM' ? sight.memberId : null;
  return JSON.stringify([document, tenantId, [...permissions].sort(), sight.visibility, sight.teamIds, who, locale]);
}
