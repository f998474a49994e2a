import type { Clock, Platform } from '@prosa/server/platform';
import type { Channel } from './channels.entities';
import type { InstanceInfo, WhatsAppGateway } from './evolution';

/** So many channels that are due together are worth one question about all of them. */
export const MANY = 4;
/** An answer serves whoever asks this soon after it. */
const FRESH_MS = 20_000;

/** What a server said of one of its instances, and when it was asked. */
export interface Called {
  info: InstanceInfo | null;
  asked: Date;
}

/**
 * Asks a server for all its instances at once, for the many channels that are due at about the same time: after a start, and
 * whenever nothing is heard of many numbers. Its answer is what the server's database holds; see `InstanceInfo`.
 */
export class RollCall {
  private last: { asked: Date; answer: Promise<Map<string, InstanceInfo>> } | null = null;

  constructor(
    private readonly gateway: Pick<WhatsAppGateway, 'fetchInstances'>,
    private readonly clock: Clock,
  ) {}

  isFresh(): boolean {
    return this.last !== null && this.clock.now().getTime() - this.last.asked.getTime() <= FRESH_MS;
  }

  /** Throws `GatewayError`. A failure is the answer to all who ask as soon, too. */
  async of({ instanceName }: Pick<Channel, 'instanceName'>): Promise<Called> {
    const now = this.clock.now();
    if (!this.last || !this.isFresh()) this.last = { asked: now, answer: this.call() };
    const { answer, asked } = this.last;
    return { info: (await answer).get(instanceName) ?? null, asked };
  }

  private async call(): Promise<Map<string, InstanceInfo>> {
    return new Map((await this.gateway.fetchInstances()).map((info) => [info.name, info]));
  }
}

/** Whether several channels want to know now. */
export async function areMany({ db, clock }: Platform): Promise<boolean> {
  const rows = await db.read(
    `select id from channel where check_at <= ? and deleted_at is null and first_connected_at is not null limit ${MANY}`,
    [clock.now().getTime()],
  );
  return rows.length >= MANY;
}
