import { pino, type DestinationStream } from 'pino';
import type { Logger } from './logger';

/** Fields whose values never reach a log, wherever in an object they stand, by whatever spelling (`apiKey`, `api_key`, `API-Key`). */
const SECRET_FIELDS: ReadonlySet<string> = new Set([
  'authorization', 'cookie', 'setcookie', 'apikey', 'password', 'passwordhash', 'token', 'tokenhash', 'bearer', 'secret', 'clientsecret', 'webhooksecret', 'webhooksecretsealed',
  'xwebhooksecret', 'qrcode', 'qrcodesealed', 'pairingcode', 'base64', 'phone', 'phonenumber', 'phones', 'number', 'email', 'name', 'pushname', 'text', 'caption', 'payload', 'body',
  'rawbody', 'remotejid', 'remotejidalt', 'jid', 'instructions', 'turns', 'variables', 'query', 'params', 'parameters', 'sql', 'detail', 'input', 'headers', 'url',
]);
const DEEPEST = 8;
const CENSORED = '[redacted]';

/** JSON lines on standard output. Errors are logged by name, message and stack, without the values that a database driver or a service put in. */
export function createLogger(options: { logLevel: string }, destination?: DestinationStream): Logger {
  return pino(
    {
      level: options.logLevel,
      base: null,
      formatters: { log: withoutSecrets },
      serializers: { err: serializeError, error: serializeError },
    },
    destination,
  );
}

const withoutSecrets = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, key === 'err' || key === 'error' ? value : told(key, value, 0)]));

function told(key: string, value: unknown, depth: number): unknown {
  const plainKey = key.toLowerCase().replace(/[-_]/g, '');
  if (SECRET_FIELDS.has(plainKey) || (depth > 0 && plainKey === 'code')) return CENSORED; // a nested code is one to scan or type
  if (value instanceof Error) return serializeError(value);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (depth >= DEEPEST) return '[deeper]';
  if (Array.isArray(value)) return value.map((item) => told('', item, depth + 1));
  const { constructor } = value;
  if (constructor !== undefined && constructor !== Object) return `[${constructor.name}]`; // an entity, a buffer, a connection: nothing to print
  return Object.fromEntries(Object.entries(value).map(([inner, item]) => [inner, told(inner, item, depth + 1)]));
}

function serializeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name, message, stack, cause } = error;
  return {
    type: name,
    message: withoutValues(message),
    stack: withoutValues(stack ?? ''),
    code: (error as { code?: unknown }).code,
    ...(cause instanceof Error && { cause: withoutValues(`${cause.name}: ${cause.message}`) }),
  };
}

/** What PostgreSQL and MikroORM quote of the rows, statements with their values, and whatever looks like an address, a number to call or a key. */
const withoutValues = (text: string): string =>
  text
    .replace(/^ - (detail|hint|where):.*$/gm, ' - [values]')
    .replace(/(invalid input \w+ \w+ type [\w ]+|invalid [\w ]+ syntax[\w ]*): ".*?"/gs, '$1: [value]')
    .replace(/\b(insert into|update|delete from|select)\b.*?(?=\n {4}at |$)/gis, '[statement]')
    .replace(/[^\s"'(<=]+@[\w-]+(\.[\w-]+)+/g, '[address]')
    .replace(/\bBearer \S+|\b(sk|prosa)[-_][\w-]{8,}/gi, '[key]')
    .replace(/(?<![\w.-])\+?\d{8,15}(?![\w-])/g, '[number]');
