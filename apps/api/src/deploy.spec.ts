import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '@prosa/server/platform';
import { parse } from 'yaml';

interface Service {
  image?: string;
  build?: { dockerfile: string };
  environment?: Record<string, string>;
  healthcheck?: object;
  restart?: string;
  ports?: string[];
  volumes?: string[];
  networks: Record<string, { ipv4_address?: string } | null>;
  depends_on?: Record<string, { condition: string }>;
}

const ROOT = join(__dirname, '../../..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const text = read('deploy/evolution.compose.yml');
const { services, volumes } = parse(text) as { services: Record<string, Service>; volumes: Record<string, null> };
const example = read('deploy/.env.example');
const environmentOf = (name: string) => services[name]?.environment ?? {};

describe('deploy/evolution.compose.yml', () => {
  it('pins every image, and watches over each service', () => {
    for (const [name, service] of Object.entries(services)) {
      expect([name, service.image ?? service.build?.dockerfile]).toEqual([
        name,
        expect.stringMatching(/^([\w./-]+:v?\d+\.\d+\.\d+(-\w+)?|[\w./-]+:\d+\.\d+-alpine|deploy\/Dockerfile)$/),
      ]);
      expect([name, !!service.healthcheck, service.restart]).toEqual([name, true, 'unless-stopped']);
      for (const condition of Object.values(service.depends_on ?? {}))
        expect(condition.condition).toBe('service_healthy');
    }
    expect(read('deploy/Dockerfile').match(/^FROM \S+/gm)).toEqual([
      'FROM node:24.21.0-bookworm-slim',
      'FROM node:24.21.0-bookworm-slim',
    ]);
  });

  it('holds no secret: each comes from deploy/.env, which the example lists', () => {
    const wanted = [...text.matchAll(/\$\{(\w+)/g)].map(([, name]) => name as string);
    for (const name of new Set(wanted)) expect(example).toMatch(new RegExp(`^${name}=$`, 'm'));
    for (const { environment } of Object.values(services))
      for (const [name, value] of Object.entries(environment ?? {}))
        if (/KEY|PASSWORD|SECRET|TOKEN/.test(name) && !/EXPOSE|PREFIX/.test(name))
          expect(value).toMatch(/^\$\{\w+:[?-]/);
    expect(text).toContain('postgresql://evolution:${EVOLUTION_DATABASE_PASSWORD:?');
    expect(existsSync(join(ROOT, 'deploy/.env'))).toBe(false);
    expect(read('.gitignore')).toMatch(/^\.env$/m);
  });

  it('sets what Prosa needs of Evolution, as the operations guide says', () => {
    const settings = environmentOf('evolution');
    expect(settings).toMatchObject({
      AUTHENTICATION_EXPOSE_IN_FETCH_INSTANCES: 'false',
      DATABASE_SAVE_DATA_INSTANCE: 'true',
      DATABASE_SAVE_DATA_NEW_MESSAGE: 'true',
      DATABASE_SAVE_DATA_CONTACTS: 'true',
      DATABASE_SAVE_DATA_CHATS: 'true',
      DATABASE_SAVE_MESSAGE_UPDATE: 'true',
      CACHE_REDIS_ENABLED: 'true',
      DEL_INSTANCE: 'false',
      TELEMETRY_ENABLED: 'false',
      WEBHOOK_GLOBAL_ENABLED: 'false',
      WEBHOOK_RETRY_NON_RETRYABLE_STATUS_CODES: '',
    });
    const guide = read('docs/operations.md');
    for (const name of ['WEBHOOK_RETRY_NON_RETRYABLE_STATUS_CODES', 'WEBHOOK_GLOBAL_ENABLED', 'DEL_INSTANCE'])
      expect(guide).toContain(`\`${name}\``);
    expect(settings['AUTHENTICATION_API_KEY']?.slice(0, 19)).toBe(
      environmentOf('prosa')['EVOLUTION_API_KEY']?.slice(0, 19),
    );
  });

  it('starts Prosa with a configuration that it takes, trusting the proxy alone', () => {
    const values: Record<string, string> = {
      PROSA_DOMAIN: 'desk.example.com',
      PROSA_SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
      EVOLUTION_API_KEY: 'evolution-key',
    };
    const filled = Object.fromEntries(
      Object.entries(environmentOf('prosa')).map(([name, value]) => [
        name,
        value.replace(/\$\{(\w+)[^}]*\}/g, (_, variable: string) => values[variable] ?? ''),
      ]),
    );
    expect(readConfig(filled)).toMatchObject({
      publicUrl: 'https://desk.example.com',
      trustedProxies: [services['caddy']?.networks['front']?.ipv4_address],
      host: '0.0.0.0',
      dataDir: '/data',
      production: true,
      evolution: { url: 'http://evolution:8080', apiKey: 'evolution-key', webhookUrl: 'http://prosa:3000' },
      openai: null,
      smtp: null,
    });
    expect(read('deploy/Dockerfile')).toContain('VOLUME /data');
  });

  it('opens nothing but the proxy, and keeps what must be kept', () => {
    expect(
      Object.entries(services)
        .filter(([, { ports }]) => ports)
        .map(([name]) => name),
    ).toEqual(['caddy']);
    expect(Object.keys(services['evolution']?.networks ?? {})).toEqual(['back']);
    expect(Object.keys(services['caddy']?.networks ?? {})).toEqual(['front']);
    const kept = Object.values(services)
      .flatMap((service) => service.volumes ?? [])
      .map((volume) => volume.split(':')[0]);
    expect(kept.filter((volume) => !volume?.startsWith('.')).sort()).toEqual(Object.keys(volumes).sort());
  });
});
