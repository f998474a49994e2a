import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { blobPath, type BlobStore } from './blob-store';

/** One file each, in a folder for each tenant. */
export class FolderBlobs implements BlobStore {
  constructor(private readonly dir: string) {}

  async put(tenantId: string, id: string, content: Uint8Array | Readable): Promise<void> {
    const path = this.pathOf(tenantId, id);
    await mkdir(join(this.dir, tenantId), { recursive: true, mode: 0o700 });
    const unfinished = `${path}.${randomUUID()}.part`;
    try {
      const file = await open(unfinished, 'wx', 0o600);
      try {
        await file.writeFile(content);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(unfinished, path);
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    }
  }

  async sizeOf(tenantId: string, id: string): Promise<number | null> {
    const found = await stat(this.pathOf(tenantId, id)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    return found?.size ?? null;
  }

  read(tenantId: string, id: string, range: { start: number; end: number }): Readable {
    return createReadStream(this.pathOf(tenantId, id), range);
  }

  async remove(tenantId: string, id: string): Promise<void> {
    await rm(this.pathOf(tenantId, id), { force: true });
  }

  private pathOf(tenantId: string, id: string): string {
    return join(this.dir, blobPath(tenantId, id));
  }
}
