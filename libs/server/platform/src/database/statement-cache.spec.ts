import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { cacheStatements, MAY_BE_UNDONE, type NativeSqlite } from './statement-cache';

describe('prepared statements', () => {
  let dir: string;
  let db: Sqlite.Database;
  /** What was asked of the database, in order. */
  let asked: unknown[];

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'prosa-statements-'));
    db = new Sqlite(join(dir, 'x.db'));
    db.pragma('journal_mode = wal');
    db.pragma('synchronous = full');
    db.exec('create table t (n integer)');
    asked = [];
    db.function('seen', (n) => {
      asked.push(n);
      return n as number;
    });
    const pragma = db.pragma.bind(db);
    db.pragma = (sql, options) => {
      if (sql.includes('=')) asked.push(sql);
      return pragma(sql, options);
    };
    cacheStatements(db as unknown as NativeSqlite);
  });
  afterEach(() => {
    db.close();
    rmSync(dir, { recursive: true });
  });
  const level = () => db.pragma('synchronous', { simple: true });

  it('are kept, and made anew only while they are iterated', () => {
    const first = db.prepare('select n from t');
    expect(db.prepare('select n from t')).toBe(first);
    db.exec('insert into t values (1), (2)');
    const rows = first.iterate();
    rows.next();
    expect(db.prepare('select n from t')).not.toBe(first);
    rows.return?.();
  });

  it('wait for the disk, but for those that may be undone', () => {
    db.prepare('insert into t values (seen(1))').run();
    db.prepare(`${MAY_BE_UNDONE} insert into t values (seen(2)) returning n`).all();
    db.prepare('insert into t values (seen(3))').run();
    expect(asked).toEqual([1, 'synchronous = normal', 2, 'synchronous = full', 3]);
  });

  it('wait again after one of those has failed', () => {
    db.exec('create unique index one on t (n)');
    const insert = db.prepare(`${MAY_BE_UNDONE} insert into t values (?)`);
    insert.run(1);
    expect(() => insert.run(1)).toThrow();
    expect(level()).toBe(2);
  });

  it('do not begin to wait where nothing does', () => {
    db.pragma('synchronous = off');
    db.prepare(`${MAY_BE_UNDONE} insert into t values (1)`).run();
    expect(level()).toBe(0);
  });
});
