import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isShown, sniffType, type BlobStore, type TenantContext } from '@prosa/server/platform';
import type { AttachmentRow } from './attachment.read';
import { readAttachmentInSight, readThumbnailInSight } from './attachment.read';
import { byteRange } from './byte-range';
import { disposition } from './content-disposition';
import { fetchAnew } from './fetch-media';
import { MEDIA_POLICY, MEDIA_UUID } from './media-headers';

/**
 * `GET /media/:id`: a message's file, or with `?thumbnail` its small picture, to members who see the conversation. Unknown,
 * another tenant's and out of sight are not told apart. One that is not here is fetched because somebody wants it: 202.
 */
export function registerMedia(
  pages: FastifyInstance,
  blobs: BlobStore,
  callerOf: (request: FastifyRequest) => Promise<TenantContext | null>,
): void {
  pages.get('/media/:id', async (request, reply) => {
    reply.header('cache-control', 'private, no-cache').header('content-security-policy', MEDIA_POLICY);
    const ctx = await callerOf(request);
    if (!ctx) return reply.code(401).send({ error: 'Sign in first.' });
    const { id } = request.params as { id: string };
    if (!ctx.permissions.has('inbox:read') || !MEDIA_UUID.test(id)) return notFound(reply);
    if ('thumbnail' in (request.query as object)) return sendThumbnail(ctx, id, reply);
    const row = await readAttachmentInSight(ctx, id);
    if (!row) return notFound(reply);
    const size = row.state === 'READY' ? await blobs.sizeOf(ctx.tenantId, id) : null;
    if (size !== null) return sendFile(ctx, row, size, blobs, request, reply);
    if (row.failureCode === 'TOO_LARGE' || row.failureCode === 'CHANNEL_GONE') return notFound(reply);
    await fetchAnew(ctx, id);
    return reply.code(202).header('retry-after', '2').send({ state: 'PENDING' });
  });
}

const notFound = (reply: FastifyReply) => reply.code(404).send({ error: 'Not found' });

async function sendThumbnail(ctx: TenantContext, id: string, reply: FastifyReply) {
  const bytes = await readThumbnailInSight(ctx, id);
  const type = bytes && sniffType(bytes);
  if (!bytes || !type?.startsWith('image/')) return notFound(reply);
  return reply.header('x-content-type-options', 'nosniff').type(type).send(bytes);
}

function sendFile(
  { tenantId }: TenantContext,
  row: AttachmentRow,
  size: number,
  blobs: BlobStore,
  { headers }: FastifyRequest,
  reply: FastifyReply,
) {
  const tag = `"${row.id}-${size}"`;
  reply
    .header('etag', tag)
    .header('accept-ranges', 'bytes')
    .header('x-content-type-options', 'nosniff')
    .header('content-disposition', disposition(isShown(row.mimeType), row.fileName))
    .type(row.mimeType);
  if (headers['if-none-match'] === tag) return reply.code(304).send();
  const wanted = headers['if-range'] && headers['if-range'] !== tag ? undefined : headers.range;
  const range = byteRange(wanted, size);
  if (range === 'unsatisfiable') return reply.code(416).header('content-range', `bytes */${size}`).send();
  const { start, end } = range ?? { start: 0, end: size - 1 };
  if (range) reply.code(206).header('content-range', `bytes ${start}-${end}/${size}`);
  reply.header('content-length', end - start + 1);
  return size === 0 ? reply.send('') : reply.send(blobs.read(tenantId, row.id, { start, end }));
}
