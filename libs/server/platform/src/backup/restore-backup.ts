import { existsSync } from 'node:fs';
import { readFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Clock } from '../context/clock';
import { copyFile, flushFolder, readLines } from './backup-files';
import { ownData, unfinishedRestore, type Place } from './data-lock';
import type { Manifest } from './manifest';
import { doMoves, undoMoves, type Move } from './moves';
import { OperatorError } from '../config/operator-error';
import { movesOf, openTarget, staged, type RestoreTarget } from './restore-target';
import { keyFile, readKeyFile, usableKeys } from './secret-keys';
import type { Table, Value } from './snapshot';
import { mediaFiles, verifyBackup } from './verify-backup';

export interface RestoreRequest extends Place {
  from: string;
  env: Record<string, string | undefined>;
  /** Put aside what a PostgreSQL database holds. */
  replace: boolean;
  /** Restore although the key that sealed the secrets is not at hand. */
  withoutKey: boolean;
  /** Statements that make the rows safe to go on from: what was under way then may have happened since. */
  afterLoad?: readonly string[];
  clock: Clock;
}
export interface Restored {
  manifest: Manifest;
  rows: number;
  media: number;
  /** Where what was there before lies now. */
  aside: string[];
  /** What did not come over unchanged, in words. */
  notes: string[];
}

/**
 * Puts a backup in place of what is there, which is kept aside. Everything is verified and built beside the data in use before
 * that is touched; when something fails, the former state stays. Throws OperatorError when the backup is damaged, newer than this
 * build or sealed with a key that is not at hand, when Prosa runs on the data, and when a PostgreSQL database holds data.
 */
export async function restoreBackup(request: RestoreRequest): Promise<Restored> {
  const manifest = await verifyBackup(request.from);
  const notes = request.withoutKey ? [] : checkKeys(manifest, request);
  const lock = await ownData(request);
  let replaced = 0;
  try {
    const target = await openTarget(request.databaseUrl, {
      replace: request.replace,
      onReplaced: () => void replaced++,
    });
    try {
      await finishFormer(request, target);
      const restored = await build(request, manifest, target);
      if (replaced > 0)
        notes.push(`${replaced} values held a character that PostgreSQL cannot: it stands as U+FFFD now.`);
      return { manifest, ...restored, notes };
    } finally {
      await target.close();
    }
  } finally {
    await lock.release();
  }
}

function checkKeys({ secretKey }: Manifest, { from, env }: RestoreRequest): string[] {
  if (!secretKey) return [];
  const usable = usableKeys(env, secretKey.from === 'file' ? readKeyFile(join(from, secretKey.file)) : null)?.ids ?? [];
  const [sealing, ...older] = secretKey.ids;
  if (sealing && !usable.includes(sealing)) {
    throw new OperatorError(
      secretKey.from === 'environment'
        ? 'The key of this backup was in PROSA_SECRET_KEY: set it to the same key. (--without-key restores all but the sealed credentials.)'
        : "PROSA_SECRET_KEY names another key than the one in this backup: leave it out, or set PROSA_SECRET_KEY_PREVIOUS to the backup's key. (--without-key restores all but the sealed credentials.)",
    );
  }
  return older.some((id) => !usable.includes(id))
    ? ['PROSA_SECRET_KEY_PREVIOUS was set when the backup was made: what that key sealed opens only with it.']
    : [];
}

interface Journal {
  aside: string;
  moves: Move[];
}

/** A restore that was cut off while it put things in place is undone, or was done and only did not say so. */
async function finishFormer({ dataDir }: Place, target: RestoreTarget): Promise<void> {
  const file = unfinishedRestore(dataDir);
  if (!existsSync(file)) return;
  const { aside, moves } = JSON.parse(await readFile(file, 'utf8')) as Journal;
  if (!(await target.swapped(aside))) await undoMoves(moves);
  await rm(file);
}

async function build(
  { from, dataDir, clock, afterLoad = [] }: RestoreRequest,
  manifest: Manifest,
  target: RestoreTarget,
): Promise<Omit<Restored, 'manifest' | 'notes'>> {
  const media = join(dataDir, 'media');
  const key = keyFile(dataDir);
  const clear = async () => {
    await target.clear();
    await rm(staged(media), { recursive: true, force: true });
    await rm(staged(key), { force: true });
  };
  await clear(); // of a restore that was cut off
  try {
    const tables = await target.prepare(manifest.migrations.at(-1) as string);
    const rows = await loadTables(from, manifest, tables, target);
    for (const sql of afterLoad) await target.change(sql);
    await target.finish();
    const files = manifest.media ? await stageMedia(from, manifest.media.file, staged(media)) : 0;
    if (manifest.secretKey?.from === 'file') await copyFile(join(from, manifest.secretKey.file), staged(key));
    const aside = `before-restore-${clock.now().toISOString().replace(/\D/g, '')}`;
    const places = [media, ...(manifest.secretKey?.from === 'file' ? [key] : [])];
    const moves = [...target.moves(aside), ...places.flatMap((place) => movesOf(place, aside))];
    await swap(dataDir, { aside, moves }, target);
    const kept = new Set(moves.filter(({ to }) => to.includes(aside)).map(({ to }) => dirname(to)));
    const elsewhere = await target.settle(aside);
    if (elsewhere) kept.add(elsewhere);
    return { rows, media: files, aside: [...kept] };
  } catch (error) {
    await clear().catch(() => undefined); // the next restore does it
    throw error;
  }
}

async function swap(dataDir: string, journal: Journal, target: RestoreTarget): Promise<void> {
  const file = unfinishedRestore(dataDir);
  await writeFile(file, JSON.stringify(journal), { mode: 0o600, flush: true });
  await flushFolder(dataDir);
  try {
    await target.swap(journal.aside, () => doMoves(journal.moves));
  } catch (error) {
    const done = await target.swapped(journal.aside).catch(() => null);
    if (done === null)
      throw new OperatorError(
        'The connection to the database broke in the last step: run `npm run restore` again, it first puts everything back.',
        { cause: error },
      );
    if (!done) {
      await undoMoves(journal.moves);
      await rm(file);
      throw error;
    }
  }
  await rm(file);
}

async function loadTables(
  from: string,
  manifest: Manifest,
  tables: readonly Table[],
  target: RestoreTarget,
): Promise<number> {
  let loaded = 0;
  for (const { name, columns, rows, file } of manifest.tables) {
    const table = tables.find((candidate) => candidate.name === name);
    const chosen = columns.map((column) => table?.columns.find((candidate) => candidate.name === column));
    if (!table || chosen.includes(undefined))
      throw new OperatorError(
        `The backup has a table or column that this Prosa does not know (${name}): restore it with version ${manifest.product}.`,
      );
    const count = await target
      .load({ name, columns: chosen as Table['columns'] }, readLines<Value[]>(join(from, file)))
      .catch((error: Error) => {
        throw new Error(`The table ${name} could not be loaded: ${withoutValues(error.message)}`);
      });
    if (count !== rows) throw new OperatorError(`The backup is damaged: ${file} has ${count} rows, not ${rows}.`);
    loaded += count;
  }
  return loaded;
}

/** A database's complaint can end in the value that it is about. */
const withoutValues = (message: string): string => message.replace(/: ".*/s, '');

async function stageMedia(from: string, list: string, to: string): Promise<number> {
  await mkdir(to, { mode: 0o700 });
  const folders = new Set([to]);
  let files = 0;
  for await (const { path } of mediaFiles(from, list)) {
    const file = join(to, path);
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    folders.add(dirname(file));
    await copyFile(join(from, 'media', path), file);
    files++;
  }
  for (const folder of folders) await flushFolder(folder);
  return files;
}
