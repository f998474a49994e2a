import { resolve } from 'node:path';
import { z } from 'zod';
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

const SCHEMA = z
  .object({
    PORT: z.coerce.number({ error: 'a port number' }).int('a port number').min(0, 'a port number').max(65_535, 'a port number').default(3000),
    HOST: text.default('127.0.0.1'),
    PROSA_PUBLIC_URL: httpUrl.optional(),
    PROSA_DATA_DIR: text.default('./data'),
    PROSA_ROLES: z
      .string()
      .default('web,worker')
      .transform((roles) => roles.split(',').map((role) => role.trim()))
      .pipe(z.array(z.enum(['web', 'worker'], { error: '`web`, `worker` or both, with a comma between' })).min(1, '`web`, `worker` or both')),
    DATABASE_URL: z.string().regex(/^(sqlite:|postgres(ql)?:\/\/)/, '`sqlite:<path>` or `postgres://…`').optional(),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], { error: 'one of fatal, error, warn, info, debug, trace, silent' }).default('info'),
    NODE_ENV: z.string().default('development'),
    PROSA_TEST_PHONE_URL: httpUrl.optional(),
    EVOLUTION_URL: httpUrl.optional(),
    EVOLUTION_API_KEY: text.optional(),
    EVOLUTION_WEBHOOK_URL: httpUrl.optional(),
    OPENAI_API_KEY: text.optional(),
    OPENAI_BASE_URL: httpUrl.optional(),
    OPENAI_MODEL: text.default('gpt-5.4-mini'),
  })
  .superRefine((env, issues) => {
    const pair = (given: 'EVOLUTION_URL' | 'EVOLUTION_API_KEY', missing: 'EVOLUTION_URL' | 'EVOLUTION_API_KEY') => {
      if (env[given] && !env[missing]) issues.addIssue({ code: 'custom', path: [missing], message: `needed because ${given} is set` });
    };
    pair('EVOLUTION_URL', 'EVOLUTION_API_KEY');
    pair('EVOLUTION_API_KEY', 'EVOLUTION_URL');
    if (env.OPENAI_BASE_URL && !env.OPENAI_API_KEY) {
      issues.addIssue({ code: 'custom', path: ['OPENAI_API_KEY'], message: 'needed because OPENAI_BASE_URL is set' });
    }
  });

/** Reads the environment; an empty variable counts as absent. Throws ConfigError. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const result = SCHEMA.safeParse(given);
  if (!result.success) {
    throw new ConfigError(result.error.issues.map((issue) => ({ name: String(issue.path[0]), problem: issue.message })));
  }
  const { data } = result;
  const publicUrl = data.PROSA_PUBLIC_URL ?? `http://${data.HOST}:${data.PORT}`;
  const dataDir = resolve(data.PROSA_DATA_DIR);
  return {
    port: data.PORT,
    host: data.HOST,
    publicUrl,
    dataDir,
    databaseUrl: data.DATABASE_URL ?? `sqlite:${dataDir}/prosa.db`,
    roles: data.PROSA_ROLES,
    production: data.NODE_ENV === 'production',
    logLevel: data.LOG_LEVEL,
    testPhoneUrl: data.PROSA_TEST_PHONE_URL ?? null,
    evolution:
      data.EVOLUTION_URL && data.EVOLUTION_API_KEY
        ? { url: data.EVOLUTION_URL, apiKey: data.EVOLUTION_API_KEY, webhookUrl: data.EVOLUTION_WEBHOOK_URL ?? publicUrl }
        : null,
    openai: data.OPENAI_API_KEY ? { apiKey: data.OPENAI_API_KEY, baseUrl: data.OPENAI_BASE_URL, model: data.OPENAI_MODEL } : null,
  };
}
