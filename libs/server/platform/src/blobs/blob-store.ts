import type { Readable } from 'node:stream';

/** Files of tenants, whole or not there. Ids are made by us (UUIDs), never by whoever sent the file. */
export interface BlobStore {
  /** Durable when it resolves; an earlier one of the same id is replaced. A stream that fails leaves nothing, and is what it rejects with. */
  put(tenantId: string, id: string, content: Uint8Array | Readable): Promise<void>;
  /** Null when there is none. */
  sizeOf(tenantId: string, id: string): Promise<number | null>;
  /** Bytes `start` to `end`, both included. */
  read(tenantId: string, id: string, range: { start: number; end: number }): Readable;
  remove(tenantId: string, id: string): Promise<void>;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Where a blob lies within its store. Nothing but ids of ours makes a path. */
export function blobPath(tenantId: string, id: string): string {
  if (!UUID.test(tenantId) || !UUID.test(id)) throw new Error('Not the id of a blob.');
  return `${tenantId}/${id}`;
}
