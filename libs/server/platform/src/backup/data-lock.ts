import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import pg from 'pg';
import type { Clock } from '../context/clock';
import { systemClock } from '../context/clock';
import { isPostgres, sqliteFile } from '../database/database';
import { tryLockFile } from '../database/file-lock';
import { OperatorError } from '../config/operator-error';

/** Where an installation keeps what is its own. */
export interface Place {
  dataDir: string;
  databaseUrl: string;
}
export interface DataLock {
  release(): Promise<void>;
}
const ADVISORY_LOCK = 7_305_802;
const RECONNECT_MS = 1_000;

/** Lies there from before a restore's first move until after its last one. */
export const unfinishedRestore = (dataDir: string): string => join(dataDir, 'restore-unfinished.json');

/** Held by everything that runs on the data: the product's processes and backups. Throws OperatorError while a restore runs, or after one that was cut off. */
export async function shareData(place: Place, clock: Clock = systemClock): Promise<DataLock> {
  const lock = await lockData(place, 'shared', clock);
  if (!lock) throw new OperatorError('A restore is running on this data: try again when it has ended.');
  if (existsSync(unfinishedRestore(place.dataDir))) {
    await lock.release();
    throw new OperatorError(
      'A restore was cut off in its last step: run `npm run restore` again, it first puts everything back.',
    );
  }
  return lock;
}

/** Held by a restore alone. Throws OperatorError while anything runs on the data. */
export async function ownData(place: Place): Promise<DataLock> {
  const lock = await lockData(place, 'exclusive', systemClock);
  if (!lock) throw new OperatorError('Prosa, or a backup or restore, is running on this data: stop it first.');
  return lock;
}

async function lockData(
  { dataDir, databaseUrl }: Place,
  mode: 'shared' | 'exclusive',
  clock: Clock,
): Promise<DataLock | null> {
  const folders = new Set([dataDir, ...(isPostgres(databaseUrl) ? [] : [dirname(sqliteFile(databaseUrl))])]);
  const held: (() => void | Promise<void>)[] = [];
  const release = async () => {
    for (const free of held.splice(0)) await free();
  };
  try {
    for (const folder of folders) {
      const free = tryLockFile(join(folder, 'running.lock'), mode);
      if (!free) return await release().then(() => null);
      held.push(free);
    }
    if (isPostgres(databaseUrl)) {
      const free = await lockPostgres(databaseUrl, mode, clock);
      if (!free) return await release().then(() => null);
      held.push(free);
    }
  } catch (error) {
    await release();
    throw error;
  }
  return { release };
}

/** A session's advisory lock on a connection of its own; a connection that is lost is made again, and takes the lock again. */
async function lockPostgres(
  url: string,
  mode: 'shared' | 'exclusive',
  clock: Clock,
): Promise<(() => Promise<void>) | null> {
  let client: pg.Client | null = null;
  let retry: { cancel(): void } | null = null;
  let released = false;

  const take = async (): Promise<boolean> => {
    const next = new pg.Client({ connectionString: url, keepAlive: true, application_name: 'prosa lock' });
    next.on('error', () => undefined); // `end` follows
    await next.connect();
    const { rows } = await next.query(
      `select pg_try_advisory_lock${mode === 'shared' ? '_shared' : ''}(${ADVISORY_LOCK}) as taken`,
    );
    if (!rows[0].taken || released) {
      await next.end();
      return false;
    }
    client = next;
    next.once('end', () => void (released || again()));
    return true;
  };
  const again = () => {
    client = null;
    retry = clock.after(RECONNECT_MS, () => {
      take().then(
        (taken) => void (taken || released || again()),
        () => void (released || again()),
      );
    });
  };
  if (!(await take())) return null;
  return async () => {
    released = true;
    retry?.cancel();
    await client?.end();
  };
}
