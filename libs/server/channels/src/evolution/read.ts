/**
 * Readers of unknown JSON that never throw: what is not as expected is null. Evolution writes bytes, 64-bit numbers and
 * enums each in several ways (contract, trap 8).
 */
export type Json = Readonly<Record<string, unknown>>;

/** Own properties only: a body may well say `__proto__` or `constructor`. */
export function at(node: unknown, ...path: readonly string[]): unknown {
  let here: unknown = node;
  for (const key of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, key)) return undefined;
    here = (here as Json)[key];
  }
  return here;
}

export function record(node: unknown): Json | null {
  return typeof node === 'object' && node !== null && !Array.isArray(node) ? (node as Json) : null;
}

/** One or many: an array as it is, nothing as none, anything else as its only element. */
export function elements(node: unknown): readonly unknown[] {
  if (Array.isArray(node)) return node;
  return node === null || node === undefined ? [] : [node];
}

/** A string that says something. NUL and half a surrogate pair are stored as sent by no database, so they are shown as what they are: unreadable. */
export function text(node: unknown): string | null {
  return typeof node === 'string' && node !== '' ? node.replaceAll('\u0000', '\uFFFD').toWellFormed() : null;
}

export const isTrue = (node: unknown): boolean => node === true || node === 'true' || node === 1;

/** A number, a decimal string, or protobuf's `{low, high, unsigned}`. */
export function int(node: unknown): number | null {
  const value = rawInt(node);
  return value !== null && Number.isSafeInteger(Math.trunc(value)) ? Math.trunc(value) : null;
}

function rawInt(node: unknown): number | null {
  if (typeof node === 'number') return Number.isFinite(node) ? node : null;
  if (typeof node === 'string') return /^-?\d{1,16}(\.\d+)?$/.test(node) ? Number(node) : null;
  const low = at(node, 'low');
  const high = at(node, 'high');
  return typeof low === 'number' && typeof high === 'number' ? (low >>> 0) + high * 2 ** 32 : null;
}

export function float(node: unknown): number | null {
  const value = typeof node === 'string' && /^-?\d{1,3}(\.\d+)?$/.test(node) ? Number(node) : node;
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

const FIRST = Date.UTC(2009, 0, 1);
const LAST = Date.UTC(2100, 0, 1);

/** Seconds or milliseconds since 1970, or an ISO text; a time in which there was no WhatsApp is no time. */
export function instant(node: unknown): Date | null {
  const number = int(node);
  const ms =
    number === null
      ? typeof node === 'string' && node.length < 40
        ? Date.parse(node)
        : NaN
      : Math.abs(number) < 1e11
        ? number * 1000
        : number;
  return ms >= FIRST && ms < LAST ? new Date(ms) : null;
}

/** Base64 of bytes written as base64, `{"0":255,…}`, an array, or Node's `{type:"Buffer",data}`; null above `limit` bytes. */
export function base64(node: unknown, limit: number): string | null {
  if (typeof node === 'string')
    return node !== '' && node.length <= limit * 1.4 && /^[\w+/-]+={0,2}$/.test(node) ? node : null;
  const source = at(node, 'type') === 'Buffer' ? at(node, 'data') : node;
  if (typeof source !== 'object' || source === null) return null;
  const size = Array.isArray(source) ? source.length : Object.keys(source).length;
  if (size === 0 || size > limit) return null;
  const bytes = Buffer.alloc(size);
  for (let index = 0; index < size; index += 1) {
    const byte = at(source, String(index));
    if (typeof byte !== 'number' || !(byte >= 0 && byte <= 255)) return null;
    bytes[index] = byte;
  }
  return bytes.toString('base64');
}

/** An enum's name, however it is written: by name, in lower case, or by number (an index into `names`). */
export function named<T extends string>(node: unknown, names: readonly (T | null)[]): T | null {
  if (typeof node === 'string') {
    const wanted = node.toUpperCase();
    return names.find((name): name is T => name === wanted) ?? null;
  }
  return typeof node === 'number' ? (names[node] ?? null) : null;
}
