import { CSRF_HEADER } from '@prosa/shared/contracts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import type { BlobStore } from '../blobs/blob-store';
import type { TenantContext } from '../context/context';
import { bearerOf } from '../http/doorkeeper';
import { storeUpload, type Stored } from './store-upload';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** A sender of whom nothing is heard for so long is gone. */
const SILENCE_MS = 30_000;
/** At once, from everybody: each is a file that is open and a connection that is held. */
const MOST_AT_ONCE = 100;

const REFUSALS: Record<Exclude<Stored['kind'], 'STORED'>, [status: number, code: string, words: string]> = {
  UNKNOWN: [404, 'NOT_FOUND', 'No file is expected here, or not any more.'],
  TAKEN: [409, 'TAKEN', 'The bytes of this file were sent already.'],
  TOO_LONG: [413, 'TOO_LARGE', 'The file is larger than was announced.'],
  TOO_SHORT: [400, 'INCOMPLETE', 'The file is smaller than was announced.'],
};

/** `PUT /media/uploads/:id`: the bytes of an announced file, once, from the member who announced it. */
export function registerUploads(
  pages: FastifyInstance,
  blobs: BlobStore,
  callerOf: (request: FastifyRequest) => Promise<TenantContext | null>,
): void {
  let running = 0;
  void pages.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, body, done) => done(null, body));
    scope.put('/media/uploads/:id', { config: { slowBody: true } }, async (request, reply) => {
      const refuse = (status: number, code: string, error: string) => reply.code(status).send({ code, error });
      reply.header('cache-control', 'no-store');
      const ctx = await callerOf(request);
      if (!ctx) return refuse(401, 'UNAUTHENTICATED', 'Sign in first.');
      if (!bearerOf(request.headers.authorization) && !request.headers[CSRF_HEADER])
        return refuse(403, 'FORBIDDEN', `The header ${CSRF_HEADER} is missing.`);
      const { id } = request.params as { id: string };
      if (!UUID.test(id) || ctx.actor.kind !== 'member') return refuse(...REFUSALS.UNKNOWN);
      if (running >= MOST_AT_ONCE) return refuse(503, 'BUSY', 'Too many files at once. Try again in a moment.');
      running += 1;
      try {
        return await receive(ctx, blobs, id, request, reply);
      } finally {
        running -= 1;
      }
    });
  });
}

async function receive(ctx: TenantContext, blobs: BlobStore, id: string, request: FastifyRequest, reply: FastifyReply) {
  const body = request.body as Readable | null;
  const length = request.headers['content-length'];
  if (!body) return reply.code(400).send({ code: 'INCOMPLETE', error: 'The file is empty.' });
  const stopListening = endSilence(ctx, body);
  try {
    const stored = await storeUpload(ctx, blobs, id, body, length === undefined ? null : Number(length));
    if (stored.kind === 'STORED') return await reply.send({ size: stored.size, mimeType: stored.mimeType });
    const [status, code, error] = REFUSALS[stored.kind];
    return await reply.code(status).send({ code, error });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw goneOr(error, body);
    ctx.platform.logger.error({ err: error }, 'there is no room for files any more');
    return reply.code(507).send({ code: 'NO_ROOM', error: 'There is no room for files any more.' });
  } finally {
    stopListening();
  }
}

/** That the sender went away is no failure of ours. */
const goneOr = (error: unknown, body: Readable): unknown =>
  body.destroyed && !body.readableEnded
    ? Object.assign(new Error('The sender went away.'), { statusCode: 400 })
    : error;

function endSilence({ platform: { clock } }: TenantContext, body: Readable): () => void {
  let timer = clock.after(SILENCE_MS, giveUp);
  function giveUp() {
    body.destroy(new Error('Nothing came for too long.'));
  }
  const heard = () => {
    timer.cancel();
    timer = clock.after(SILENCE_MS, giveUp);
  };
  body.on('data', heard);
  body.pause(); // listening alone would let the bytes flow
  return () => {
    timer.cancel();
    body.off('data', heard);
  };
}
