import { systemContext, type JobHandler, type Platform, type Sweep } from '@prosa/server/platform';
import { tellRead, type ReceiptGateway } from './tell-read';

/** Job `conversation.tell-read`: what was read here is read on the phone, too. */
export const tellReadJob = (platform: Platform, gateway: ReceiptGateway): JobHandler => ({
  kind: 'conversation.tell-read',
  concurrency: 2,
  run: async (job) => {
    const ctx = systemContext(platform, job.tenantId as string, 'conversation.tell-read');
    const again = await tellRead(ctx, gateway, job.key);
    if (again) return { again };
  },
});

/** Receipts whose wake-up was lost; those of a channel that is gone are of no use to anybody, and go with its messages. */
export const tellReadSweep = (platform: Platform): Sweep => ({
  kind: 'conversation.tell-read',
  find: async (limit) => {
    const rows = await platform.db.read<{ tenant_id: string; conversation_id: string }>(
      `select distinct r.tenant_id, r.conversation_id from read_receipt r join message m on m.id = r.message_id join channel h on h.id = m.channel_id
        where r.due_at <= ? and h.deleted_at is null limit ${Number(limit)}`,
      [platform.clock.now().getTime() - 2_000],
    );
    return rows.map((row) => ({ kind: 'conversation.tell-read', key: row.conversation_id, tenantId: row.tenant_id }));
  },
});
