import { complexityFromQuery } from '@pothos/plugin-complexity';
import { createSourceEventStream, execute, type ExecutionArgs, type ExecutionResult, type GraphQLError } from 'graphql';
import type { Counter } from 'prom-client';
import type { Platform, TenantContext } from '../context/context';
import type { LogEvent } from '../event-log/event-log';
import { mayUse } from '../graphql/access';
import { overLimit } from '../graphql/complexity';
import type { GraphqlContext } from '../graphql/graphql-context';
import { accessError, expectedError, graphqlError, publicError, publicResult } from '../graphql/graphql-errors';
import { mayLearn } from './audience';
import { Endable } from './endable';
import { LiveSource, type LiveSpec } from './live-source';
import { planSubscription, type SubscriptionPlan } from './subscription-plan';
import { Tails, type TenantTail } from './tenant-tail';

/** One delivery: the result, and its JSON text, made once for all that share it. */
export interface Delivery {
  result: ExecutionResult;
  json: string;
}
/** The caller as of now; null when the session is over. */
export type Revalidate = (tenant: TenantContext) => Promise<TenantContext | null>;

/** Results are remembered for followers that are a little apart, not for those who come back later: they read the rows anew. */
const REMEMBERED_MS = 10_000;
const MOST_REMEMBERED = 4_096;
const CHECKPOINT: Pick<
  LogEvent,
  'type' | 'nodeType' | 'nodeId' | 'version' | 'actor' | 'changes' | 'audience' | 'conversationId'
> = {
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
export class SessionOver extends Error {
  constructor() {
    super('The session is over.');
  }
}

interface Following {
  args: ExecutionArgs;
  plan: SubscriptionPlan;
  source: LiveSource;
  tail: TenantTail;
  tenant: TenantContext;
  /** The newest change of rights that `tenant` knows. */
  rightsSeq: number;
  key: string;
}

/**
 * Runs subscriptions. Identical ones (document, variables but for where to start, tenant, and all that rights and sight depend on)
 * execute and serialise once per event: each follows the log at its own position, and the first to reach an event makes the result
 * that the others take. So there is no joining and no gap between replay and live.
 */
export class SharedSubscriptions {
  private readonly tails: Tails;
  private readonly remembered = new Map<string, { at: number; made: Promise<Delivery> }>();
  private readonly starting = new Set<Promise<unknown>>();
  private readonly running = new Set<Endable<Delivery>>();
  private readonly made: Counter;
  /** How often a result was made, however many took it. */
  executions = 0;

  constructor(
    private readonly platform: Platform,
    private readonly revalidate: Revalidate,
  ) {
    this.tails = new Tails(platform);
    this.made = platform.metrics.counter(
      'prosa_subscription_results_total',
      'Results made for subscriptions, each for all that share it',
    );
  }

  /** What is held for the subscriptions that run: nothing when none does. */
  get held(): { subscriptions: number; tails: number; results: number } {
    return { subscriptions: this.running.size, tails: this.tails.count, results: this.remembered.size };
  }

  /** The deliveries of one subscription, or the result that says why it cannot be run. */
  subscribe(args: ExecutionArgs): Promise<Endable<Delivery> | ExecutionResult> {
    const started = this.start(args);
    const settled = started.catch(() => undefined).finally(() => this.starting.delete(settled));
    this.starting.add(settled);
    return started;
  }

  private async start(args: ExecutionArgs): Promise<Endable<Delivery> | ExecutionResult> {
    const context = args.contextValue as GraphqlContext;
    const plan = planSubscription(args);
    if (!plan) return { errors: [graphqlError('BAD_USER_INPUT', 'This document has no such subscription.')] };
    if (!context.tenant) return { errors: [accessError(false)] };
    const refused = this.refusalOf(args);
    if (refused) return { errors: [refused] };
    const { tail, release } = this.tails.hold(context.tenant.tenantId);
    try {
      await tail.ready;
      const { rightsSeq } = tail; // before the question: a change during it is asked about again
      const tenant = await this.revalidate(context.tenant);
      const refusal = !tenant ? accessError(false) : mayUse(plan.field, tenant) ? null : accessError(true);
      const source = refusal
        ? { errors: [refusal] }
        : await createSourceEventStream({ ...args, contextValue: fresh(context, tenant as TenantContext) });
      if (!(source instanceof LiveSource)) {
        release();
        return publicResult(this.platform.logger, source as ExecutionResult);
      }
      const following: Following = {
        args,
        plan,
        source,
        tail,
        tenant: tenant as TenantContext,
        rightsSeq,
        key: shareKey(plan, tenant as TenantContext),
      };
      const deliveries: Endable<Delivery> = new Endable(
        (signal) => this.run(following, signal),
        () => {
          release();
          this.running.delete(deliveries);
          if (this.running.size === 0) this.remembered.clear();
        },
      );
      this.running.add(deliveries);
      return deliveries;
    } catch (error) {
      release();
      const expected = expectedError(error); // the engine takes a UserProblem, which has a path, for an error of its own and lets it through
      if (!expected) throw error;
      return { errors: [expected] };
    }
  }

  /** Too costly, or with variables that do not fit: what the engine would say of each event is said once, at the start. */
  private refusalOf({ document, schema, contextValue, variableValues }: ExecutionArgs): GraphQLError | null {
    try {
      return overLimit(
        complexityFromQuery(document, { schema, ctx: contextValue as object, variables: { ...variableValues } }),
      );
    } catch (error) {
      return publicError(this.platform.logger, error);
    }
  }

  /** Ends whatever still runs or is about to, and waits until nothing reads any more. */
  async close(): Promise<void> {
    await Promise.all(this.starting);
    await Promise.allSettled([...this.running].map((deliveries) => deliveries.return()));
  }

  private async *run(following: Following, signal: AbortSignal): AsyncGenerator<Delivery, undefined> {
    const { source, tail } = following;
    const { spec, from } = source;
    const { clock } = this.platform;
    let position = from;
    let toldAt = clock.now().getTime();
    if (spec.passing) return yield* this.pass(following, spec.passing, signal);
    for (const root of (await spec.first?.(this.contextOf(following))) ?? []) yield* this.deliver(following, root);
    if (await spec.ends?.(this.contextOf(following))) return;
    for await (const events of tail.follow(from, signal)) {
      for (const event of events) {
        if (signal.aborted) break;
        await this.keepRights(following);
        if (!mayLearn(following.tenant, event) || !spec.match(event)) continue;
        if (!(await spec.skip?.(this.contextOf(following), event))) yield await this.shared(following, event);
        if (await spec.ends?.(this.contextOf(following))) return;
        toldAt = clock.now().getTime();
      }
      position = events.at(-1)?.seq ?? position;
      const now = clock.now();
      if (spec.checkpointMs && now.getTime() - toldAt >= spec.checkpointMs) {
        await this.keepRights(following);
        yield await this.execute(following, {
          ...CHECKPOINT,
          tenantId: following.tenant.tenantId,
          seq: position,
          at: now,
        });
        toldAt = now.getTime();
      }
    }
    if (signal.reason instanceof SessionOver) throw signal.reason;
  }

  /** What is told in passing, in the order in which it is told: heard from before the present state is asked for. */
  private async *pass(
    following: Following,
    passing: NonNullable<LiveSpec['passing']>,
    signal: AbortSignal,
  ): AsyncGenerator<Delivery, undefined> {
    const told: unknown[] = [];
    let wake: () => void = () => undefined;
    const stop = passing((root) => {
      told.push(root);
      wake();
    });
    const woken = () => wake();
    signal.addEventListener('abort', woken);
    try {
      for (const root of (await following.source.spec.first?.(this.contextOf(following))) ?? [])
        yield* this.deliver(following, root);
      while (!signal.aborted) {
        for (const root of told.splice(0)) if (!signal.aborted) yield* this.deliver(following, root);
        if (told.length === 0 && !signal.aborted) await new Promise<void>((resolve) => void (wake = resolve));
      }
      if (signal.reason instanceof SessionOver) throw signal.reason;
    } finally {
      stop();
      signal.removeEventListener('abort', woken);
    }
  }

  private async *deliver(following: Following, root: unknown): AsyncGenerator<Delivery, undefined> {
    await this.keepRights(following);
    if (!(await following.source.spec.skip?.(this.contextOf(following), root)))
      yield await this.execute(following, root);
  }

  /** Takes over changed rights before anything more is delivered under the old ones. Throws SessionOver, or FORBIDDEN when the right itself is gone. */
  private async keepRights(following: Following): Promise<void> {
    const { tail, plan, tenant } = following;
    if (tail.rightsSeq === following.rightsSeq) return;
    const { rightsSeq } = tail;
    const now =
      tenant.actor.kind === 'member'
        ? await tail.asOfNow(tenant.actor.sessionId, () => this.revalidate(tenant))
        : await this.revalidate(tenant);
    if (!now) throw new SessionOver();
    if (!mayUse(plan.field, now)) throw accessError(true);
    Object.assign(following, { tenant: now, rightsSeq, key: shareKey(plan, now) });
  }

  private shared(following: Following, event: LogEvent): Promise<Delivery> {
    const at = this.platform.clock.now().getTime();
    this.forget(at - REMEMBERED_MS);
    const name = `${following.key}:${event.seq}`;
    const known = this.remembered.get(name);
    if (known) return known.made;
    const made = this.execute(following, event);
    this.remembered.set(name, { at, made });
    made.catch(() => this.remembered.delete(name));
    return made;
  }

  /** The oldest stand first. */
  private forget(before: number): void {
    for (const [name, { at }] of this.remembered) {
      if (at >= before && this.remembered.size < MOST_REMEMBERED) return;
      this.remembered.delete(name);
    }
  }

  private async execute(following: Following, rootValue: unknown): Promise<Delivery> {
    this.executions += 1;
    this.made.inc();
    const result = publicResult(
      this.platform.logger,
      await execute({ ...following.args, rootValue, contextValue: this.contextOf(following) }),
    );
    return { result, json: JSON.stringify(result) };
  }

  private contextOf({ args, tenant }: Following): GraphqlContext {
    return fresh(args.contextValue as GraphqlContext, tenant);
  }
}

/** Loaders and entities are of one event: a result must not see what an earlier one had loaded. */
const fresh = (context: GraphqlContext, tenant: TenantContext): GraphqlContext => ({
  ...context,
  tenant: { ...tenant, em: tenant.platform.db.forTenant(tenant.tenantId) },
  loaders: new Map(),
});

function shareKey(
  { fingerprint, perViewer }: SubscriptionPlan,
  { tenantId, permissions, sight, locale }: TenantContext,
): string {
  const who = perViewer || sight.visibility !== 'ALL' ? sight.memberId : null;
  return JSON.stringify([fingerprint, tenantId, [...permissions].sort(), sight.visibility, sight.teamIds, who, locale]);
}
