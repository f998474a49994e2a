import { pino, type DestinationStream } from 'pino';
import type { Logger } from './logger';

/** Fields whose values never reach a log, wherever in an object they stand (two levels deep is what our own calls log). */
const SECRET_FIELDS = [
  'authorization', 'cookie', 'apikey', 'apiKey', 'password', 'passwordHash', 'token', 'tokenHash', 'secret', 'webhookSecret', 'webhookSecretSealed', 'qrCodeSealed',
  'phone', 'phoneNumber', 'phones', 'email', 'text', 'payload', 'body', 'rawBody', 'remoteJid', 'code', 'pairingCode', 'instructions', 'turns', 'variables', 'query', 'params', 'sql',
];
const HEADERS = ['["x-webhook-secret"]', '["set-cookie"]'];

/** JSON lines on standard output. Errors are logged by name, message and stack; a database driver's copy of the values is cut. */
export function createLogger(options: { logLevel: string }, destination?: DestinationStream): Logger {
  const paths = [...SECRET_FIELDS.map((field) => `.${field}`), ...HEADERS].flatMap((field) => ['*', '*.*', '*.*.*'].map((depth) => `${depth}${field}`));
  return pino(
    {
      level: options.logLevel,
      base: null,
      redact: { paths: [...SECRET_FIELDS.filter((field) => field !== 'code'), ...HEADERS, ...paths], censor: '[redacted]' },
      serializers: { err: serializeError, error: serializeError },
    },
    destination,
  );
}

function serializeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name, message, stack } = error;
  return { type: name, message: withoutValues(message), stack: withoutValues(stack ?? ''), code: (error as { code?: unknown }).code };
}

/** MikroORM puts the statement with its values in front of the driver's message. */
const withoutValues = (text: string): string => text.replace(/^(\w*:? ?)?(insert|update|select|delete)\b.* - (?=[^-]*$)/gims, '$1[statement] - ');
