import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';

/**
 * Takes a lock that the operating system frees when its holder dies: an SQLite file in an open transaction. Many may share it, or one
 * has it alone. Null when it is taken. Nothing else may open the file: closing it elsewhere in this process would free the lock.
 */
export function tryLockFile(file: string, mode: 'shared' | 'exclusive'): (() => void) | null {
  mkdirSync(dirname(file), { recursive: true });
  const handle = new Sqlite(file, { timeout: 0 });
  try {
    handle.exec(mode === 'exclusive' ? 'begin exclusive' : 'begin');
    if (mode === 'shared') handle.prepare('select count(*) from sqlite_schema').get(); // the first read takes the shared lock
    return () => handle.close();
  } catch (error) {
    handle.close();
    if ((error as { code?: string }).code === 'SQLITE_BUSY') return null;
    throw error;
  }
}
