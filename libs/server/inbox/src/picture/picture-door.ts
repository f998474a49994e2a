import type { FastifyInstance, FastifyRequest } from 'fastify';
import { readContacts } from '@prosa/server/crm';
import type { BlobStore, TenantContext } from '@prosa/server/platform';
import { MEDIA_POLICY, MEDIA_UUID } from '../media/media-headers';
import { readPictures } from './picture.read';

/** `GET /media/contacts/:id`: a contact's picture, to members who see the contact. Unknown, out of sight and without one are not told apart. */
export function registerPictures(
  pages: FastifyInstance,
  blobs: BlobStore,
  callerOf: (request: FastifyRequest) => Promise<TenantContext | null>,
): void {
  pages.get('/media/contacts/:id', async (request, reply) => {
    reply.header('cache-control', 'private, no-cache').header('content-security-policy', MEDIA_POLICY);
    const ctx = await callerOf(request);
    if (!ctx) return reply.code(401).send({ error: 'Sign in first.' });
    const { id } = request.params as { id: string };
    const seen = ctx.permissions.has('inbox:read') && MEDIA_UUID.test(id) ? (await readContacts(ctx, [id]))[0] : null;
    const picture = seen && (await readPictures(ctx, [seen.id])).get(seen.id);
    const size = picture ? await blobs.sizeOf(ctx.tenantId, picture.id) : null;
    if (!picture || !size) return reply.code(404).send({ error: 'Not found' });
    // Each picture has an address of its own, which a browser need not ask for again.
    if ((request.query as { v?: unknown }).v === String(picture.version))
      reply.header('cache-control', 'private, max-age=86400');
    return reply
      .header('x-content-type-options', 'nosniff')
      .type(picture.mimeType)
      .send(blobs.read(ctx.tenantId, picture.id, { start: 0, end: size - 1 }));
  });
}
