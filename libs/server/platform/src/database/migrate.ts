import { dirname, join } from 'node:path';
import { mkdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from './database';

const ADVISORY_LOCK = 7_305_801;

/**
 * Brings the schema up to date, one process at a time: the others wait. `beforeMigrate` runs under the lock when
 * something is pending (it makes the backup). Throws when a migration fails; nothing is half-applied (one transaction each).
 */
export async function migrate(db: Database, options: { lockDir: string; beforeMigrate?: (pending: string[]) => Promise<void> }): Promise<string[]> {
  return withMigrationLock(db, options.lockDir, async () => {
    const pending = (await db.orm.migrator.getPending()).map((migration) => migration.name);
    if (pending.length > 0) {
      await options.beforeMigrate?.(pending);
      await db.orm.migrator.up();
    }
    return pending;
  });
}

/** True when the schema is that of this build: what `/readyz` asks. */
export const isMigrated = async (db: Database): Promise<boolean> => (await db.orm.migrator.getPending()).length === 0;

async function withMigrationLock<T>(db: Database, lockDir: string, fn: () => Promise<T>): Promise<T> {
  if (db.dialect === 'postgresql') {
    const holder = db.acrossTenants();
    await holder.begin();
    try {
      await holder.execute(`select pg_advisory_xact_lock(${ADVISORY_LOCK})`);
      return await fn();
    } finally {
      await holder.rollback();
    }
  }
  const release = await lockFile(join(lockDir, 'migrate.lock'));
  try {
    return await fn();
  } finally {
    release();
  }
}

/** An exclusive lock that the operating system frees when its holder dies: an SQLite file held in an exclusive transaction. */
async function lockFile(file: string): Promise<() => void> {
  mkdirSync(dirname(file), { recursive: true });
  const { default: Sqlite } = await import('better-sqlite3');
  const handle = new Sqlite(file, { timeout: 0 });
  for (let waited = 0; ; waited += 100) {
    try {
      handle.exec('begin exclusive');
      return () => handle.close();
    } catch (error) {
      if ((error as { code?: string }).code !== 'SQLITE_BUSY' || waited > 120_000) throw error;
      await sleep(100);
    }
  }
}
