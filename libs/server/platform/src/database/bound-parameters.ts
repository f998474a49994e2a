import type { AbstractSqlConnection } from '@mikro-orm/sql';

type Execute = (query: unknown, params?: unknown, method?: 'all' | 'get' | 'run', transaction?: unknown, ...rest: unknown[]) => Promise<unknown>;
interface Open {
  getClient(): { executeQuery(query: unknown): Promise<unknown> };
  transformRawResult(result: unknown, method: string): unknown;
  execute: Execute;
}

/**
 * The ORM writes values into the text of a statement. Plain SQL of ours goes with its values apart instead: so one prepared
 * statement serves every call, and megabytes of a delivery are neither quoted by us nor parsed by the database.
 */
export async function bindParameters(connection: AbstractSqlConnection, dialect: 'sqlite' | 'postgresql'): Promise<void> {
  const { CompiledQuery } = await import('kysely');
  const open = connection as unknown as Open;
  const inlined = open.execute.bind(connection) as Execute;
  open.execute = async (query, params, method = 'all', transaction, ...rest) => {
    if (transaction || typeof query !== 'string' || !Array.isArray(params) || params.length === 0) return inlined(query, params, method, transaction, ...rest);
    const compiled = dialect === 'sqlite' ? CompiledQuery.raw(query, params.map(forSqlite)) : CompiledQuery.raw(numbered(query), params);
    return open.transformRawResult(await open.getClient().executeQuery(compiled), method);
  };
}

/** PostgreSQL counts its parameters; a `?` between quotes is text. */
function numbered(sql: string): string {
  let count = 0;
  return sql.replace(/'(?:[^']|'')*'|"[^"]*"|\?/g, (found) => (found === '?' ? `$${++count}` : found));
}

/** SQLite knows neither booleans nor instants. */
function forSqlite(value: unknown): unknown {
  if (typeof value === 'boolean') return Number(value);
  if (value instanceof Date) return value.getTime();
  return value === undefined ? null : value;
}
