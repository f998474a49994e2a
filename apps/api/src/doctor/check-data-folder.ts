import { mkdir, rm, statfs, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { OperatorError, type Config } from '@prosa/server/platform';
import { ok, problem, warning, type Finding } from './finding';

const CHECK = 'data folder';
const LITTLE_BYTES = 1024 ** 3;

/** Whether what must be kept can be kept. */
export async function checkDataFolder({ dataDir }: Pick<Config, 'dataDir'>): Promise<Finding[]> {
  let made: string | undefined;
  try {
    made = await requireWritable(dataDir);
  } catch (error) {
    return [problem(CHECK, (error as Error).message)];
  }
  const { bavail, bsize } = await statfs(dataDir);
  if (made) await rm(made, { recursive: true }); // it was only looked at
  const free = bavail * bsize;
  const gigabytes = (free / 1024 ** 3).toFixed(1);
  if (free < LITTLE_BYTES)
    return [warning(CHECK, `Only ${gigabytes} GB are free in ${dataDir}: make room before it is full.`)];
  return [ok(CHECK, `${dataDir} can be written; ${gigabytes} GB are free.`)];
}

/** Makes a folder where there is none, and answers what it made. Throws OperatorError when nothing can be written there. */
export async function requireWritable(dataDir: string): Promise<string | undefined> {
  const file = join(dataDir, `.writable.${process.pid}`);
  try {
    const made = await mkdir(dataDir, { recursive: true, mode: 0o700 });
    await writeFile(file, '');
    await unlink(file);
    return made;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const who = process.getuid ? `user ${process.getuid()}` : 'this user';
    throw new OperatorError(
      `Nothing can be written in the data folder ${dataDir} (${code ?? 'unknown'}): give ${who} write permission there, or set PROSA_DATA_DIR to another folder.`,
      { cause: error },
    );
  }
}
