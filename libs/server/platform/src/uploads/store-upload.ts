import type { Readable } from 'node:stream';
import type { BlobStore } from '../blobs/blob-store';
import { sniffType } from '../blobs/sniff-type';
import type { TenantContext } from '../context/context';
import { memberOf } from './create-upload';
import { Measured, TooLong } from './measured';
import type { UploadState } from './upload.entity';

/** For so long it waits to be used. */
export const USE_WITHIN_MS = 24 * 60 * 60_000;

export type Stored =
  | { kind: 'STORED'; size: number; mimeType: string }
  /** Unknown, another member's, used up, or its time is over. */
  | { kind: 'UNKNOWN' }
  /** Its bytes came, or are coming, by another request. */
  | { kind: 'TAKEN' }
  | { kind: 'TOO_LONG' }
  | { kind: 'TOO_SHORT' };

/** Takes in the bytes of an announced file, as they come, never as a whole. After a failure they may be sent again. Rejects with what broke the stream or the store. */
export async function storeUpload(
  ctx: TenantContext,
  blobs: BlobStore,
  id: string,
  body: Readable,
  announced: number | null,
): Promise<Stored> {
  const { clock } = ctx.platform;
  const found = await find(ctx, id);
  if (!found || found.expiresAt <= clock.now().getTime() || found.state === 'GONE') return { kind: 'UNKNOWN' };
  if (announced !== null && announced !== found.size)
    return { kind: announced > found.size ? 'TOO_LONG' : 'TOO_SHORT' };
  if (!(await move(ctx, id, 'WAITING', 'RECEIVING'))) return { kind: 'TAKEN' };
  const measured = new Measured(found.size);
  body.once('error', (error) => measured.destroy(error));
  body.once('close', () => void (body.readableEnded || measured.destroy(new Error('The sender went away.'))));
  try {
    await blobs.put(ctx.tenantId, id, body.pipe(measured));
  } catch (error) {
    await move(ctx, id, 'RECEIVING', 'WAITING');
    if (error instanceof TooLong) return { kind: 'TOO_LONG' };
    throw error;
  }
  if (measured.size < found.size) {
    await blobs.remove(ctx.tenantId, id);
    await move(ctx, id, 'RECEIVING', 'WAITING');
    return { kind: 'TOO_SHORT' };
  }
  const mimeType = sniffType(measured.sample());
  await ctx.platform.db.write(
    `update upload set state = 'STORED', mime_type = ?, expires_at = ? where tenant_id = ? and id = ? and state = 'RECEIVING'`,
    [mimeType, clock.now().getTime() + USE_WITHIN_MS, ctx.tenantId, id],
  );
  return { kind: 'STORED', size: measured.size, mimeType };
}

async function find(
  ctx: TenantContext,
  id: string,
): Promise<{ state: UploadState; size: number; expiresAt: number } | null> {
  const [row] = await ctx.platform.db.read<Record<string, string | number>>(
    `select state, size, expires_at from upload where tenant_id = ? and member_id = ? and id = ?`,
    [ctx.tenantId, memberOf(ctx), id],
  );
  return row
    ? { state: row['state'] as UploadState, size: Number(row['size']), expiresAt: Number(row['expires_at']) }
    : null;
}

async function move(ctx: TenantContext, id: string, from: UploadState, to: UploadState): Promise<boolean> {
  const moved = await ctx.platform.db.write(
    `update upload set state = ? where tenant_id = ? and id = ? and state = ? returning id`,
    [to, ctx.tenantId, id, from],
  );
  return moved.length > 0;
}
