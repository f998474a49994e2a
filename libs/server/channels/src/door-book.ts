import { createHash, timingSafeEqual } from 'node:crypto';
import type { Platform } from '@prosa/server/platform';

/** How long a key's secret may be remembered: a rotated or deleted channel is noticed after this. */
const REMEMBER_MS = 5_000;
const MOST_REMEMBERED = 5_000;

/** Whose deliveries come in under a webhook key. */
export interface Door {
  tenantId: string;
  channelId: string;
  instanceName: string;
  /** SHA-256 of the secret. */
  secret: Buffer;
  deleted: boolean;
}

/** In constant time, whatever is given. */
export const sameSecret = (given: string | string[] | undefined, wanted: Buffer): boolean =>
  typeof given === 'string' && timingSafeEqual(createHash('sha256').update(given).digest(), wanted);

/** The channels' keys and hashed secrets, remembered for a moment: a busy channel must not cost a read and a decryption per event. */
export class DoorBook {
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
    const [row] = await this.platform.db.read<{ id: string; tenant_id: string; instance_name: string; webhook_secret_sealed: string; deleted_at: number | null }>(
      `select id, tenant_id, instance_name, webhook_secret_sealed, deleted_at from channel where webhook_key = ?`,
      [key],
    );
    if (!row) return null;
    const secret = this.platform.secrets.open(row.webhook_secret_sealed, `channel-webhook:${row.id}`);
    return {
      tenantId: row.tenant_id,
      channelId: row.id,
      instanceName: row.instance_name,
      secret: createHash('sha256').update(secret).digest(),
      deleted: row.deleted_at !== null,
    };
  }
}
