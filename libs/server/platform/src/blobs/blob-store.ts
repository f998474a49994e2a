import type { Readable } from 'node:stream';

/** Files of tenants, whole or not there. Ids are made by us (UUIDs), never by whoever sent the file. */
export interface BlobStore {
  /** On disk when it resolves; an earlier one of the same id is replaced. */
  put(tenantId: string, id: string, bytes: Uint8Array): Promise<void>;
  /** Null when there is none. */
  sizeOf(tenantId: string, id: string): Promise<number | null>;
  /** Bytes `start` to `end`, both included. */
  read(tenantId: string, id: string, range: { start: number; end: number }): Readable;
  remove(tenantId: string, id: string): Promise<void>;
}
