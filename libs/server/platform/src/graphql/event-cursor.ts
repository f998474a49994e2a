import { createHash } from 'node:crypto';
import { graphqlError } from './graphql-errors';

/** What a cursor says: a position, and a mark of the log that it is a position of. */
export interface EventPosition {
  mark: string;
  seq: number;
}
const markOf = (tenantId: string): string => createHash('sha256').update(tenantId).digest('base64url').slice(0, 6);

/** A position in one tenant's log, opaque to clients. */
export const encodeCursor = ({ tenantId, seq }: { tenantId: string; seq: number }): string =>
  Buffer.from(`${markOf(tenantId)}:${seq}`).toString('base64url');

/** Throws BAD_USER_INPUT for what was never a cursor. Of which log it is, `seqOf` asks: only there the caller is known. */
export function decodeCursor(cursor: string): EventPosition {
  const [mark, seq] = Buffer.from(cursor, 'base64url').toString('utf8').split(':');
  if (mark?.length !== 6 || !/^\d{1,15}$/.test(seq ?? ''))
    throw graphqlError('BAD_USER_INPUT', 'This is no event cursor.');
  return { mark, seq: Number(seq) };
}

/** The position in this tenant's log. Throws CURSOR_EXPIRED for a cursor of another log: whoever changed the workspace loads anew, too. */
export function seqOf(tenantId: string, { mark, seq }: EventPosition): number {
  if (mark !== markOf(tenantId)) throw cursorExpired();
  return seq;
}

export const cursorExpired = () =>
  graphqlError(
    'CURSOR_EXPIRED',
    'Events after this cursor are not kept any more: load anew and start from `eventCursor`.',
  );
