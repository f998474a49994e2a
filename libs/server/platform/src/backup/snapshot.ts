import { existsSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import pg from 'pg';
import { isPostgres, sqliteFile } from '../database/database';
import { MIGRATIONS_TABLE } from './manifest';
import { OperatorError } from '../config/operator-error';

/** Integers beyond what JavaScript counts exactly are decimal strings; JSON columns are their text. */
export type Value = string | number | boolean | null;
export type Kind = 'text' | 'integer' | 'boolean' | 'json';
export interface Table {
  name: string;
  columns: { name: string; kind: Kind }[];
}

/** A database as it was at one instant, whatever is written meanwhile. */
export interface Snapshot {
  dialect: 'sqlite' | 'postgresql';
  migrations: string[];
  tables: Table[];
  /** A few rows are in memory at a time. */
  rows(table: Table): AsyncIterable<Value[]>;
  close(): Promise<void>;
}

export const openSnapshot = (url: string): Promise<Snapshot> =>
  isPostgres(url) ? postgresSnapshot(url) : sqliteSnapshot(sqliteFile(url));

const KINDS: Record<string, Kind> = {
  text: 'text',
  varchar: 'text',
  uuid: 'text',
  integer: 'integer',
  bigint: 'integer',
  int2: 'integer',
  int4: 'integer',
  int8: 'integer',
  bool: 'boolean',
  json: 'json',
  jsonb: 'json',
};

/** Throws for a type that this form does not carry, rather than leave it out. */
function kindOf(table: string, column: string, type: string): Kind {
  const kind = KINDS[type.toLowerCase()];
  if (!kind) throw new Error(`Backups do not carry the type ${type} of ${table}.${column}.`);
  return kind;
}

export const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The tables of an open SQLite file; not virtual ones and what they keep behind them, which their triggers fill. */
export function sqliteTables(db: Sqlite.Database): Table[] {
  const names = db
    .prepare(
      `select name from pragma_table_list where schema = 'main' and type = 'table' and name not like 'sqlite\\_%' escape '\\' order by name`,
    )
    .pluck()
    .all() as string[];
  return names
    .filter((name) => name !== MIGRATIONS_TABLE)
    .map((name) => {
      const columns = db.prepare('select name, type from pragma_table_xinfo(?) where hidden = 0').all(name) as {
        name: string;
        type: string;
      }[];
      return {
        name,
        columns: columns.map((column) => ({ name: column.name, kind: kindOf(name, column.name, column.type) })),
      };
    });
}

async function sqliteSnapshot(file: string): Promise<Snapshot> {
  if (!existsSync(file)) throw new OperatorError(`There is no database at ${file}: nothing to back up.`);
  const db = new Sqlite(file, { fileMustExist: true, timeout: 5_000 });
  try {
    db.pragma('query_only = on');
    db.exec('begin');
    const migrations = sqliteMigrations(db); // the first read fixes the instant
    const tables = sqliteTables(db);
    return {
      dialect: 'sqlite',
      migrations,
      tables,
      rows: (table) => sqliteRows(db, table),
      close: async () => void db.close(),
    };
  } catch (error) {
    db.close();
    throw error;
  }
}

function sqliteMigrations(db: Sqlite.Database): string[] {
  const known = db.prepare(`select count(*) from sqlite_schema where name = ?`).pluck().get(MIGRATIONS_TABLE);
  return known ? (db.prepare(`select name from ${MIGRATIONS_TABLE} order by id`).pluck().all() as string[]) : [];
}

async function* sqliteRows(db: Sqlite.Database, { name, columns }: Table): AsyncGenerator<Value[]> {
  const rows = db
    .prepare(`select ${columns.map((column) => quote(column.name)).join(', ')} from ${quote(name)}`)
    .raw()
    .safeIntegers()
    .iterate();
  for (const row of rows as Iterable<(Value | bigint | Buffer)[]>)
    yield row.map((value, i) => fromSqlite(value, name, columns[i] as Table['columns'][number]));
}

function fromSqlite(value: Value | bigint | Buffer, table: string, { name, kind }: Table['columns'][number]): Value {
  if (value === null) return null;
  if (Buffer.isBuffer(value)) throw new Error(`Backups do not carry the binary value in ${table}.${name}.`);
  // SQLite keeps a JSON document that is a bare number as that number.
  if (kind === 'json' || kind === 'text') return String(value);
  return typeof value === 'bigint' ? exact(value) : value;
}

const exact = (value: bigint): number | string => (Number.isSafeInteger(Number(value)) ? Number(value) : String(value));

/** The tables of one schema, partitions and other applications' schemas not among them. */
export async function postgresTables(client: pg.Client, schema: string): Promise<Table[]> {
  const { rows } = await client.query<{ table: string; column: string; type: string }>(
    `select c.relname as table, a.attname as column, t.typname as type
     from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid join pg_type t on t.oid = a.atttypid
     where n.nspname = $1 and c.relkind = 'r' and c.relname <> $2 and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     order by c.relname, a.attnum`,
    [schema, MIGRATIONS_TABLE],
  );
  const tables = new Map<string, Table>();
  for (const { table, column, type } of rows) {
    const known = tables.get(table) ?? { name: table, columns: [] };
    known.columns.push({ name: column, kind: kindOf(table, column, type) });
    tables.set(table, known);
  }
  return [...tables.values()];
}

const ROWS_AT_ONCE = 200;

async function postgresSnapshot(url: string): Promise<Snapshot> {
  const client = new pg.Client({ connectionString: url, application_name: 'prosa backup' });
  client.on('error', () => undefined); // the query that runs is rejected, too
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    await client.query('set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0');
    const migrated = await client.query(`select to_regclass($1) is not null as known`, [`public.${MIGRATIONS_TABLE}`]);
    const migrations = migrated.rows[0].known
      ? (await client.query(`select name from public.${MIGRATIONS_TABLE} order by id`)).rows.map((row) => row.name)
      : [];
    const tables = await postgresTables(client, 'public');
    // No migration may change a table before it has been read.
    for (const { name } of tables) await client.query(`lock table public.${quote(name)} in access share mode`);
    return {
      dialect: 'postgresql',
      migrations,
      tables,
      rows: (table) => postgresRows(client, table),
      close: () => client.end(),
    };
  } catch (error) {
    await client.end();
    throw error;
  }
}

async function* postgresRows(client: pg.Client, { name, columns }: Table): AsyncGenerator<Value[]> {
  await client.query(
    `declare rows_of_backup no scroll cursor for select ${columns.map((column) => `${quote(column.name)}::text`).join(', ')} from public.${quote(name)}`,
  );
  for (;;) {
    const { rows } = await client.query<(string | null)[]>({
      text: `fetch ${ROWS_AT_ONCE} from rows_of_backup`,
      rowMode: 'array',
    });
    for (const row of rows)
      yield row.map((value, i) => fromPostgres(value, (columns[i] as Table['columns'][number]).kind));
    if (rows.length < ROWS_AT_ONCE) break;
  }
  await client.query('close rows_of_backup');
}

function fromPostgres(value: string | null, kind: Kind): Value {
  if (value === null) return null;
  if (kind === 'integer') return exact(BigInt(value));
  return kind === 'boolean' ? value === 'true' : value;
}
