import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { Clock } from '../context/clock';
import { copyFile, flushFolder, writeLines } from './backup-files';
import type { Place } from './data-lock';
import { MANIFEST, type Manifest, type MediaFile } from './manifest';
import { OperatorError } from '../config/operator-error';
import { keyFile, readKeyFile, usableKeys } from './secret-keys';
import { openSnapshot, type Snapshot } from './snapshot';

export interface BackupRequest extends Place {
  env: Record<string, string | undefined>;
  /** The folder that the backup's own folder is made in; `<dataDir>/backups` when it is not given. */
  into?: string;
  reason: Manifest['reason'];
  /** The version of the product that writes it. */
  product: string;
  clock: Clock;
}
export interface Backup {
  folder: string;
  rows: number;
  media: number;
}

/**
 * Writes database, media and key as they are at one instant, while the product may be writing, and resolves when all of it is on
 * the disk. Until then it stands under a name that ends in `.partial`; when something fails, nothing stays.
 */
export async function createBackup(request: BackupRequest): Promise<Backup> {
  const into = request.into ?? join(request.dataDir, 'backups');
  const stamp = request.clock
    .now()
    .toISOString()
    .replace(/[-:]/g, '')
    .replace(/\.(\d+)Z/, '$1Z');
  const folder = join(into, `${stamp}${request.reason === 'before-upgrade' ? '-before-upgrade' : ''}`);
  const draft = `${folder}.partial`;
  const snapshot = await openSnapshot(request.databaseUrl);
  try {
    if (snapshot.migrations.length === 0) throw new OperatorError('The database is empty: nothing to back up.');
    if (existsSync(folder)) throw new OperatorError(`${folder} is there already.`);
    await mkdir(into, { recursive: true, mode: 0o700 });
    await mkdir(draft, { mode: 0o700 });
    const manifest = await fill(draft, snapshot, request);
    await writeFile(join(draft, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600, flush: true });
    await flushFolder(draft);
    await rename(draft, folder);
    await flushFolder(into);
    return {
      folder,
      rows: manifest.tables.reduce((sum, { rows }) => sum + rows, 0),
      media: manifest.media?.files ?? 0,
    };
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  } finally {
    await snapshot.close();
  }
}

async function fill(
  draft: string,
  snapshot: Snapshot,
  { dataDir, env, reason, product, clock }: BackupRequest,
): Promise<Manifest> {
  const createdAt = clock.now().toISOString();
  const tables: Manifest['tables'] = [];
  for (const table of snapshot.tables) {
    const file = `table-${table.name}.jsonl.gz`;
    const { sha256, lines } = await writeLines(join(draft, file), snapshot.rows(table));
    tables.push({ name: table.name, columns: table.columns.map(({ name }) => name), rows: lines, file, sha256 });
  }
  // After the rows: a file is written before the row that names it, so that each one that a row names is there.
  const media = await copyMedia(join(dataDir, 'media'), draft);
  const key = usableKeys(env, readKeyFile(keyFile(dataDir)));
  const secretKey: Manifest['secretKey'] =
    key?.from === 'file'
      ? {
          from: 'file',
          ids: key.ids,
          file: 'secret.key',
          sha256: (await copyFile(keyFile(dataDir), join(draft, 'secret.key'))).sha256,
        }
      : key && { from: 'environment', ids: key.ids };
  return {
    format: 'prosa-backup',
    formatVersion: 1,
    product,
    createdAt,
    reason,
    database: snapshot.dialect,
    migrations: snapshot.migrations,
    tables,
    media,
    secretKey,
  };
}

async function copyMedia(from: string, draft: string): Promise<Manifest['media']> {
  if (!existsSync(from)) return null;
  const to = join(draft, 'media');
  await mkdir(to, { mode: 0o700 });
  const folders = new Set([to]);
  async function* copied(): AsyncGenerator<MediaFile> {
    for (const entry of await readdir(from, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const source = join(entry.parentPath, entry.name);
      const path = relative(from, source);
      const target = join(to, path);
      await mkdir(dirname(target), { recursive: true, mode: 0o700 });
      folders.add(dirname(target));
      try {
        yield { path: path.split(sep).join('/'), ...(await copyFile(source, target)) };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error; // erased meanwhile
        await rm(target, { force: true });
      }
    }
  }
  const { sha256, lines } = await writeLines(join(draft, 'media.jsonl.gz'), copied());
  for (const folder of folders) await flushFolder(folder);
  return { files: lines, file: 'media.jsonl.gz', sha256 };
}
