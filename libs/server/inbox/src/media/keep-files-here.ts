import type { BlobStore, TenantContext } from '@prosa/server/platform';
import type { FileHere } from './attach';
import { keepFile } from './fetch-media';

/** Keeps the files that came with their messages. One that cannot be kept is fetched like any other. */
export async function keepFilesHere(ctx: TenantContext, blobs: BlobStore, files: readonly FileHere[]): Promise<void> {
  for (const { attachmentId, bytes } of files) {
    try {
      await keepFile(ctx, blobs, attachmentId, { bytes, fileName: null });
    } catch (error) {
      const { name } = error as Error;
      ctx.platform.logger.warn({ problem: name, attachmentId }, 'a file that came with its message could not be kept');
      await ctx.platform.jobs.enqueue({ kind: 'media.fetch', key: attachmentId, tenantId: ctx.tenantId });
    }
  }
}
