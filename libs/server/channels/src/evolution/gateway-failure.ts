import { at } from './read';
import { GatewayError } from './gateway-error';

/** Codes of errors that come before a request is written: whatever was asked has not been done. */
const BEFORE_SENDING = new Set([
  'PRIVATE_ADDRESS',
  'HOST_NOT_ALLOWED',
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
  'ERR_INVALID_URL',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);
const LONGEST_MESSAGE = 300;

/** Makes messages fit for logs: neither the key nor a phone number. */
export type Scrub = (message: string) => string;

export const scrubber =
  (apiKey: string): Scrub =>
  (message) => {
    const withoutKey = apiKey === '' ? message : message.replaceAll(apiKey, '[key]');
    return withoutKey.replace(/\d{8,}(@[\w.]+)?/g, '[number]').slice(0, LONGEST_MESSAGE);
  };

/** No answer came in time. */
export const tooLate = (timeoutMs: number, changes: boolean): GatewayError =>
  new GatewayError('TIMEOUT_UNKNOWN', `No answer within ${timeoutMs} ms`, { outcomeKnown: !changes });

/** The connection could not be made, or broke. */
export function noAnswer(error: unknown, changes: boolean): GatewayError {
  const codes = errorCodes(error, 0);
  const known = codes.length > 0 && codes.every((code) => BEFORE_SENDING.has(code));
  return new GatewayError('UNREACHABLE', `The connection failed (${codes[0] ?? 'unknown cause'})`, {
    outcomeKnown: known || !changes,
  });
}

/** Node hides the code under `cause`, and those of several tried addresses under `errors`. */
function errorCodes(error: unknown, depth: number): string[] {
  if (depth > 4 || typeof error !== 'object' || error === null) return [];
  const { code, cause, errors } = error as { code?: unknown; cause?: unknown; errors?: unknown };
  const inner = Array.isArray(errors) ? errors.flatMap((one) => errorCodes(one, depth + 1)) : [];
  if (inner.length > 0) return inner;
  return typeof code === 'string' && /^[A-Z_]{3,50}$/.test(code) ? [code] : errorCodes(cause, depth + 1);
}

const UNREADABLE_FILE = /input buffer contains unsupported image|^owned media must be|file name must be informed|error converting audio/i;

/** An answer that says no. */
export function refusal(status: number, body: unknown, changes: boolean, scrub: Scrub): GatewayError {
  const said = flatten(body);
  const message = scrub(said) || `HTTP ${status}`;
  const fail = (kind: GatewayError['kind'], outcomeKnown = true) =>
    new GatewayError(kind, message, { status, outcomeKnown });
  if (mentionsMissingNumber(body))
    return new GatewayError('NOT_ON_WHATSAPP', 'The number is not on WhatsApp', { status, outcomeKnown: true });
  // Never connected since the server started, or the session is gone: found out before anything is sent.
  if (/connection closed|is not connected|reading 'onWhatsApp'/i.test(said)) return fail('NOT_CONNECTED');
  // The server could not read or convert the file: that is before it sends anything.
  if (status >= 400 && UNREADABLE_FILE.test(said)) return fail('INVALID');
  if (status === 401) return fail('UNAUTHORISED');
  if (status === 403) return fail(/already in use/i.test(said) ? 'NAME_TAKEN' : 'REFUSED');
  // Only Evolution's own words prove that an instance is gone: a proxy and a wrong path answer 404 too.
  if (status === 404)
    return fail(/instance/i.test(said) && /does not exist|not found/i.test(said) ? 'NOT_FOUND' : 'REFUSED');
  // An exception turned into a 400: it may have come after the message had gone.
  if (status === 400 && /^(\w*Error:|Error\b)/.test(said)) return fail('SERVER', !changes);
  if (status === 400 || status === 422) return fail('INVALID');
  if (status >= 500) return fail('SERVER', !changes);
  return fail('REFUSED');
}

/** What an error body says, in whichever of its shapes; objects say nothing that a log should hold. */
export function flatten(body: unknown): string {
  const found = [at(body, 'response', 'message'), at(body, 'message'), at(body, 'error')]
    .map((node) => words(node, 0))
    .find((list) => list.length > 0);
  return (found ?? []).join('; ');
}

function words(node: unknown, depth: number): string[] {
  if (typeof node === 'string') return node.trim() === '' ? [] : [node.trim()];
  return Array.isArray(node) && depth < 6 ? node.slice(0, 20).flatMap((inner) => words(inner, depth + 1)) : [];
}

/** `[{jid, exists: false, number}]` at any depth. */
function mentionsMissingNumber(body: unknown): boolean {
  const search = (node: unknown, depth: number): boolean =>
    Array.isArray(node) ? depth < 6 && node.some((inner) => search(inner, depth + 1)) : at(node, 'exists') === false;
  return search(at(body, 'response', 'message'), 0);
}
