import { type TenantContext } from '@prosa/server/platform';
import { foldName } from '@prosa/shared/contracts';
import { contactSightSql } from './contact-sight';
import type { IdentityKind, NameSource, OptOutReason } from './crm.entities';

/** A contact as it is read: what the API shows of one, in one row. */
export interface ContactRow {
  id: string;
  tenantId: string;
  name: string;
  nameSource: NameSource;
  optedOutAt: Date | null;
  optOutReason: OptOutReason | null;
  version: number;
  createdAt: Date;
  updatedAt: Date;
}
type Raw = Record<string, string | number | null>;

const COLUMNS =
  'c.id, c.tenant_id, c.name, c.name_source, c.opted_out_at, c.opt_out_reason, c.version, c.created_at, c.updated_at';
const rowOf = (raw: Raw): ContactRow => ({
  id: raw['id'] as string,
  tenantId: raw['tenant_id'] as string,
  name: raw['name'] as string,
  nameSource: raw['name_source'] as NameSource,
  optedOutAt: raw['opted_out_at'] === null ? null : new Date(Number(raw['opted_out_at'])),
  optOutReason: raw['opt_out_reason'] as OptOutReason | null,
  version: Number(raw['version']),
  createdAt: new Date(Number(raw['created_at'])),
  updatedAt: new Date(Number(raw['updated_at'])),
});
const marks = (values: readonly unknown[]): string => values.map(() => '?').join(', ');

/** Those of these contacts that the caller sees. One statement; the order is not that of the ids. */
export async function readContacts(ctx: TenantContext, ids: readonly string[]): Promise<ContactRow[]> {
  if (ids.length === 0) return [];
  const [inSight, params] = contactSightSql(ctx.sight, 'c');
  const rows = await ctx.platform.db.read<Raw>(
    `select ${COLUMNS} from contact c where c.tenant_id = ? and c.id in (${marks(ids)}) and ${inSight}`,
    [ctx.tenantId, ...ids, ...params],
  );
  return rows.map(rowOf);
}

/** Those of these contacts that the caller sees, by the id that was asked for: one that became part of another is that other. */
export async function readContactsById(ctx: TenantContext, ids: readonly string[]): Promise<Map<string, ContactRow>> {
  const found = new Map((await readContacts(ctx, ids)).map((row) => [row.id, row]));
  const missing = ids.filter((id) => !found.has(id));
  if (missing.length === 0) return found;
  const merges = await ctx.platform.db.read<{ gone_id: string; kept_id: string }>(
    `select gone_id, kept_id from contact_merge where tenant_id = ? and gone_id in (${marks(missing)}) and undone_at is null`,
    [ctx.tenantId, ...missing],
  );
  const kept = await readContacts(ctx, [...new Set(merges.map((merge) => merge.kept_id))]);
  for (const { gone_id, kept_id } of merges) {
    const row = kept.find(({ id }) => id === kept_id);
    if (row) found.set(gone_id, row);
  }
  return found;
}

export interface ContactPage {
  rows: ContactRow[];
  total: number;
}
const MOST_COUNTED = 10_000;
const MOST_WORDS = 8;
/** Fewer are in every number. */
const FEWEST_DIGITS = 3;
const containing = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;
const has = (text: string): string => `${text} like ? escape '\\'`;
/** A group has a name, but is nobody. Asked for once, and not of each contact. Takes the tenant. */
const IS_PERSON = `c.id not in (select g.contact_id from contact_identity g where g.tenant_id = ? and g.kind = 'GROUP')`;

/**
 * Contacts in sight, newest first, and how many there are (up to 10,000), groups aside: all, or those
 * whose name holds each word that was typed, accents and case aside, or whose number the digits.
 */
export async function listContacts(
  ctx: TenantContext,
  filter: { search?: string | null; optedOut?: boolean | null },
  page: { after: string | null; limit: number },
): Promise<ContactPage> {
  const [inSight, seen] = contactSightSql(ctx.sight, 'c');
  const where = [`c.tenant_id = ?`, inSight];
  const params: unknown[] = [ctx.tenantId, ...seen];
  const words = foldName(filter.search ?? '')
    .split(' ')
    .filter(Boolean)
    .slice(0, MOST_WORDS);
  if (words.length > 0) {
    const digits = filter.search?.replace(/\D/g, '') ?? '';
    const byName = words.map(() => has('c.search_name')).join(' and ');
    const byPhone = `c.id in (select i.contact_id from contact_identity i where i.tenant_id = ? and i.kind = 'PHONE' and ${has('i.value')})`;
    const asked = digits.length >= FEWEST_DIGITS ? [ctx.tenantId, containing(digits)] : [];
    where.push(asked.length > 0 ? `((${byName}) or ${byPhone})` : byName);
    params.push(...words.map(containing), ...asked);
  }
  if (filter.optedOut != null) where.push(`c.opted_out_at is ${filter.optedOut ? 'not null' : 'null'}`);
  where.push(IS_PERSON);
  params.push(ctx.tenantId);
  const condition = where.join(' and ');
  // The ids come from an index that has the names, too; only those of the page are looked up.
  const ids = `select c.id from contact c where ${condition}${page.after ? ' and c.id < ?' : ''} order by c.id desc limit ?`;
  const rows = await ctx.platform.db.read<Raw>(
    `select ${COLUMNS} from contact c where c.id in (select id from (${ids}) page) order by c.id desc`,
    [...params, ...(page.after ? [page.after] : []), page.limit],
  );
  const all = page.after === null && rows.length < page.limit;
  return { rows: rows.map(rowOf), total: all ? rows.length : await countUpTo(ctx, condition, params) };
}

async function countUpTo(ctx: TenantContext, condition: string, params: readonly unknown[]): Promise<number> {
  const [count] = await ctx.platform.db.read<{ n: number | string }>(
    `select count(*) as n from (select 1 from contact c where ${condition} limit ${MOST_COUNTED}) counted`,
    params,
  );
  return Number(count?.n ?? 0);
}

const MOST_DUPLICATES = 5;

/** Others in sight who bear the same name, given by themselves or by a person: it may be one person with two numbers. */
export async function readPossibleDuplicates(ctx: TenantContext, contact: ContactRow): Promise<ContactRow[]> {
  if (contact.nameSource !== 'WHATSAPP' && contact.nameSource !== 'MEMBER') return [];
  const [inSight, params] = contactSightSql(ctx.sight, 'c');
  const apart = `exists (select 1 from contact_merge m where m.tenant_id = c.tenant_id and m.undone_at is not null
    and ((m.kept_id = c.id and m.gone_id = ?) or (m.gone_id = c.id and m.kept_id = ?)))`;
  const rows = await ctx.platform.db.read<Raw>(
    `select ${COLUMNS} from contact c
      where c.tenant_id = ? and c.name = ? and c.id <> ? and c.name_source in ('WHATSAPP', 'MEMBER') and ${inSight}
        and not ${apart} and ${IS_PERSON}
      order by c.id limit ${MOST_DUPLICATES}`,
    [ctx.tenantId, contact.name, contact.id, ...params, contact.id, contact.id, ctx.tenantId],
  );
  return rows.map(rowOf);
}

export interface IdentityRow {
  kind: IdentityKind;
  value: string;
}

/** By what names WhatsApp knows these contacts, oldest first. One statement. */
export async function readIdentities(
  ctx: TenantContext,
  contactIds: readonly string[],
): Promise<Map<string, IdentityRow[]>> {
  const identities = new Map<string, IdentityRow[]>(contactIds.map((id) => [id, []]));
  if (contactIds.length === 0) return identities;
  const rows = await ctx.platform.db.read<IdentityRow & { contact_id: string }>(
    `select contact_id, kind, value from contact_identity
      where tenant_id = ? and contact_id in (${marks(contactIds)}) order by id`,
    [ctx.tenantId, ...contactIds],
  );
  for (const { contact_id, kind, value } of rows) identities.get(contact_id)?.push({ kind, value });
  return identities;
}

/** A merge as it is shown: who the other was, and whether it still holds. */
export interface MergeRow {
  id: string;
  goneId: string;
  goneName: string;
  identities: IdentityRow[];
  cause: 'LEARNT' | 'MEMBER';
  memberId: string | null;
  mergedAt: Date;
  undoneAt: Date | null;
}
const MOST_MERGES = 50;

/** What became part of a contact and what was taken out of it again, newest first. */
export async function readMerges(ctx: TenantContext, contactId: string): Promise<MergeRow[]> {
  const rows = await ctx.platform.db.read<Raw>(
    `select id, gone_id, cause, member_id, detail, merged_at, undone_at from contact_merge
      where tenant_id = ? and kept_id = ? order by id desc limit ${MOST_MERGES}`,
    [ctx.tenantId, contactId],
  );
  return rows.map((raw) => {
    const detail = typeof raw['detail'] === 'string' ? JSON.parse(raw['detail']) : raw['detail'];
    return {
      id: raw['id'] as string,
      goneId: raw['gone_id'] as string,
      goneName: detail.gone.name,
      identities: detail.identities,
      cause: raw['cause'] as MergeRow['cause'],
      memberId: raw['member_id'] as string | null,
      mergedAt: new Date(Number(raw['merged_at'])),
      undoneAt: raw['undone_at'] === null ? null : new Date(Number(raw['undone_at'])),
    };
  });
}

/** The phone numbers of these contacts, oldest first. One statement. */
export async function readPhones(ctx: TenantContext, contactIds: readonly string[]): Promise<Map<string, string[]>> {
  const identities = await readIdentities(ctx, contactIds);
  return new Map(
    [...identities].map(([id, list]) => [id, list.filter(({ kind }) => kind === 'PHONE').map(({ value }) => value)]),
  );
}
