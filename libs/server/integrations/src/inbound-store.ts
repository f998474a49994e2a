import { newId, type Clock, type Database } from '@prosa/server/platform';
import { bodyKey } from './body-key';
import { DoorPressure } from './door-pressure';
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

type Waiting = { row: unknown[]; bytes: number; integrationId: string; tenantId: string; resolve: () => void; reject: (error: unknown) => void };

/** More than this that is not written yet, and the door answers 503: the sender keeps it better than our memory does. */
const MOST_WAITING = 5_000;
const MOST_BYTES_WAITING = 256 * 1024 * 1024;
const MOST_PER_COMMIT = 500;
/** History comes in large pieces: what goes into one statement must stay far from the limits of strings and drivers. */
const BYTES_PER_COMMIT = 8 * 1024 * 1024;

export class InboundOverload extends Error {}

/**
 * Puts deliveries on disk before they are acknowledged. All that wait share one INSERT and one commit: an fsync each would
 * be five to seven times slower. The same bytes to the same integration are stored once.
 */
export class InboundStore {
  private waiting: Waiting[] = [];
  private bytesWaiting = 0;
  private flushing = false;
  /** Integration to tenant: what was stored and is to be told. */
  private untold = new Map<string, string>();
  private readonly pressure: DoorPressure;

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    /** Called after a commit, once per integration that got something; in a flood once for many commits. */
    private readonly onStored: (tenantId: string, integrationId: string) => void,
  ) {
    this.pressure = new DoorPressure(clock);
  }

  /** Resolves when taking in what is stored does not hold up the door. */
  untilCalm = (): Promise<void> => this.pressure.untilCalm();

  /** Resolves when the delivery is durable. Rejects with InboundOverload or the database's error; then nothing was acknowledged. */
  store(delivery: InboundDelivery): Promise<void> {
    const bytes = delivery.rawBody.byteLength;
    if (this.waiting.length >= MOST_WAITING || this.bytesWaiting + bytes > MOST_BYTES_WAITING) return Promise.reject(new InboundOverload('Too many deliveries wait for the disk.'));
    this.pressure.note();
    const now = this.clock.now().getTime();
    const key = bodyKey(delivery.rawBody);
    const { tenantId, integrationId, provider, event, payload } = delivery;
    // PostgreSQL takes no NUL in any text; JSON has none either, so that such a body is unreadable as it is.
    const row = [newId(), tenantId, integrationId, provider, event.slice(0, 60), key, payload.replaceAll('\0', '\uFFFD'), now];
    return new Promise<void>((resolve, reject) => {
      this.bytesWaiting += bytes;
      this.waiting.push({ row, bytes, integrationId, tenantId, resolve, reject });
      if (!this.flushing) void this.flush();
    });
  }

  private async flush(): Promise<void> {
    this.flushing = true;
    await new Promise(setImmediate); // everything that this turn of the loop has read joins the batch
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, this.fitting());
      try {
        await this.insert(batch.map(({ row }) => row));
        for (const { resolve } of batch) resolve();
        this.tell(batch);
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
      for (const { bytes } of batch) this.bytesWaiting -= bytes;
    }
    this.flushing = false;
  }

  private tell(stored: readonly Waiting[]): void {
    const waiting = this.untold.size > 0;
    for (const { integrationId, tenantId } of stored) this.untold.set(integrationId, tenantId);
    if (!this.pressure.high) this.tellAll();
    else if (!waiting) void this.pressure.untilCalm().then(() => this.tellAll());
  }

  private tellAll(): void {
    const all = this.untold;
    this.untold = new Map();
    for (const [integrationId, tenantId] of all) this.onStored(tenantId, integrationId);
  }

  /** How many of those that wait go into the next commit: at least one. */
  private fitting(): number {
    let bytes = 0;
    for (const [count, one] of this.waiting.entries()) {
      bytes += one.bytes;
      if (count === MOST_PER_COMMIT || (count > 0 && bytes > BYTES_PER_COMMIT)) return count;
    }
    return this.waiting.length;
  }

  /** All rows as one JSON text: one parameter, however many they are. */
  private insert(rows: unknown[][]): Promise<unknown> {
    const sqlite = this.db.dialect === 'sqlite';
    const types = ['uuid', 'uuid', 'uuid', 'text', 'text', 'text', 'text', 'bigint', 'bigint'];
    const values = [0, 1, 2, 3, 4, 5, 6, 7, 7].map((at, i) => (sqlite ? `value ->> ${at}` : `(value ->> ${at})::${types[i]}`));
    return this.db.write(
      `insert into inbound_event (id, tenant_id, integration_id, provider, event, body_hash, payload, received_at, next_attempt_at, status, attempts)
       select ${values.join(', ')}, 'RECEIVED', 0 from ${sqlite ? 'json_each(?)' : 'jsonb_array_elements(?::jsonb) as row (value)'} where true
       on conflict (integration_id, body_hash) do nothing`,
      [JSON.stringify(rows)],
    );
  }
}
