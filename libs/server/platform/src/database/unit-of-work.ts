import type { SqlEntityManager } from '@mikro-orm/sql';
import type { TenantContext } from '../context/context';
import { appendEvents, type NewEvent } from '../event-log/append-events';
import { openUnit } from './guard-writes';

export interface UnitOfWork {
  /** Who acts in it: the caller of the outermost. */
  readonly ctx: TenantContext;
  em: SqlEntityManager;
  /** Adds an event to this tenant's log, in this commit. */
  append(event: NewEvent): void;
  /** Runs once after the commit; never after a rollback. For wake-ups only: it must not be what makes the work happen. */
  afterCommit(fn: () => void | Promise<void>): void;
}
const units = new WeakMap<object, UnitOfWork>();
const RETRYABLE = new Set(['40001', '40P01', '55P03']);
const ATTEMPTS = 4;

/**
 * The one way to write: a transaction of one tenant that flushes the domain rows, then takes `seq` for its events, inserts them
 * and commits. Nested calls join. Only database calls may be awaited inside. `fn` can run again after a deadlock on PostgreSQL.
 */
export async function unitOfWork<T>(ctx: TenantContext, fn: (unit: UnitOfWork) => Promise<T>): Promise<T> {
  const outer = openUnit.current();
  if (outer) {
    if (outer.tenantId !== ctx.tenantId) throw new Error('One tenant per transaction.');
    return fn(units.get(outer) as UnitOfWork);
  }
  for (let attempt = 1; ; attempt++) {
    try {
      return await runUnit(ctx, fn);
    } catch (error) {
      if (attempt >= ATTEMPTS || !RETRYABLE.has(String((error as { code?: unknown }).code))) throw error;
    }
  }
}

async function runUnit<T>(ctx: TenantContext, fn: (unit: UnitOfWork) => Promise<T>): Promise<T> {
  const events: NewEvent[] = [];
  const after: (() => void | Promise<void>)[] = [];
  let head: number | null = null;
  const result = await ctx.platform.db.forTenant(ctx.tenantId).transactional(async (forked) => {
    const em = forked as SqlEntityManager;
    const open = { tenantId: ctx.tenantId, em, transaction: em.getTransactionContext() };
    const unit: UnitOfWork = { ctx, em, append: (event) => void events.push(event), afterCommit: (hook) => void after.push(hook) };
    units.set(open, unit);
    return openUnit.run(open, async () => {
      if (ctx.platform.db.dialect === 'postgresql') await em.execute(`set local lock_timeout = '2s'`);
      const value = await fn(unit);
      await em.flush();
      if (events.length > 0) head = await appendEvents(ctx, em, events);
      return value;
    });
  });
  if (head !== null) ctx.platform.hub.wake(ctx.tenantId, head);
  for (const hook of after) {
    try {
      await hook();
    } catch (error) {
      ctx.platform.logger.warn({ err: error }, 'a wake-up after a commit failed; the sweep will find the work');
    }
  }
  return result;
}
