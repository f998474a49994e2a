import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { flushFolder } from './backup-files';

export interface Move {
  from: string;
  to: string;
}

/** Renames in order; each is on the disk before the next. */
export async function doMoves(moves: readonly Move[]): Promise<void> {
  for (const move of moves) await moveOne(move.from, move.to);
}

/** Puts back what `doMoves` did, as far as it had come; safe to run again. */
export async function undoMoves(moves: readonly Move[]): Promise<void> {
  for (const { from, to } of [...moves].reverse()) if (existsSync(to) && !existsSync(from)) await moveOne(to, from);
}

async function moveOne(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  await rename(from, to);
  for (const folder of new Set([dirname(from), dirname(to)])) await flushFolder(folder);
}
