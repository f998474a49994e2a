import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { InboundOverload, type InboundStore } from '@prosa/server/integrations';
import type { Clock, Platform } from '@prosa/server/platform';
import { redactEnvelope } from './evolution';
import { suspectGapAtDoor } from './channel-gap';
import { DoorBook, sameSecret, type Door } from './door-book';

/** Byte maps inflate bodies, and history arrives in one piece. */
const LARGEST_BODY = 32 * 1024 * 1024;
/** Keys whose refused deliveries are remembered until one is stored again. */
const MOST_REFUSED = 5_000;
/** Evolution gives an answer up after thirty seconds, and forgets the delivery when it is restarted meanwhile: it is told before that to repeat it. */
const ANSWER_WITHIN_MS = 20_000;
/** The same trouble is logged this often: it comes with every delivery. */
const TELL_EVERY_MS = 60_000;

/**
 * `POST /webhooks/evolution/:key`: compares the secret before it reads the body, puts the body on disk, answers 200. Never
 * redirects. What an event means is decided later, from disk. 401 for a wrong secret; 503 when the disk does not take it or
 * nobody can be asked (the sender retries). A channel that is deleted or not known gets 200 and nothing is kept: there is
 * nowhere to keep it, and while a delivery fails, Evolution holds back that instance's messages and its deletion. So does what
 * comes in at a channel's door from another channel's instance.
 */
export function registerEvolutionWebhook(app: FastifyInstance, platform: Platform, store: InboundStore): void {
  const doors = new DoorBook(platform);
  const received = platform.metrics.counter('prosa_webhook_deliveries_total', 'Deliveries at the webhook door', ['provider', 'outcome']);
  const toldAt = new Map<string, number>();
  const count = (outcome: string) => received.inc({ provider: 'evolution', outcome });
  const tell = (outcome: string, level: 'warn' | 'error', text: string, error?: unknown): void => {
    const now = platform.clock.now().getTime();
    if (now - (toldAt.get(outcome) ?? -Infinity) < TELL_EVERY_MS) return;
    toldAt.set(outcome, now);
    platform.logger[level]({ problem: problemOf(error) }, text);
  };
  const refusedSince = new Map<string, number>();
  const notNow = (request: FastifyRequest, reply: FastifyReply, error: unknown) => {
    // The sender repeats it only for so long, and forgets it when it is restarted.
    const key = keyOf(request);
    if (!refusedSince.has(key) && refusedSince.size < MOST_REFUSED) refusedSince.set(key, platform.clock.now().getTime());
    const busy = error instanceof InboundOverload;
    count(busy ? 'overload' : 'not_stored');
    if (!busy) tell('not_stored', 'error', 'deliveries cannot be stored; Evolution is told to send them again', error);
    return reply.code(503).header('retry-after', '5').send({ error: 'Not stored, send again' });
  };

  const tellOfRefused = async (key: string, door: Door): Promise<void> => {
    const since = refusedSince.get(key);
    if (since === undefined) return;
    refusedSince.delete(key);
    await suspectGapAtDoor(platform, door, new Date(since)).catch(() => void refusedSince.set(key, since));
  };

  const admit = async (request: FastifyRequest, reply: FastifyReply) => {
    let door: Door | null;
    try {
      door = await doors.find(keyOf(request));
    } catch (error) {
      return notNow(request, reply.header('connection', 'close'), error);
    }
    if (!door || door.deleted) {
      count(door ? 'deleted_channel' : 'unknown_key');
      if (!door) tell('unknown_key', 'warn', 'a delivery came for a channel that is not known here and was dropped: does an Evolution instance of another installation point to this address?');
      return reply.code(200).send({ ok: true });
    }
    if (!sameSecret(request.headers['x-webhook-secret'], door.secret)) {
      count('wrong_secret');
      return reply.code(401).header('connection', 'close').send({ error: 'Unauthorized' });
    }
    (request as Admitted).door = door;
    // Whatever it calls itself, it is kept as bytes: a type that cannot be parsed would be refused, and the delivery lost.
    request.raw.headers['content-type'] = 'application/octet-stream';
  };

  const keep = async (request: FastifyRequest, reply: FastifyReply) => {
    const { door } = request as Admitted;
    const { tenantId, channelId } = door;
    const rawBody = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const text = rawBody.toString('utf8');
    const sender = instanceName(text);
    if (sender !== null && sender !== door.instanceName) {
      count('wrong_instance');
      tell('wrong_instance', 'warn', 'a delivery of another instance came in at a channel’s door and was dropped: does that instance’s webhook have the address of this one?');
      return reply.code(200).send({ ok: true });
    }
    try {
      const stored = store.store({ tenantId, integrationId: channelId, provider: 'EVOLUTION', event: eventName(text), rawBody, payload: redactEnvelope(text) });
      await within(platform.clock, ANSWER_WITHIN_MS, stored);
    } catch (error) {
      return notNow(request, reply, error);
    }
    count('stored');
    await tellOfRefused(keyOf(request), door);
    return reply.code(200).send({ ok: true });
  };

  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: LARGEST_BODY }, (_request, body, done) => done(null, body));
    scope.setErrorHandler((error, _request, reply) => {
      const { statusCode = 500 } = error as { statusCode?: number };
      count(statusCode === 413 ? 'too_large' : 'not_read');
      if (statusCode === 413) tell('too_large', 'error', 'a delivery was larger than is taken and is lost');
      return reply.code(statusCode).send({ error: 'Not taken' });
    });
    const options = { bodyLimit: LARGEST_BODY, onRequest: admit };
    scope.post('/webhooks/evolution/:key', options, keep);
    // `webhookByEvents` appends the event's name to the address.
    scope.post('/webhooks/evolution/:key/:event', options, keep);
  });
}

class TooSlow extends Error {
  override readonly name = 'TooSlow';
}

/** What is done all the same after that is done once: the repetition has the same bytes. */
function within<T>(clock: Clock, ms: number, work: Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const timer = clock.after(ms, () => reject(new TooSlow('It takes too long.')));
    void work.then(resolve, reject).finally(() => timer.cancel());
  });
}

const keyOf = (request: FastifyRequest): string => (request.params as { key: string }).key;
type Admitted = FastifyRequest & { door: Door };

/** The envelope starts with its event; a body that has none is kept all the same, and called unreadable by the worker. */
const eventName = (body: string): string => /"event"\s*:\s*"([a-z][a-z._-]{0,59})"/.exec(body.slice(0, 20_000))?.[1] ?? 'unknown';

/** Whose event it is, as the envelope says before its data; null when it does not. */
function instanceName(body: string): string | null {
  const head = body.slice(0, 2_000).split(/"data"\s*:/, 1)[0] ?? '';
  const quoted = /"instance"\s*:\s*("(?:[^"\\]|\\.)*")/.exec(head)?.[1];
  try {
    return quoted === undefined ? null : String(JSON.parse(quoted));
  } catch {
    return null;
  }
}

/** A database's own words quote the values of the statement, which hold the delivery. */
const problemOf = (error: unknown): string | undefined => (error instanceof Error ? `${error.name} ${(error as { code?: unknown }).code ?? ''}`.trim() : undefined);
