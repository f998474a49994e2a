import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from './database';
import { tryLockFile } from './file-lock';

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

async function lockFile(file: string): Promise<() => void> {
  for (let waited = 0; ; waited += 100) {
    const release = tryLockFile(file, 'exclusive');
    if (release) return release;
    if (waited > 120_000) throw new Error(`Another process has been migrating for two minutes (${file}).`);
    await sleep(100);
  }
}
