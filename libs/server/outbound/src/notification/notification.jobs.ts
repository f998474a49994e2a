import type { JobHandler, LogPosition, Platform, Sweep } from '@prosa/server/platform';
import { positionOf, tellMembers, type OnTold } from './tell-members';

const KIND = 'notification.tell';

/**
 * Job `notification.tell`, one at a time per tenant: reads the log on. It is asked for with each commit that tells the log something,
 * but once only while it waits, so that a flood of commits asks for little.
 */
export function tellMembersJob(platform: Platform, onTold?: OnTold): { handler: JobHandler; follow: () => () => void } {
  const asked = new Set<string>();
  return {
    handler: {
      kind: KIND,
      concurrency: 2,
      run: async ({ tenantId, signal }) => {
        if (!tenantId) return;
        asked.delete(tenantId); // before it reads: what is committed from now on asks anew
        await tellMembers(platform, tenantId, signal, onTold);
      },
    },
    follow: () =>
      platform.hub.onAnyWake((tenantId, head) => {
        if (head === 0 || asked.has(tenantId)) return; // no log grew: a word of another kind
        asked.add(tenantId);
        platform.jobs.enqueue({ kind: KIND, key: tenantId, tenantId }).catch((error: unknown) => {
          asked.delete(tenantId);
          platform.logger.warn({ err: error }, 'a wake-up was lost; the sweep finds the work');
        });
      }),
  };
}

/** Tenants whose log has grown unread. */
export const tellMembersSweep = ({ db }: Platform): Sweep => ({
  kind: KIND,
  find: async (limit) => {
    const rows = await db.read<{ tenant_id: string }>(
      `select h.tenant_id from event_head h left join notification_position p on p.tenant_id = h.tenant_id
        where h.seq > coalesce(p.seq, 0) limit ${Number(limit)}`,
    );
    return rows.map(({ tenant_id }) => ({ kind: KIND, key: tenant_id, tenantId: tenant_id }));
  },
});

/** What is not told yet must not be trimmed. */
export const notificationPosition =
  (platform: Platform): LogPosition =>
  (tenantId) =>
    positionOf(platform, tenantId);
