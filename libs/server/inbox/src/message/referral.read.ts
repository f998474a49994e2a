import type { AdReferral } from '@prosa/server/channels';
import { sightSql, type TenantContext } from '@prosa/server/platform';
import type { MessageDetail } from './message-detail';

/** The advertisement by which each of these contacts first came, as far as the caller sees their conversations. One statement. */
export async function readReferrals(
  ctx: TenantContext,
  contactIds: readonly string[],
): Promise<Map<string, AdReferral>> {
  const [inSight, params] = sightSql(ctx.sight, 'c');
  const rows = await ctx.platform.db.read<{ contact_id: string; detail: string | MessageDetail | null }>(
    `select c.contact_id, m.detail from conversation c
       join message m on m.tenant_id = c.tenant_id and m.conversation_id = c.id and m.by_ad = true
      where c.tenant_id = ? and c.contact_id in (${contactIds.map(() => '?').join(', ')}) and ${inSight}
      order by m.sort_key desc`,
    [ctx.tenantId, ...contactIds, ...params],
  );
  return new Map(
    rows.flatMap(({ contact_id, detail }): [string, AdReferral][] => {
      const { adReferral } = (typeof detail === 'string' ? JSON.parse(detail) : (detail ?? {})) as MessageDetail;
      return adReferral ? [[contact_id, adReferral]] : [];
    }),
  );
}
