import { readFile } from 'node:fs/promises';
import { join, normalize, isAbsolute, sep } from 'node:path';
import { migrations as known } from '@prosa/migrations';
import { checksum, readLines } from './backup-files';
import { MANIFEST, manifestSchema, type Manifest, type MediaFile } from './manifest';
import { OperatorError } from '../config/operator-error';

/** Reads every byte of a backup and compares it with its checksums. Throws OperatorError when something is missing, damaged or newer than this build. */
export async function verifyBackup(folder: string): Promise<Manifest> {
  const manifest = await readManifest(folder);
  manifest.migrations.forEach((name, i) => {
    if (known[i]?.name !== name)
      throw new OperatorError(
        `This backup was made by another or a newer Prosa (${manifest.product}; it has the migration ${name}): restore it with that version.`,
      );
  });
  const files: { file: string; sha256: string }[] = [...manifest.tables];
  if (manifest.media) files.push(manifest.media);
  if (manifest.secretKey?.from === 'file') files.push(manifest.secretKey);
  for (const { file, sha256 } of files) await compare(folder, file, sha256);
  if (manifest.media)
    for await (const { path, sha256 } of mediaFiles(folder, manifest.media.file))
      await compare(folder, join('media', path), sha256);
  return manifest;
}

async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR')
      throw new OperatorError(`${folder} is no backup: it has no ${MANIFEST}.`);
    throw error;
  });
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw new OperatorError(`The backup is damaged: its ${MANIFEST} is not whole.`);
  }
  if ((content as Partial<Manifest>).format === 'prosa-backup' && (content as Partial<Manifest>).formatVersion !== 1)
    throw new OperatorError('This backup has a newer form: restore it with a newer Prosa.');
  const result = manifestSchema.safeParse(content);
  if (!result.success) throw new OperatorError(`The backup is damaged: its ${MANIFEST} is not as it was written.`);
  return result.data;
}

/** The list of the media folder; a path that leads out of it is refused. */
export async function* mediaFiles(folder: string, list: string): AsyncGenerator<MediaFile> {
  for await (const file of readLines<MediaFile>(join(folder, list))) {
    const path = normalize(file.path);
    if (isAbsolute(path) || path === '..' || path.startsWith(`..${sep}`))
      throw new OperatorError('The backup is damaged: its media list names a file outside of it.');
    yield { ...file, path };
  }
}

async function compare(folder: string, file: string, sha256: string): Promise<void> {
  const found = await checksum(join(folder, file)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw new OperatorError(`The backup is damaged: ${file} is missing.`);
    throw error;
  });
  if (found.sha256 !== sha256) throw new OperatorError(`The backup is damaged: ${file} is not as it was written.`);
}
