import type { TenantContext } from '@prosa/server/platform';

export interface CannedReplyRow {
  id: string;
  shortcut: string;
  text: string;
  shared: boolean;
}
type Raw = Omit<CannedReplyRow, 'shared'> & { shared: boolean | number };

const COLUMNS = 'r.id, r.shortcut, r.text, r.shared';
/** Nobody's id: an agent or the product itself has no replies of its own. */
const NOBODY = '00000000-0000-0000-0000-000000000000';
const memberOf = ({ actor }: TenantContext): string => (actor.kind === 'member' ? actor.memberId : NOBODY);
const rowOf = (raw: Raw): CannedReplyRow => ({ ...raw, shared: Boolean(raw.shared) });

/** Those of these that the caller may use: everybody's, and its own. */
export async function readCannedReplies(ctx: TenantContext, ids: readonly string[]): Promise<CannedReplyRow[]> {
  if (ids.length === 0) return [];
  const rows = await ctx.platform.db.read<Raw>(
    `select ${COLUMNS} from canned_reply r
      where r.tenant_id = ? and (r.scope = 'shared' or r.scope = ?) and r.id in (${ids.map(() => '?').join(', ')})`,
    [ctx.tenantId, memberOf(ctx), ...ids],
  );
  return rows.map(rowOf);
}

const bare = (text: string) => text.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '');

/** All that the caller may use, by shortcut; with a search, those that hold it, the ones whose shortcut begins so first. */
export async function findCannedReplies(ctx: TenantContext, search: string | null): Promise<CannedReplyRow[]> {
  const rows = await ctx.platform.db.read<Raw>(
    `select ${COLUMNS} from canned_reply r where r.tenant_id = ? and (r.scope = 'shared' or r.scope = ?) order by r.shortcut, r.id`,
    [ctx.tenantId, memberOf(ctx)],
  );
  const wanted = bare(search?.trim() ?? '');
  const starts = ({ shortcut }: Raw) => Number(bare(shortcut).startsWith(wanted));
  return rows
    .filter(({ shortcut, text }) => bare(`${shortcut}\n${text}`).includes(wanted))
    .sort((a, b) => starts(b) - starts(a))
    .map(rowOf);
}
