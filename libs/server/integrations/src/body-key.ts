import { createHash } from 'node:crypto';

const TIME_KEY = '"date_time":"';
const TIME_LENGTH = '2026-11-27T12:00:00.000Z'.length;

/**
 * What a repeated delivery is recognised by: the SHA-256 of its bytes, behind the time that the body tells of itself (the same in
 * each repetition). Bare hashes scatter over the whole index, and each row of a commit would write a page of its own; with the time
 * in front, rows that come together lie together.
 */
export function bodyKey(rawBody: Buffer): string {
  const hash = createHash('sha256').update(rawBody).digest('base64url');
  const at = rawBody.lastIndexOf(TIME_KEY);
  const time = at < 0 ? NaN : Date.parse(rawBody.toString('latin1', at + TIME_KEY.length, at + TIME_KEY.length + TIME_LENGTH));
  return Number.isNaN(time) ? hash : `${time.toString(36)}.${hash}`;
}
