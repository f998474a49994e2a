import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { platformEntities } from '../platform-entities';
import { testDatabaseUrls } from '../testing/test-databases';
import { openDatabase, type Database } from './database';
import { isMigrated, migrate } from './migrate';

describe.each(testDatabaseUrls())('migrating on $name', ({ url }) => {
  let dir: string;
  let both: Database[];
  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), 'prosa-migrate-'));
    const shared = await url(dir);
    both = [await openDatabase(shared, platformEntities), await openDatabase(shared, platformEntities)];
  });
  afterEach(async () => {
    for (const db of both) await db.close();
    rmSync(dir, { recursive: true });
  });

  it('lets one of two that start at once do it, behind its backup, and the other wait', async () => {
    const [first, second] = both as [Database, Database];
    expect(await isMigrated(first)).toBe(false);
    const order: string[] = [];
    const work = (name: string, db: Database) =>
      migrate(db, {
        lockDir: dir,
        beforeMigrate: async () => {
          order.push(`${name} begins`);
          for (let i = 0; i < 50; i++) await new Promise((resolve) => setImmediate(resolve));
          expect(await isMigrated(db)).toBe(false);
          order.push(`${name} has its backup`);
        },
      });
    const done = await Promise.all([work('first', first), work('second', second)]);
    expect(done.map((applied) => applied.length > 0).sort()).toEqual([false, true]);
    const winner = done[0]?.length ? 'first' : 'second';
    expect(order).toEqual([`${winner} begins`, `${winner} has its backup`]);
    expect([await isMigrated(first), await isMigrated(second)]).toEqual([true, true]);
  });

  it('changes nothing when the backup fails, and does not keep the next one waiting', async () => {
    const [first, second] = both as [Database, Database];
    await expect(migrate(first, { lockDir: dir, beforeMigrate: () => Promise.reject(new Error('disk full')) })).rejects.toThrow('disk full');
    expect(await isMigrated(first)).toBe(false);
    expect((await migrate(second, { lockDir: dir })).length).toBeGreaterThan(0);
  });
});

describe('the lock on SQLite', () => {
  const HOLD = `
    const Sqlite = require('better-sqlite3');
    new Sqlite(process.argv[1]).exec('begin exclusive');
    console.log('held');
    setInterval(() => {}, 1000);`;

  it('waits for another process, and is free when that one dies', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'prosa-migrate-'));
    const db = await openDatabase(`sqlite:${join(dir, 'prosa.db')}`, platformEntities);
    const other = spawn(process.execPath, ['-e', HOLD, join(dir, 'migrate.lock')], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(other.stdout, 'data');
    let done = false;
    const migrating = migrate(db, { lockDir: dir }).then(() => (done = true));
    for (let i = 0; i < 100; i++) await new Promise((resolve) => setImmediate(resolve));
    expect([done, existsSync(join(dir, 'migrate.lock')), await isMigrated(db)]).toEqual([false, true, false]);
    other.kill('SIGKILL');
    await migrating;
    expect(await isMigrated(db)).toBe(true);
    await db.close();
    rmSync(dir, { recursive: true });
  });
});
