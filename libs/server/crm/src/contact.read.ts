import { type TenantContext } from '@prosa/server/platform';
import { contactSightSql } from './contact-sight';

/** A contact as it is read: what the API shows of one, in one row. */
export interface ContactRow {
  id: string;
  tenantId: string;
  name: string;
  version: number;
  createdAt: Date;
  updatedAt: Date;
}
interface Raw {
  id: string;
  tenant_id: string;
  name: string;
  version: number;
  created_at: number | string;
  updated_at: number | string;
}

/** Those of these contacts that the caller sees. One statement; the order is not that of the ids. */
export async function readContacts(ctx: TenantContext, ids: readonly string[]): Promise<ContactRow[]> {
  if (ids.length === 0) return [];
  const [inSight, params] = contactSightSql(ctx.sight, 'c');
  const rows = await ctx.platform.db.read<Raw>(
    `select id, tenant_id, name, version, created_at, updated_at from contact c
      where c.tenant_id = ? and c.id in (${ids.map(() => '?').join(', ')}) and ${inSight}`,
    [ctx.tenantId, ...ids, ...params],
  );
  return rows.map((row) => ({
    id: row.id,
    tenantId: row.tenant_id,
    name: row.name,
    version: row.version,
    createdAt: new Date(Number(row.created_at)),
    updatedAt: new Date(Number(row.updated_at)),
  }));
}

/** The phone numbers of these contacts, oldest first. One statement. */
export async function readPhones(ctx: TenantContext, contactIds: readonly string[]): Promise<Map<string, string[]>> {
  const phones = new Map<string, string[]>(contactIds.map((id) => [id, []]));
  if (contactIds.length === 0) return phones;
  const rows = await ctx.platform.db.read<{ contact_id: string; value: string }>(
    `select contact_id, value from contact_identity
      where tenant_id = ? and contact_id in (${contactIds.map(() => '?').join(', ')}) and kind = 'PHONE' order by id`,
    [ctx.tenantId, ...contactIds],
  );
  for (const { contact_id, value } of rows) phones.get(contact_id)?.push(value);
  return phones;
}
