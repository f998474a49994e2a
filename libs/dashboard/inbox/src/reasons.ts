/** Codes of the server that have words of their own here; the others share a general one. */
const FAILURES = new Set([
  'OPTED_OUT',
  'UNREACHABLE',
  'UNAUTHORISED',
  'NOT_FOUND',
  'NOT_ON_WHATSAPP',
  'NOT_CONNECTED',
  'INVALID',
  'SERVER',
  'TAKEN_OVER',
  'CONVERSATION_CLOSED',
  'CHANNEL_DELETED',
  'EXPIRED',
  'REJECTED',
  'OUTCOME_UNKNOWN',
  'LOST',
  'TOO_LARGE',
  'EMPTY',
  'TOO_MANY',
  'NO_ROOM',
  'UPLOAD_REFUSED',
  'UPLOAD_NOT_FOUND',
  'NOT_IN_SIGHT',
  'FILE_GONE',
  'FILE_UNREADABLE',
]);
/** Those of an edit, a deletion or a reaction, where the words of a send do not fit. */
const ACT_FAILURES = new Set(['TOO_LATE', 'OUTCOME_UNKNOWN', 'REFUSED']);
const HANDED = new Set([
  'OPTED_OUT',
  'NO_AGENT',
  'AGENT_NOT_ACTIVE',
  'NOT_IN_AUDIENCE',
  'NO_MODEL',
  'OUTSIDE_HOURS',
  'STALE',
  'LOOP_GUARD',
  'REPLY_LIMIT',
  'SEND_FAILED',
  'OUTCOME_UNKNOWN',
  'PHONE_OWNER',
  'MODEL_KEY',
  'MODEL_QUOTA',
  'MODEL_REFUSED',
]);

/** Key of the words for why a message was not sent; null where only the server's own words tell. */
export const failureKey = (code: string | null | undefined): string | null =>
  code && FAILURES.has(code) ? `failure.${code}` : null;

/** The same for an act on a message. */
export const actFailureKey = (code: string | null | undefined): string | null =>
  code && ACT_FAILURES.has(code) ? `act.${code}` : failureKey(code);

/** Key of the words for why people have a conversation and not its agent; null when a member took it. */
export function handoffKey(reason: string | null | undefined): string | null {
  if (!reason || reason === 'TAKEN_OVER') return null;
  if (HANDED.has(reason)) return `handoff.${reason}`;
  return reason.startsWith('MODEL_') ? 'handoff.MODEL' : 'handoff.OTHER';
}
