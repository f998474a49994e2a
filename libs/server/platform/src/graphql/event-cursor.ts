import { createHash } from 'node:crypto';
import { graphqlError } from './graphql-errors';

const checksum = (tenantId: string): string => createHash('sha256').update(tenantId).digest('base64url').slice(0, 6);

/** A position in one tenant's log, opaque to clients. */
export const encodeCursor = ({ tenantId, seq }: { tenantId: string; seq: number }): string => Buffer.from(`${checksum(tenantId)}:${seq}`).toString('base64url');

/** The position; whether it is of the right tenant is checked where it is used. Throws BAD_USER_INPUT. */
export function decodeCursor(cursor: string): number & { tenantMark?: never } {
  const [mark, seq] = Buffer.from(cursor, 'base64url').toString('utf8').split(':');
  if (mark?.length !== 6 || !/^\d{1,15}$/.test(seq ?? '')) throw graphqlError('BAD_USER_INPUT', 'This is no event cursor.');
  return Number(seq);
}
