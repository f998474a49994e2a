import { builder } from './builder';
import { graphqlError } from './graphql-errors';

export interface ConnectionArgs {
  first?: number | null;
  after?: string | null;
}
const DEFAULT_PAGE = 30;
const LARGEST_PAGE = 100;

/** The contract's page size: 30 unless asked, 100 at most. Throws BAD_USER_INPUT. */
export function pageSize(first: number | null | undefined): number {
  const size = first ?? DEFAULT_PAGE;
  if (size < 0 || size > LARGEST_PAGE) throw graphqlError('BAD_USER_INPUT', `Ask for 0 to ${LARGEST_PAGE} at a time.`);
  return size;
}

/** A position in a list: the sort values of its row, opaque to clients. */
export const encodeKeyset = (values: readonly (string | number)[]): string => Buffer.from(JSON.stringify(values)).toString('base64url');

export function decodeKeyset(cursor: string | null | undefined, length: number): (string | number)[] | null {
  if (cursor == null) return null;
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    const scalar = (value: unknown) => typeof value === 'string' || typeof value === 'number';
    if (Array.isArray(values) && values.length === length && values.every(scalar)) return values;
  } catch {
    // falls through: the same answer for every kind of garbage
  }
  throw graphqlError('BAD_USER_INPUT', 'This is no cursor of this list.');
}

/** Makes a connection of rows read with one more than asked: the extra one says that there is a next page. */
export function forwardPage<T>(rows: readonly T[], size: number, keyOf: (row: T) => (string | number)[], hasPrevious: boolean) {
  const edges = rows.slice(0, size).map((node) => ({ cursor: encodeKeyset(keyOf(node)), node }));
  return {
    edges,
    pageInfo: {
      hasNextPage: rows.length > size,
      hasPreviousPage: hasPrevious,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

/** A connection over rows in the order of their ids, oldest first: for lists that are short or have no better order. */
export async function pageById<T extends { id: string }>(args: ConnectionArgs, read: (after: string | null, limit: number) => Promise<T[]>) {
  const size = pageSize(args.first);
  const after = decodeKeyset(args.after, 1)?.[0];
  const rows = await read(after === undefined ? null : String(after), size + 1);
  return forwardPage(rows, size, (row) => [row.id], after !== undefined);
}

/** `<name>Connection` and `<name>Edge` of a node type. */
export function connectionType<T>(name: string, type: unknown) {
  return builder.connectionObject({ type: type as never, name: `${name}Connection` }, { name: `${name}Edge` }) as unknown as ReturnType<
    typeof builder.objectRef<{ edges: { cursor: string; node: T }[]; pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null } }>
  >;
}

/** Cost of a list field: what is asked for counts once for each row. */
export const pageComplexity = (args: { first?: number | null; last?: number | null }) => ({ field: 1, multiplier: Math.max(1, Math.min(LARGEST_PAGE, args.first ?? args.last ?? DEFAULT_PAGE)) / 5 });
