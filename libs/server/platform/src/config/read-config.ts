import { resolve } from 'node:path';
import { z } from 'zod';
import { addressList } from '../http/client-address';
import { secretKeyBytes } from '../secrets/secret-key';
import type { Config } from './config';

/** Names every wrong variable at once; never repeats a value, which may be a secret. */
export class ConfigError extends Error {
  constructor(readonly problems: { name: string; problem: string }[]) {
    super(`The configuration is wrong:\n${problems.map(({ name, problem }) => `  ${name}: ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

const httpUrl = z.url({ protocol: /^https?$/, error: 'an http(s) URL' }).transform((url) => url.replace(/\/$/, ''));
const text = z.string().min(1, 'not empty');
const list = z.string().transform((names) => names.split(',').map((name) => name.trim()).filter(Boolean));
const secretKey = z.string().refine((value) => {
  try {
    return secretKeyBytes('', value).length > 0;
  } catch {
    return false;
  }
}, '32 bytes, as base64 or hex');

const SCHEMA = z.object({
  PORT: z.string().regex(/^\d{1,5}$/, 'a port number').default('3000').transform(Number).pipe(z.number().max(65_535, 'a port number')),
  HOST: text.default('127.0.0.1'),
  PROSA_PUBLIC_URL: httpUrl.optional(),
  PROSA_TRUSTED_PROXIES: list.default([]).refine((entries) => addressList(entries) !== null, 'addresses or networks like 10.0.0.0/8, with commas between'),
  PROSA_DATA_DIR: text.default('./data'),
  PROSA_MEDIA_MAX_MB: z.string().regex(/^[1-9]\d{0,2}$/, 'a whole number of megabytes, 1 to 999').default('64').transform(Number),
  PROSA_S3_ENDPOINT: httpUrl.optional(),
  PROSA_S3_REGION: text.default('us-east-1'),
  PROSA_S3_BUCKET: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'the name of a bucket').optional(),
  PROSA_S3_PREFIX: z.string().regex(/^[\w!.*'()/-]*$/, 'letters, figures and slashes').default(''),
  PROSA_S3_ACCESS_KEY_ID: text.optional(),
  PROSA_S3_SECRET_ACCESS_KEY: text.optional(),
  PROSA_ROLES: list.default(['web', 'worker']).pipe(z.array(z.enum(['web', 'worker'], { error: '`web`, `worker` or both, with a comma between' })).min(1, '`web`, `worker` or both')),
  PROSA_SECRET_KEY: secretKey.optional(),
  PROSA_SECRET_KEY_PREVIOUS: secretKey.optional(),
  DATABASE_URL: z.string().regex(/^(sqlite:.|postgres(ql)?:\/\/.)/, '`sqlite:<path>` or `postgres://…`').optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], { error: 'one of fatal, error, warn, info, debug, trace, silent' }).default('info'),
  NODE_ENV: z.string().default('development'),
  PROSA_METRICS_TOKEN: z.string().min(16, 'at least 16 characters').optional(),
  PROSA_API_KEY_PER_MINUTE: z.string().regex(/^[1-9]\d{0,5}$/, 'a whole number, 1 to 999999').default('1200').transform(Number),
  PROSA_STAND_INS: list.default([]).pipe(z.array(z.string().regex(/^[a-z]+$/, 'names of services, with commas between'))),
  PROSA_TEST_PHONE_URL: httpUrl.optional(),
  EVOLUTION_URL: httpUrl.optional(),
  EVOLUTION_API_KEY: text.optional(),
  EVOLUTION_WEBHOOK_URL: httpUrl.optional(),
  PROSA_EVOLUTION_HOSTS: list
    .default([])
    .transform((hosts) => hosts.map((host) => host.toLowerCase()))
    .pipe(z.array(z.string().regex(/^(\*|(\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?|[0-9a-f:]*:[0-9a-f:.]+)$/, 'hosts, `*.example.com` or `*`, with commas between'))),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'smtp://user:password@host:port, or smtps://' }).optional(),
  SMTP_FROM: z.string().regex(/^[^<>\r\n]*<?[^\s<>@]+@[^\s<>@]+>?$/, 'an address, or a name with the address in <>').optional(),
  PROSA_PUSH_HOSTS: list.default([]).transform((hosts) => hosts.map((host) => host.toLowerCase())),
  OPENAI_API_KEY: text.optional(),
  OPENAI_BASE_URL: httpUrl.optional(),
  OPENAI_MODEL: text.default('gpt-5.4-mini'),
});
/** What is of no use without the other. */
const NEEDED: [given: string, needed: string][] = [
  ['EVOLUTION_URL', 'EVOLUTION_API_KEY'],
  ['EVOLUTION_API_KEY', 'EVOLUTION_URL'],
  ['EVOLUTION_WEBHOOK_URL', 'EVOLUTION_URL'],
  ['SMTP_URL', 'SMTP_FROM'],
  ['SMTP_FROM', 'SMTP_URL'],
  ['OPENAI_BASE_URL', 'OPENAI_API_KEY'],
  ['PROSA_S3_BUCKET', 'PROSA_S3_ACCESS_KEY_ID'],
  ['PROSA_S3_BUCKET', 'PROSA_S3_SECRET_ACCESS_KEY'],
  ['PROSA_S3_ENDPOINT', 'PROSA_S3_BUCKET'],
  ['PROSA_S3_ACCESS_KEY_ID', 'PROSA_S3_BUCKET'],
  ['PROSA_S3_SECRET_ACCESS_KEY', 'PROSA_S3_BUCKET'],
];

/** Reads the environment; an empty variable counts as absent. Throws ConfigError. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const result = SCHEMA.safeParse(given);
  const problems = (result.error?.issues ?? []).map((issue) => ({ name: String(issue.path[0]), problem: issue.message }));
  for (const [name, needed] of NEEDED)
    if (given[name] && !given[needed] && !problems.some((known) => known.name === needed)) problems.push({ name: needed, problem: `needed because ${name} is set` });
  if (!result.success || problems.length > 0) throw new ConfigError(problems);
  const { data } = result;
  const publicUrl = data.PROSA_PUBLIC_URL ?? `http://${reachable(data.HOST)}:${data.PORT}`;
  const dataDir = resolve(data.PROSA_DATA_DIR);
  return {
    port: data.PORT,
    host: data.HOST,
    publicUrl,
    trustedProxies: data.PROSA_TRUSTED_PROXIES,
    dataDir,
    largestMediaBytes: data.PROSA_MEDIA_MAX_MB * 1024 * 1024,
    s3: data.PROSA_S3_BUCKET
      ? {
          endpoint: data.PROSA_S3_ENDPOINT ?? null,
          region: data.PROSA_S3_REGION,
          bucket: data.PROSA_S3_BUCKET,
          prefix: data.PROSA_S3_PREFIX,
          accessKeyId: data.PROSA_S3_ACCESS_KEY_ID ?? '',
          secretAccessKey: data.PROSA_S3_SECRET_ACCESS_KEY ?? '',
        }
      : null,
    databaseUrl: data.DATABASE_URL ?? `sqlite:${dataDir}/prosa.db`,
    roles: data.PROSA_ROLES,
    production: data.NODE_ENV === 'production',
    logLevel: data.LOG_LEVEL,
    operationsPerKey: data.PROSA_API_KEY_PER_MINUTE,
    metricsToken: data.PROSA_METRICS_TOKEN ?? null,
    standIns: data.PROSA_STAND_INS,
    testPhoneUrl: data.PROSA_TEST_PHONE_URL ?? null,
    evolution:
      data.EVOLUTION_URL && data.EVOLUTION_API_KEY
        ? { url: data.EVOLUTION_URL, apiKey: data.EVOLUTION_API_KEY, webhookUrl: data.EVOLUTION_WEBHOOK_URL ?? publicUrl }
        : null,
    evolutionHosts: data.PROSA_EVOLUTION_HOSTS,
    smtp: data.SMTP_URL && data.SMTP_FROM ? { url: data.SMTP_URL, from: data.SMTP_FROM } : null,
    pushHosts: data.PROSA_PUSH_HOSTS,
    openai: data.OPENAI_API_KEY ? { apiKey: data.OPENAI_API_KEY, baseUrl: data.OPENAI_BASE_URL, model: data.OPENAI_MODEL } : null,
  };
}

/** An address to listen on as one to call: a wildcard is no address, and an IPv6 one goes in brackets. */
const reachable = (host: string): string => (host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host);
