import type { Media } from '@prosa/server/channels';
import { newId, UNKNOWN_TYPE, type TakenUpload, type TenantContext, type UnitOfWork } from '@prosa/server/platform';
import type { Message } from '../inbox.entities';
import { Attachment } from './attachment.entity';

const MIME = /^[a-z]+\/[a-z0-9.+-]{1,100}$/;

/** A file that came with its message, to be kept after the commit as the attachment's of this id. */
export interface FileHere {
  attachmentId: string;
  bytes: Buffer;
}
/** What came with its message and is not kept by then is fetched like any other. */
const KEPT_WITHIN_MS = 15_000;

/**
 * Notes that a message has a file, to be fetched at once; what is from the past is fetched when somebody opens it. Answers the
 * file where it is here already.
 */
export function attach(
  ctx: TenantContext,
  unit: UnitOfWork,
  message: Message,
  media: Media,
  { history }: { history: boolean },
): FileHere | null {
  const now = ctx.platform.clock.now();
  const bytes = history ? null : bytesOf(media, ctx.platform.config.largestMediaBytes);
  const declared = media.mimeType?.split(';')[0]?.trim().toLowerCase() ?? '';
  const attachment = unit.em.create(Attachment, {
    id: newId(),
    tenantId: ctx.tenantId,
    messageId: message.id,
    state: history ? 'FAILED' : 'PENDING',
    mimeType: MIME.test(declared) ? declared : UNKNOWN_TYPE,
    fileName: media.fileName === null ? null : storableName(media.fileName),
    size: media.size !== null && Number.isSafeInteger(media.size) ? media.size : null,
    durationSeconds: media.durationSeconds !== null && media.durationSeconds < 2 ** 31 ? media.durationSeconds : null,
    voice: media.voice,
    videoNote: media.videoNote,
    waveform: media.waveform,
    thumbnail: media.thumbnailBase64,
    dueAt: history ? null : bytes ? new Date(now.getTime() + KEPT_WITHIN_MS) : now,
    failureCode: history ? 'ON_REQUEST' : null,
    createdAt: now,
  });
  if (bytes) return { attachmentId: attachment.id, bytes };
  if (!history) wakeMedia(ctx, unit, attachment.id);
  return null;
}

/** The file as the delivery carries it; null in any doubt, for then it is fetched. */
function bytesOf({ contentBase64, size }: Media, limit: number): Buffer | null {
  if (contentBase64 === null || contentBase64.length > limit * 1.4) return null;
  const bytes = Buffer.from(contentBase64, 'base64');
  const isWhole = size === null || bytes.length === size;
  return isWhole && bytes.length > 0 && bytes.length <= limit ? bytes : null;
}

/** The file of our own message, which is here already, as the blob of the same id. */
export function attachFile(ctx: TenantContext, unit: UnitOfWork, message: Message, file: TakenUpload): void {
  unit.em.create(Attachment, {
    id: file.id,
    tenantId: ctx.tenantId,
    messageId: message.id,
    state: 'READY',
    mimeType: file.mimeType,
    fileName: file.fileName,
    size: file.size,
    durationSeconds: null,
    voice: message.detail?.file?.voice ?? false,
    videoNote: false,
    waveform: null,
    thumbnail: null,
    dueAt: null,
    failureCode: null,
    createdAt: ctx.platform.clock.now(),
  });
}

/** What WhatsApp tells of our own files, which nobody here measured: a small picture, how long they last. */
export async function learnOfFiles(
  { tenantId }: TenantContext,
  { em }: UnitOfWork,
  told: ReadonlyMap<string, Media>,
): Promise<void> {
  for (const [messageId, { thumbnailBase64, durationSeconds, waveform }] of told) {
    if (thumbnailBase64 === null && durationSeconds === null && waveform === null) continue;
    await em.execute(
      `update attachment set thumbnail = coalesce(thumbnail, ?), duration_seconds = coalesce(duration_seconds, ?), waveform = coalesce(waveform, ?)
        where tenant_id = ? and message_id = ?`,
      [thumbnailBase64, durationSeconds, waveform && JSON.stringify(waveform), tenantId, messageId],
      'run',
    );
  }
}

/** After the commit, has a file fetched. */
export function wakeMedia(ctx: TenantContext, unit: UnitOfWork, attachmentId: string): void {
  unit.afterCommit(() => ctx.platform.jobs.enqueue({ kind: 'media.fetch', key: attachmentId, tenantId: ctx.tenantId }));
}

/** Half a surrogate pair is no text to PostgreSQL. */
const storableName = (name: string): string => Buffer.from(name.slice(0, 200)).toString().slice(0, 240);

/** The files of deleted messages are removed: the rows say so at once, the job does it. */
export async function removeFilesOf(
  ctx: TenantContext,
  unit: UnitOfWork,
  messageIds: readonly string[],
): Promise<void> {
  if (messageIds.length === 0) return;
  const rows = (await unit.em.execute(
    `update attachment set thumbnail = null, due_at = ? where tenant_id = ? and message_id in (${messageIds.map(() => '?').join(', ')}) returning id`,
    [ctx.platform.clock.now().getTime(), ctx.tenantId, ...messageIds],
    'all',
  )) as { id: string }[];
  for (const { id } of rows) wakeMedia(ctx, unit, id);
}
