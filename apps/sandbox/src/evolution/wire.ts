import { randomBytes } from 'node:crypto';

export type Json = Record<string, unknown>;

/** A Buffer as Evolution serialises it in webhooks and answers: a map of indexes. */
export const byteMap = (bytes: Uint8Array): Json =>
  Object.fromEntries([...bytes].map((byte, index) => [String(index), byte]));
export const randomByteMap = (length: number): Json => byteMap(randomBytes(length));
/** A 64-bit value as Baileys hands it out. */
export const long = (value: number, unsigned = false): Json => ({
  low: value | 0,
  high: Math.floor(value / 2 ** 32),
  unsigned,
});

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Byte maps become base64, as in rows read back from the database. */
export function asStored(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asStored);
  if (!isJson(value)) return value;
  const keys = Object.keys(value);
  if (keys.length > 8 && keys[0] === '0') return Buffer.from(Object.values(value) as number[]).toString('base64');
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, asStored(inner)]));
}
