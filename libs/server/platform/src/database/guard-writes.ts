import { AsyncLocalStorage } from 'node:async_hooks';
import type { AbstractSqlConnection, SqlEntityManager } from '@mikro-orm/sql';

/** The unit of work that the current call chain runs in, if any. */
export interface OpenUnit {
  tenantId: string;
  em: SqlEntityManager;
  transaction?: unknown;
  /** Committed or rolled back; what was started inside it and lives on (a timer, a listener) is free of it. */
  closed?: boolean;
}
const units = new AsyncLocalStorage<OpenUnit>();

export const openUnit = {
  current: (): OpenUnit | undefined => {
    const unit = units.getStore();
    return unit?.closed ? undefined : unit;
  },
  run: async <T>(unit: OpenUnit, fn: () => Promise<T>): Promise<T> => {
    try {
      return await units.run(unit, fn);
    } finally {
      unit.closed = true;
    }
  },
};

/**
 * On SQLite a statement beside an open transaction of the same connection joins it, and is rolled back with it after it was
 * acknowledged; on PostgreSQL it waits for a lock that its own caller holds. Both are bugs: inside a unit of work, any
 * statement that does not carry that unit's transaction throws.
 */
export function guardWrites(connection: AbstractSqlConnection): void {
  const execute = connection.execute.bind(connection) as (...args: unknown[]) => Promise<unknown>;
  const begin = connection.begin.bind(connection) as (options?: { ctx?: unknown }) => Promise<unknown>;
  const target = connection as unknown as { execute: unknown; begin: unknown };
  target.execute = (query: unknown, params?: unknown, method?: unknown, transaction?: unknown, ...rest: unknown[]) => {
    if (openUnit.current() && !transaction) throw new Error('A statement outside the open unit of work: use its EntityManager.');
    return execute(query, params, method, transaction, ...rest);
  };
  target.begin = (options?: { ctx?: unknown }) => {
    const unit = openUnit.current();
    if (unit?.transaction && !options?.ctx) throw new Error('A transaction inside another: join the open unit of work.');
    return begin(options);
  };
}
