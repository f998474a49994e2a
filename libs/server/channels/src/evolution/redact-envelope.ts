/**
 * Takes secrets out of a delivery before it is kept. Works on the text: the door must not parse megabytes of byte maps,
 * and a body that is no JSON at all must not keep its secret either. Inside a JSON string a quote is escaped, so a key's
 * pattern matches keys only, never what somebody wrote in a message.
 */
const API_KEY = secretKeys(['apikey']);
const QR_KEYS = secretKeys(['code', 'base64', 'pairingCode']);
const QR_EVENT = /"event"\s*:\s*"qrcode[._]updated"/i;

/** Without the value of `apikey`: an instance's token, or Meta's own for Cloud channels. */
export const redactEnvelope = (rawBody: string): string => blank(rawBody, API_KEY);

/** Without the code of a `qrcode.updated`, to be called once it was shown; other events are returned as they are. */
export const redactQrCode = (rawBody: string): string => (QR_EVENT.test(rawBody) ? blank(rawBody, QR_KEYS) : rawBody);

const FILE = /"base64"\s*:\s*"/g;

/** Without the files that it carries, to be called once they were taken out: megabytes that nobody needs twice. */
export function withoutFiles(rawBody: string): string {
  let kept = '';
  let from = 0;
  for (const { 0: key, index } of rawBody.matchAll(FILE)) {
    const quote = index + key.length - 1;
    const end = rawBody.indexOf('"', quote + 1);
    // What is no base64, or cut off, is left alone.
    if (quote < from || end === -1 || rawBody[end - 1] === '\\') continue;
    kept += `${rawBody.slice(from, quote)}null`;
    from = end + 1;
  }
  return kept + rawBody.slice(from);
}

interface SecretKeys {
  names: ReadonlySet<string>;
  pattern: RegExp;
}

function secretKeys(names: readonly string[]): SecretKeys {
  // The value: a string (closed or, in a truncated body, not), the start of an object or array, or a number or word.
  const value = `"(?:[^"\\\\]|\\\\[^])*(?:"|\\\\?$)|[{[]|[^\\s,}\\]"]+`;
  return {
    names: new Set(names.map((name) => name.toLowerCase())),
    pattern: new RegExp(`"(${names.join('|')})"(\\s*:\\s*)(${value})`, 'gi'),
  };
}

function blank(body: string, { names, pattern }: SecretKeys): string {
  let nested = false;
  const blanked = body.replace(pattern, (whole, key: string, colon: string, value: string) => {
    nested ||= value === '{' || value === '[';
    return value === 'null' ? whole : `"${key}"${colon}null`;
  });
  if (!nested) return blanked;
  // No server sends an object there; if one does, what it holds goes as a whole.
  try {
    return JSON.stringify(JSON.parse(body, (key, value) => (names.has(key.toLowerCase()) ? null : value)));
  } catch {
    return '{}';
  }
}
