import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { MikroORM, type EntityClass, type EntitySchema, type Options } from '@mikro-orm/core';
import { Migrator } from '@mikro-orm/migrations';
import { PostgreSqlDriver } from '@mikro-orm/postgresql';
import type { AbstractSqlConnection, SqlEntityManager } from '@mikro-orm/sql';
import { SqliteDriver } from '@mikro-orm/sqlite';
import { migrations } from '@prosa/migrations';
import { bindParameters } from './bound-parameters';
import { guardWrites, openUnit } from './guard-writes';
import { cacheStatements, type NativeSqlite } from './statement-cache';

export type EntityList = (EntityClass<object> | EntitySchema)[];
export type Row = Record<string, unknown>;

/** The ORM with its two doors: entities for writes, plain SQL on the read connection for hot lists. */
export interface Database {
  readonly orm: MikroORM;
  readonly dialect: 'sqlite' | 'postgresql';
  /** An EntityManager that sees one tenant. */
  forTenant(tenantId: string): SqlEntityManager;
  /** Across tenants: for identity (login), the webhook door and the job queue. Nothing else may use it. */
  acrossTenants(): SqlEntityManager;
  /** Rows of a SELECT on the read connection; `?` marks parameters. Callers put the tenant in. Not inside a unit of work: it would miss its rows. */
  read<T extends object = Row>(sql: string, params?: readonly unknown[]): Promise<T[]>;
  /** One statement on the write connection, its own commit. Only for queues, counters and the webhook door. */
  write<T extends object = Row>(sql: string, params?: readonly unknown[]): Promise<T[]>;
  close(): Promise<void>;
}

export const isPostgres = (url: string) => /^postgres(ql)?:/.test(url);
export const sqliteFile = (url: string) => url.replace(/^sqlite:/, '');

/** WAL keeps readers out of the writer's way; FULL makes a commit durable before it is acknowledged. */
const PRAGMAS = ['journal_mode = wal', 'synchronous = full', 'busy_timeout = 5000', 'foreign_keys = on'];

function ormOptions(url: string, entities: EntityList, schema?: string): Partial<Options> {
  const common: Partial<Options> = {
    entities: entities as Options['entities'] & object,
    extensions: [Migrator],
    migrations: { migrationsList: migrations, snapshot: false, silent: true },
    forceUtcTimezone: true,
    allowGlobalContext: false,
  };
  if (isPostgres(url)) {
    // A migration that reads and writes rows itself does so before the ORM has set the schema: the connection begins in it.
    const driverOptions = schema && { options: `-c search_path=${schema}` };
    return { ...common, driver: PostgreSqlDriver, clientUrl: url, ...(driverOptions && { driverOptions }) } as Partial<Options>;
  }
  const file = sqliteFile(url);
  mkdirSync(dirname(file), { recursive: true });
  const onCreateConnection = async (connection: { executeQuery(q: unknown): Promise<unknown> }) => {
    const { CompiledQuery } = await import('kysely');
    for (const pragma of PRAGMAS) await connection.executeQuery(CompiledQuery.raw(`pragma ${pragma}`));
  };
  return { ...common, driver: SqliteDriver, dbName: file, replicas: [{ name: 'read', dbName: file }], onCreateConnection } as Partial<Options>;
}

/** Opens `sqlite:<path>` or `postgres(ql)://…`, there in `schema` or the default one. Throws when it cannot be reached; runs no migration. */
export async function openDatabase(url: string, entities: EntityList, schema?: string): Promise<Database> {
  const orm = await MikroORM.init(ormOptions(url, entities, schema));
  const em = orm.em as unknown as SqlEntityManager;
  const dialect = isPostgres(url) ? 'postgresql' : 'sqlite';
  const write = em.getConnection('write') as AbstractSqlConnection;
  const read = em.getConnection('read') as AbstractSqlConnection;
  if (dialect === 'sqlite') {
    for (const connection of [write, read]) {
      cacheStatements((await (connection as unknown as { getNativeClient(): Promise<NativeSqlite> }).getNativeClient()));
    }
  }
  for (const connection of new Set([write, read])) await bindParameters(connection, dialect);
  guardWrites(write);
  return {
    orm,
    dialect,
    forTenant: (tenantId) => {
      const fork = em.fork();
      fork.setFilterParams('tenant', { tenantId });
      return fork;
    },
    acrossTenants: () => {
      const fork = em.fork();
      fork.addFilter({ name: 'tenant', cond: {}, default: true } as never);
      return fork;
    },
    read: (sql, params = []) => {
      if (openUnit.current()) throw new Error('A read beside the open unit of work: use its EntityManager.');
      return read.execute(sql, params as unknown[], 'all') as never;
    },
    write: (sql, params = []) => write.execute(sql, params as unknown[], 'all') as never,
    close: () => orm.close(true),
  };
}
