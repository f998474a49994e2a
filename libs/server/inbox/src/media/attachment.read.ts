import { sightSql, type TenantContext } from '@prosa/server/platform';
import type { AttachmentState } from './attachment.entity';

/** A file as it is read, without its bytes. */
export interface AttachmentRow {
  id: string;
  messageId: string;
  state: AttachmentState;
  mimeType: string;
  fileName: string | null;
  size: number | null;
  durationSeconds: number | null;
  voice: boolean;
  videoNote: boolean;
  waveform: number[];
  hasThumbnail: boolean;
  failureCode: string | null;
}
type Raw = Record<string, string | number | boolean | null | number[]>;

const COLUMNS = `a.id, a.message_id, a.state, a.mime_type, a.file_name, a.size, a.duration_seconds, a.voice, a.video_note, a.waveform, a.failure_code,
  case when a.thumbnail is null then 0 else 1 end as has_thumbnail`;

const number = (value: Raw[string] | undefined) => (value == null ? null : Number(value));
/** PostgreSQL parses JSON, SQLite gives its text. */
const numbers = (value: Raw[string] | undefined): number[] =>
  (typeof value === 'string' ? JSON.parse(value) : (value ?? [])) as number[];
const fromRaw = (raw: Raw): AttachmentRow => ({
  id: raw['id'] as string,
  messageId: raw['message_id'] as string,
  state: raw['state'] as AttachmentState,
  mimeType: raw['mime_type'] as string,
  fileName: raw['file_name'] as string | null,
  size: number(raw['size']),
  durationSeconds: number(raw['duration_seconds']),
  voice: Boolean(raw['voice']),
  videoNote: Boolean(raw['video_note']),
  waveform: numbers(raw['waveform']),
  hasThumbnail: Number(raw['has_thumbnail']) === 1,
  failureCode: raw['failure_code'] as string | null,
});

/** The files of these messages, which the caller has in sight. */
export async function readAttachments(ctx: TenantContext, messageIds: readonly string[]): Promise<AttachmentRow[]> {
  const rows = await ctx.platform.db.read<Raw>(
    `select ${COLUMNS} from attachment a where a.tenant_id = ? and a.message_id in (${messageIds.map(() => '?').join(', ')})`,
    [ctx.tenantId, ...messageIds],
  );
  return rows.map(fromRaw);
}

const IN_SIGHT = `from attachment a
  join message m on m.id = a.message_id and m.tenant_id = a.tenant_id and m.deleted_at is null
  join conversation c on c.id = m.conversation_id and c.tenant_id = m.tenant_id
  where a.tenant_id = ? and a.id = ?`;

/** A file by its id, when the caller sees the conversation that it is in. */
export async function readAttachmentInSight(ctx: TenantContext, id: string): Promise<AttachmentRow | null> {
  const [inSight, params] = sightSql(ctx.sight, 'c');
  const [raw] = await ctx.platform.db.read<Raw>(`select ${COLUMNS} ${IN_SIGHT} and ${inSight}`, [
    ctx.tenantId,
    id,
    ...params,
  ]);
  return raw ? fromRaw(raw) : null;
}

export async function readThumbnailInSight(ctx: TenantContext, id: string): Promise<Buffer | null> {
  const [inSight, params] = sightSql(ctx.sight, 'c');
  const [raw] = await ctx.platform.db.read<{ thumbnail: string | null }>(
    `select a.thumbnail ${IN_SIGHT} and ${inSight}`,
    [ctx.tenantId, id, ...params],
  );
  return raw?.thumbnail ? Buffer.from(raw.thumbnail, 'base64') : null;
}
