import { existsSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import pg from 'pg';
import { isPostgres, openDatabase, sqliteFile } from '../database/database';
import { platformEntities } from '../platform-entities';
import { postgresLoader, sqliteLoader, type LoadRows } from './load-rows';
import type { Move } from './moves';
import { MIGRATIONS_TABLE } from './manifest';
import { OperatorError } from '../config/operator-error';
import { postgresTables, quote, sqliteTables, type Table } from './snapshot';

/** A database that is built beside the one in use, and takes its place in one step. */
export interface RestoreTarget {
  /** A fresh database, migrated up to `migration`. */
  prepare(migration: string): Promise<Table[]>;
  load: LoadRows;
  /** One statement on the tables that were loaded. */
  change(sql: string): Promise<void>;
  /** Says that everything is loaded: it is checked, and lies on the disk. */
  finish(): Promise<void>;
  /** What has to be renamed for it to take the place of the one in use; what was there goes under `aside`. */
  moves(aside: string): Move[];
  /** Does `files` and puts the new database in place of the old one: both, or neither. */
  swap(aside: string, files: () => Promise<void>): Promise<void>;
  /** Whether a swap that was cut off had been done. */
  swapped(aside: string): Promise<boolean>;
  /** After a swap: removes what was put aside empty; where the rest lies, when that is not a folder. */
  settle(aside: string): Promise<string | null>;
  /** Removes what was built and not used. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

export const openTarget = (
  url: string,
  options: { replace: boolean; onReplaced: () => void },
): Promise<RestoreTarget> =>
  isPostgres(url) ? postgresTarget(url, options) : Promise.resolve(sqliteTarget(sqliteFile(url)));

export const staged = (place: string): string => `${place}.restoring`;
export const movesOf = (place: string, aside: string): Move[] => {
  const kept = join(dirname(place), aside, basename(place));
  return [
    ...(existsSync(place) ? [{ from: place, to: kept }] : []),
    ...(existsSync(staged(place)) ? [{ from: staged(place), to: place }] : []),
  ];
};

const SQLITE_FILES = ['', '-wal', '-shm'];

function sqliteTarget(file: string): RestoreTarget {
  const draft = staged(file);
  let db: Sqlite.Database | null = null;
  const close = async () => {
    db?.close();
    db = null;
  };
  const clear = async () => {
    await close();
    for (const suffix of [...SQLITE_FILES, '-journal']) await rm(`${draft}${suffix}`, { force: true });
  };
  return {
    prepare: async (migration) => {
      await migrateTo(`sqlite:${draft}`, migration);
      db = new Sqlite(draft);
      // Nobody else sees the file, and a crash throws it away: no need to be careful until `finish`.
      db.pragma('journal_mode = memory');
      db.pragma('synchronous = off');
      return sqliteTables(db);
    },
    load: (table, rows) => sqliteLoader(db as Sqlite.Database)(table, rows),
    change: async (sql) => void (db as Sqlite.Database).exec(sql),
    finish: async () => {
      const handle = db as Sqlite.Database;
      handle.pragma('journal_mode = wal');
      const verdict = handle.pragma('quick_check', { simple: true });
      if (verdict !== 'ok') throw new Error(`The restored database is not sound: ${String(verdict)}`);
      await close();
      const written = await open(draft, 'r+');
      await written.sync();
      await written.close();
    },
    // The write-ahead log belongs to its database: it goes first, so that the new one never stands beside the old log.
    moves: (aside) => SQLITE_FILES.toReversed().flatMap((suffix) => movesOf(`${file}${suffix}`, aside)),
    swap: (_aside, files) => files(),
    swapped: async () => false,
    settle: async () => null,
    clear,
    close,
  };
}

const STAGING = 'prosa_restoring';

async function postgresTarget(
  url: string,
  { replace, onReplaced }: { replace: boolean; onReplaced: () => void },
): Promise<RestoreTarget> {
  const client = new pg.Client({ connectionString: url, application_name: 'prosa restore' });
  client.on('error', () => undefined); // the query that runs is rejected, too
  await client.connect();
  const types = new Map<string, string>();
  let load: LoadRows;
  let wasEmpty = false;
  return {
    prepare: async (migration) => {
      wasEmpty = await isEmpty(client);
      if (!wasEmpty && !replace)
        throw new OperatorError(
          'The PostgreSQL database holds data: restore with --replace to put it aside in a schema of its own, or name an empty database in DATABASE_URL.',
        );
      await client.query(`create schema ${STAGING}`);
      await migrateTo(url, migration, STAGING);
      const { rows } = await client.query<{ table: string; column: string; type: string }>(
        // Without its length, which a cast would cut a value to; the column itself refuses what is too long.
        `select c.relname as table, a.attname as column, format_type(a.atttypid, null) as type
         from pg_class c join pg_attribute a on a.attrelid = c.oid where c.relnamespace = $1::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped`,
        [STAGING],
      );
      for (const { table, column, type } of rows) types.set(`${table}.${column}`, type);
      load = postgresLoader(client, STAGING, (table, column) => types.get(`${table}.${column}`) as string, onReplaced);
      await client.query('begin');
      await client.query(`set local search_path to ${STAGING}`);
      return postgresTables(client, STAGING);
    },
    load: (table, rows) => load(table, rows),
    change: async (sql) => void (await client.query(sql)),
    finish: async () => {
      await client.query('commit');
      for (const { name } of await postgresTables(client, STAGING))
        await client.query(`analyze ${STAGING}.${quote(name)}`);
    },
    moves: () => [],
    swap: async (aside, files) => {
      const kept = quote(asideSchema(aside));
      await client.query('begin');
      try {
        await client.query(`set local lock_timeout = '30s'`);
        await client.query(`create schema ${kept}`);
        for (const name of await tableNames(client, 'public'))
          await client.query(`alter table public.${quote(name)} set schema ${kept}`);
        for (const name of await tableNames(client, STAGING))
          await client.query(`alter table ${STAGING}.${quote(name)} set schema public`);
        await client.query(`drop schema ${STAGING}`);
        await files();
        await client.query('commit');
      } catch (error) {
        await client.query('rollback').catch(() => undefined); // the connection may be what broke
        throw error;
      }
    },
    swapped: async (aside) =>
      (await client.query('select to_regnamespace($1) is not null as found', [quote(asideSchema(aside))])).rows[0]
        .found,
    settle: async (aside) => {
      const schema = asideSchema(aside);
      if (!wasEmpty) return `the schema ${schema}`;
      await client.query(`drop schema ${quote(schema)} cascade`);
      return null;
    },
    clear: async () => {
      await client.query('rollback');
      await client.query(`drop schema if exists ${STAGING} cascade`);
    },
    close: () => client.end(),
  };
}

const asideSchema = (aside: string): string => aside.replaceAll('-', '_').toLowerCase();

async function tableNames(client: pg.Client, schema: string): Promise<string[]> {
  const { rows } = await client.query(
    `select relname as name from pg_class where relnamespace = $1::regnamespace and relkind in ('r', 'p') order by relname`,
    [schema],
  );
  return rows.map((row) => row.name as string);
}

async function isEmpty(client: pg.Client): Promise<boolean> {
  for (const name of await tableNames(client, 'public')) {
    if (name === MIGRATIONS_TABLE) continue;
    if ((await client.query(`select 1 from public.${quote(name)} limit 1`)).rows.length > 0) return false;
  }
  return true;
}

async function migrateTo(url: string, migration: string, schema?: string): Promise<void> {
  const db = await openDatabase(url, platformEntities, schema);
  try {
    await db.orm.migrator.up({ to: migration, ...(schema && { schema }) });
  } finally {
    await db.close();
  }
}
