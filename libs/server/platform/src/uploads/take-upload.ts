import type { TenantContext } from '../context/context';
import { UserProblem } from '../context/problems';
import type { UnitOfWork } from '../database/unit-of-work';
import { memberOf } from './create-upload';
import { Upload } from './upload.entity';

/** A file that was put here; the blob has the same id. */
export interface TakenUpload {
  id: string;
  fileName: string;
  /** By its bytes. */
  mimeType: string;
  size: number;
}

/**
 * Gives a member's upload to whatever it is for, inside the unit of work that keeps it: from then on the blob is the taker's, and
 * the upload is no more. Throws UserProblem: UPLOAD_NOT_FOUND (another's and one that was taken are not told apart),
 * UPLOAD_NOT_FINISHED.
 */
export async function takeUpload(ctx: TenantContext, { em }: UnitOfWork, id: string): Promise<TakenUpload> {
  const memberId = memberOf(ctx);
  const [row] = (await em.execute(
    `delete from upload where tenant_id = ? and member_id = ? and id = ? and state = 'STORED' returning file_name, mime_type, size`,
    [ctx.tenantId, memberId, id],
    'all',
  )) as { file_name: string; mime_type: string; size: number | string }[];
  if (row) return { id, fileName: row.file_name, mimeType: row.mime_type, size: Number(row.size) };
  const open = await em.findOne(Upload, { id, memberId, state: { $in: ['WAITING', 'RECEIVING'] } });
  if (open) throw new UserProblem('UPLOAD_NOT_FINISHED', 'The file is not here yet.', ['attachment', 'uploadId']);
  throw new UserProblem('UPLOAD_NOT_FOUND', 'The file is no longer here: attach it again.', ['attachment', 'uploadId']);
}
