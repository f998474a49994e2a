import type { Platform } from '@prosa/server/platform';

export type Row = Record<string, unknown>;
export type TenantRows = Record<string, Row[]>;

/** Tables that are nobody's: what is in them belongs to no tenant. */
const OF_NO_TENANT = ['login_throttle', 'vapid_key'];

/** How the rows of a tenant are found in the tables that do not name it in `tenant_id`. */
const OTHER_WAYS: Record<string, string> = {
  tenant: 'id = ?',
  second_factor: 'user_id in (select user_id from member where tenant_id = ?)',
  recovery_code: 'user_id in (select user_id from member where tenant_id = ?)',
  user_account: 'id in (select user_id from member where tenant_id = ?)',
};

/** Every row of a tenant in every table of the product, in an order of their own. Throws for a table that it cannot tell to whom its rows belong. */
export async function rowsOfTenant({ db }: Platform, tenantId: string): Promise<TenantRows> {
  const rows: TenantRows = {};
  for (const { tableName, properties } of db.orm.getMetadata().getAll().values()) {
    if (!tableName || OF_NO_TENANT.includes(tableName)) continue;
    const condition = 'tenantId' in properties ? 'tenant_id = ?' : OTHER_WAYS[tableName];
    if (!condition) throw new Error(`Say in walk/tenant-rows.ts how the rows of a tenant are found in ${tableName}.`);
    const found = await db.read(`select * from ${tableName} where ${condition}`, [tenantId]);
    const texts = new Map(found.map(parsed).map((row) => [row, JSON.stringify(row)]));
    rows[tableName] = [...texts.keys()].sort((a, b) => (String(texts.get(a)) < String(texts.get(b)) ? -1 : 1));
  }
  return rows;
}

const json = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};
const parsed = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      typeof value === 'string' && /^[[{]/.test(value) ? json(value) : value,
    ]),
  );

const SHORTEST = 6;
const TIME = /^\d{4}-\d\d-\d\dT/;

/** Every text in some rows, also deep in their JSON, by which they could be recognised. */
export function textsIn(value: unknown, texts = new Set<string>()): Set<string> {
  if (typeof value === 'string' && value.length >= SHORTEST && !TIME.test(value)) texts.add(value);
  else if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) textsIn(inner, texts);
  return texts;
}

/** What `mine` has and `theirs` does not. */
export const onlyIn = (mine: ReadonlySet<string>, theirs: ReadonlySet<string>): Set<string> =>
  new Set([...mine].filter((text) => !theirs.has(text)));

const decoded = (text: string): string[] => {
  if (!/^[\w+/=-]{8,}$/.test(text)) return [];
  const plain = Buffer.from(text, 'base64').toString('utf8');
  return /^[\x20-\x7e]+$/.test(plain) ? [plain] : [];
};

/** What belongs to one side and can be recognised: whole texts (ids among them), and words that every text of that side holds. */
export interface Secrets {
  texts: ReadonlySet<string>;
  words: readonly string[];
}

/** What an answer gives away of `secrets`: in the texts of it, and in parts of them, also of those in base64 (node ids, cursors). */
export function givenAway(answer: unknown, { texts, words }: Secrets): string[] {
  const told = [...textsIn(answer)].flatMap((text) => [text, ...decoded(text)]);
  const parts = told.flatMap((text) => [
    text,
    ...text.split(/[\s:"',/@|[\]{}()]+/),
    ...words.filter((word) => text.includes(word)),
  ]);
  return [...new Set(parts)].filter((part) => texts.has(part) || words.includes(part));
}
