import type { TenantContext } from '../context/context';
import { AccessDenied, RateLimited, UserProblem } from '../context/problems';
import { newId } from '../database/columns';
import { unitOfWork } from '../database/unit-of-work';
import { Upload } from './upload.entity';

export interface CreateUpload {
  fileName: string;
  mimeType: string;
  size: number;
}

/** Time to send the bytes in. */
export const SEND_WITHIN_MS = 60 * 60_000;
const MOST_PER_MINUTE = 120;
/** What a member may have lying about that nothing has taken yet. */
const MOST_OPEN = 100;
const MOST_OPEN_FILES_OF_LARGEST_SIZE = 10;

/** Announces a file. Throws UserProblem; RateLimited. */
export async function createUpload(ctx: TenantContext, input: CreateUpload): Promise<Upload> {
  const memberId = memberOf(ctx);
  const fileName = baseName(input.fileName);
  const { clock, config } = ctx.platform;
  if (fileName === '') throw new UserProblem('REQUIRED', 'The file needs a name.', ['fileName']);
  if (input.size < 1) throw new UserProblem('EMPTY', 'The file is empty.', ['size']);
  if (input.size > config.largestMediaBytes) {
    const words = `At most ${Math.floor(config.largestMediaBytes / 1024 / 1024)} MB.`;
    throw new UserProblem('TOO_LARGE', words, ['size']);
  }
  return unitOfWork(ctx, async (unit) => {
    const now = clock.now();
    await requireRoom(unit.em, ctx, memberId, input.size, now);
    return unit.em.create(Upload, {
      id: newId(),
      tenantId: ctx.tenantId,
      memberId,
      state: 'WAITING',
      fileName,
      mimeType: input.mimeType.slice(0, 120),
      size: input.size,
      expiresAt: new Date(now.getTime() + SEND_WITHIN_MS),
      createdAt: now,
    });
  });
}

export function memberOf({ actor }: TenantContext): string {
  if (actor.kind !== 'member') throw new AccessDenied('FORBIDDEN', 'member');
  return actor.memberId;
}

async function requireRoom(
  em: TenantContext['em'],
  ctx: TenantContext,
  memberId: string,
  size: number,
  now: Date,
): Promise<void> {
  const [open] = (await em.execute(
    `select count(*) as files, coalesce(sum(size), 0) as bytes, coalesce(sum(case when created_at > ? then 1 else 0 end), 0) as lately
       from upload where tenant_id = ? and member_id = ?`,
    [now.getTime() - 60_000, ctx.tenantId, memberId],
    'all',
  )) as [Record<'files' | 'bytes' | 'lately', number | string>];
  if (Number(open.lately) >= MOST_PER_MINUTE) throw new RateLimited(60);
  const most = MOST_OPEN_FILES_OF_LARGEST_SIZE * ctx.platform.config.largestMediaBytes;
  if (Number(open.files) >= MOST_OPEN || Number(open.bytes) + size > most)
    throw new UserProblem('TOO_MANY', 'Too many files are waiting to be sent. Send or wait a while.', ['size']);
}

/** The last part of a path, as text that every database takes. */
const baseName = (name: string): string =>
  Buffer.from(
    (name.split(/[/\\]/).at(-1) ?? '')
      .replace(/\p{Cc}/gu, '')
      .trim()
      .slice(0, 200),
  )
    .toString()
    .slice(0, 240);
