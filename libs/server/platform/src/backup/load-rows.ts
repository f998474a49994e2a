import type Sqlite from 'better-sqlite3';
import type pg from 'pg';
import { quote, type Kind, type Table, type Value } from './snapshot';

/** Fills the tables of a fresh database; resolves with the number of rows. */
export type LoadRows = (table: Table, rows: AsyncIterable<Value[]>) => Promise<number>;

export const sqliteLoader =
  (db: Sqlite.Database): LoadRows =>
  async ({ name, columns }, rows) => {
    const insert = db.prepare(
      `insert into ${quote(name)} (${columns.map((column) => quote(column.name)).join(', ')}) values (${columns.map(() => '?').join(', ')})`,
    );
    let loaded = 0;
    db.exec('begin');
    for await (const row of rows) {
      insert.run(row.map((value, i) => forSqlite(value, (columns[i] as Table['columns'][number]).kind)));
      loaded++;
    }
    db.exec('commit');
    return loaded;
  };

function forSqlite(value: Value, kind: Kind): string | number | bigint | null {
  if (typeof value === 'boolean') return value ? 1n : 0n;
  const whole = kind === 'integer' && /^-?\d+$/.test(String(value));
  return whole ? BigInt(value as string | number) : value; // a plain number would be bound as a float
}

const MOST_ROWS = 500;
const MOST_CHARACTERS = 1_000_000;

/** `types` names the type of each column as the table has it. */
export const postgresLoader =
  (
    client: pg.Client,
    schema: string,
    types: (table: string, column: string) => string,
    onReplaced: () => void,
  ): LoadRows =>
  async ({ name, columns }, rows) => {
    const arrays = columns.map((column, i) => `$${i + 1}::${types(name, column.name)}[]`).join(', ');
    const sql = `insert into ${quote(schema)}.${quote(name)} (${columns.map((column) => quote(column.name)).join(', ')}) select * from unnest(${arrays})`;
    let batch: (string | null)[][] = columns.map(() => []);
    let characters = 0;
    let loaded = 0;
    const flush = async () => {
      if (batch[0]?.length) await client.query(sql, batch);
      batch = columns.map(() => []);
      characters = 0;
    };
    for await (const row of rows) {
      row.forEach((value, i) => {
        const text = forPostgres(value, (columns[i] as Table['columns'][number]).kind, onReplaced);
        characters += text?.length ?? 0;
        batch[i]?.push(text);
      });
      loaded++;
      if ((batch[0]?.length ?? 0) >= MOST_ROWS || characters >= MOST_CHARACTERS) await flush();
    }
    await flush();
    return loaded;
  };

/** PostgreSQL holds no NUL in a text, and no NUL or half of a surrogate pair in a JSON document; SQLite does. */
function forPostgres(value: Value, kind: Kind, onReplaced: () => void): string | null {
  if (value === null) return null;
  const text = String(value);
  const fit =
    kind === 'json'
      ? text.replace(UNFIT_ESCAPE, (found, fine?: string) => (fine ? found : '\\ufffd'))
      : kind === 'text'
        ? text.replaceAll('\0', '\ufffd')
        : text;
  if (fit !== text) onReplaced();
  return fit;
}

/** An escaped backslash and a whole pair are caught first and stay. */
const UNFIT_ESCAPE = /(\\\\|\\ud[89ab][0-9a-f]{2}\\ud[c-f][0-9a-f]{2})|\\u0000|\\ud[89a-f][0-9a-f]{2}/gi;
