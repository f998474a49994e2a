import { createHash } from 'node:crypto';
import { newId, type Clock, type Database } from '@prosa/server/platform';
import type { IntegrationProvider } from './integrations.entities';

export interface InboundDelivery {
  tenantId: string;
  integrationId: string;
  provider: IntegrationProvider;
  event: string;
  /** The body as it came: what repeated deliveries are recognised by. */
  rawBody: Buffer;
  /** What is kept: the body without the secrets of its envelope. */
  payload: string;
}

type Waiting = { row: unknown[]; integrationId: string; tenantId: string; resolve: () => void; reject: (error: unknown) => void };

/** More than this many unwritten deliveries and the door answers 503: the sender keeps them better than our memory does. */
const MOST_WAITING = 5_000;
const MOST_PER_COMMIT = 500;

export class InboundOverload extends Error {}

/**
 * Puts deliveries on disk before they are acknowledged. All that wait share one INSERT and one commit: an fsync each would
 * be five to seven times slower. The same bytes to the same integration are stored once.
 */
export class InboundStore {
  private waiting: Waiting[] = [];
  private flushing = false;

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    /** Called after each commit, once per integration that got something. */
    private readonly onStored: (tenantId: string, integrationId: string) => void,
  ) {}

  /** Resolves when the delivery is durable. Rejects with InboundOverload or the database's error; then nothing was acknowledged. */
  store(delivery: InboundDelivery): Promise<void> {
    if (this.waiting.length >= MOST_WAITING) return Promise.reject(new InboundOverload('Too many deliveries wait for the disk.'));
    const now = this.clock.now().getTime();
    const hash = createHash('sha256').update(delivery.rawBody).digest('hex');
    const { tenantId, integrationId, provider, event, payload } = delivery;
    const row = [newId(), tenantId, integrationId, provider, event.slice(0, 60), hash, payload, now];
    return new Promise<void>((resolve, reject) => {
      this.waiting.push({ row, integrationId, tenantId, resolve, reject });
      if (!this.flushing) void this.flush();
    });
  }

  private async flush(): Promise<void> {
    this.flushing = true;
    await new Promise(setImmediate); // everything that this turn of the loop has read joins the batch
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, MOST_PER_COMMIT);
      try {
        await this.insert(batch.map(({ row }) => row));
        for (const { resolve } of batch) resolve();
        const touched = new Map(batch.map(({ integrationId, tenantId }) => [integrationId, tenantId]));
        for (const [integrationId, tenantId] of touched) this.onStored(tenantId, integrationId);
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.flushing = false;
  }

  private insert(rows: unknown[][]): Promise<unknown> {
    const columns = 'id, tenant_id, integration_id, provider, event, body_hash, payload, received_at, next_attempt_at, status, attempts';
    if (this.db.dialect === 'sqlite') {
      const at = (i: number) => `value ->> ${i}`;
      return this.db.write(
        `insert into inbound_event (${columns})
         select ${[0, 1, 2, 3, 4, 5, 6, 7, 7].map(at).join(', ')}, 'RECEIVED', 0 from json_each(?) where true
         on conflict (integration_id, body_hash) do nothing`,
        [JSON.stringify(rows)],
      );
    }
    const types = ['uuid', 'uuid', 'uuid', 'text', 'text', 'text', 'text', 'bigint'];
    return this.db.write(
      `insert into inbound_event (${columns})
       select a, b, c, d, e, f, g, h, h, 'RECEIVED', 0 from unnest(${types.map((type) => `?::${type}[]`).join(', ')}) as t (a, b, c, d, e, f, g, h)
       on conflict (integration_id, body_hash) do nothing`,
      types.map((_, i) => rows.map((row) => row[i])),
    );
  }
}
