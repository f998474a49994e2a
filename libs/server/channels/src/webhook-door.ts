import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { InboundOverload, type InboundStore } from '@prosa/server/integrations';
import type { Platform } from '@prosa/server/platform';
import { redactEnvelope } from './evolution';

/** Byte maps inflate bodies, and history arrives in one piece. */
const LARGEST_BODY = 32 * 1024 * 1024;
/** How long a key's secret may be remembered: a rotated or deleted channel is noticed after this. */
const REMEMBER_MS = 5_000;
const MOST_REMEMBERED = 5_000;

interface Door {
  tenantId: string;
  channelId: string;
  secret: Buffer;
  deleted: boolean;
}

/**
 * `POST /webhooks/evolution/:key`: compares the secret, puts the body on disk, answers 200. Never redirects. What an event
 * means is decided later, from disk. 404 for a key that was never given out, 401 for a wrong secret, 503 when the disk
 * does not take it (the sender retries); a deleted channel's late deliveries are answered 200 and dropped.
 */
export function registerEvolutionWebhook(app: FastifyInstance, platform: Platform, store: InboundStore): void {
  const doors = new DoorBook(platform);
  const received = platform.metrics.counter('prosa_webhook_deliveries_total', 'Deliveries at the webhook door', ['provider', 'outcome']);
  const count = (outcome: string) => received.inc({ provider: 'evolution', outcome });

  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: LARGEST_BODY }, (_request, body, done) => done(null, body));
    const options = { bodyLimit: LARGEST_BODY, config: { rateLimit: false } };
    const handler = async (request: FastifyRequest, reply: FastifyReply) => {
      const { key } = request.params as { key: string };
      const door = await doors.find(key);
      if (!door) {
        count('unknown_key');
        return reply.code(404).send({ error: 'Unknown webhook key' });
      }
      if (!sameSecret(request.headers['x-webhook-secret'], door.secret)) {
        count('wrong_secret');
        return reply.code(401).send({ error: 'Wrong webhook secret' });
      }
      if (door.deleted) {
        count('deleted_channel');
        return reply.code(200).send({ ok: true });
      }
      const rawBody = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const text = rawBody.toString('utf8');
      try {
        await store.store({
          tenantId: door.tenantId,
          integrationId: door.channelId,
          provider: 'EVOLUTION',
          event: eventName(text),
          rawBody,
          payload: redactEnvelope(text),
        });
      } catch (error) {
        count('not_stored');
        if (!(error instanceof InboundOverload)) platform.logger.error({ err: error }, 'a delivery could not be stored');
        return reply.code(503).header('retry-after', '5').send({ error: 'Not stored, send again' });
      }
      count('stored');
      return reply.code(200).send({ ok: true });
    };
    scope.post('/webhooks/evolution/:key', options, handler);
    // `webhookByEvents` appends the event's name to the address.
    scope.post('/webhooks/evolution/:key/:event', options, handler);
  });
}

/** The envelope starts with its event; a body that has none is kept all the same, and called unreadable by the worker. */
const eventName = (body: string): string => /"event"\s*:\s*"([a-z][a-z._-]{0,59})"/.exec(body.slice(0, 20_000))?.[1] ?? 'unknown';

function sameSecret(given: string | string[] | undefined, wanted: Buffer): boolean {
  if (typeof given !== 'string') return false;
  return timingSafeEqual(createHash('sha256').update(given).digest(), wanted);
}

/** The channels' keys and hashed secrets, remembered for a moment: a busy channel must not cost a read and a decryption per event. */
class DoorBook {
  private readonly known = new Map<string, { door: Door | null; until: number }>();

  constructor(private readonly platform: Platform) {}

  async find(key: string): Promise<Door | null> {
    const now = this.platform.clock.now().getTime();
    const remembered = this.known.get(key);
    if (remembered && remembered.until > now) return remembered.door;
    const door = await this.load(key);
    if (this.known.size >= MOST_REMEMBERED) this.known.clear();
    this.known.set(key, { door, until: now + REMEMBER_MS });
    return door;
  }

  private async load(key: string): Promise<Door | null> {
    const [row] = await this.platform.db.read<{ id: string; tenant_id: string; webhook_secret_sealed: string; deleted_at: number | null }>(
      `select id, tenant_id, webhook_secret_sealed, deleted_at from channel where webhook_key = ?`,
      [key],
    );
    if (!row) return null;
    const secret = this.platform.secrets.open(row.webhook_secret_sealed, `channel-webhook:${row.id}`);
    return {
      tenantId: row.tenant_id,
      channelId: row.id,
      secret: createHash('sha256').update(secret).digest(),
      deleted: row.deleted_at !== null,
    };
  }
}
