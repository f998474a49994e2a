import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Config } from '../config/config';
import type { Platform } from '../context/context';
import { openDatabase, type EntityList } from '../database/database';
import { migrate } from '../database/migrate';
import { LocalEventHub } from '../event-log/event-hub';
import { Moments } from '../live/moments';
import type { Secrets } from '../secrets/secrets';
import type { Metrics } from '../telemetry/metrics';
import { FakeJobQueue } from './fake-job-queue';
import { ManualClock } from './manual-clock';

export interface TestPlatform {
  platform: Platform;
  clock: ManualClock;
  jobs: FakeJobQueue;
  /** Lines that were logged, as JSON text: what a secret must not be found in. */
  logged: string[];
  /** A folder of this platform alone, gone after `close`. */
  dir: string;
  close(): Promise<void>;
}

/**
 * Every port of the product on a database of its own, migrated; nothing runs by itself. Without `url` it is an SQLite file that
 * does not wait for the disk. Close it, or the process stays.
 */
export async function testPlatform(options: {
  entities: EntityList;
  url?: string;
  start?: Date | string;
  config?: Partial<Config>;
}): Promise<TestPlatform> {
  const dir = mkdtempSync(join(tmpdir(), 'prosa-test-'));
  const db = await openDatabase(options.url ?? `sqlite:${join(dir, 'test.db')}`, options.entities);
  if (db.dialect === 'sqlite') await db.write('pragma synchronous = off');
  await migrate(db, { lockDir: dir });
  const clock = new ManualClock(options.start);
  const jobs = new FakeJobQueue(clock);
  const logged: string[] = [];
  const platform: Platform = {
    config: { ...CONFIG, dataDir: dir, ...options.config } as Config,
    clock,
    db,
    hub: new LocalEventHub(),
    moments: new Moments(clock),
    jobs,
    secrets: testSecrets(),
    logger: pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) }),
    metrics: testMetrics(),
  };
  const close = async () => {
    await db.close();
    rmSync(dir, { recursive: true, force: true });
  };
  return { platform, clock, jobs, logged, dir, close };
}

const CONFIG = {
  port: 0,
  host: '127.0.0.1',
  publicUrl: 'http://127.0.0.1:3000',
  trustedProxies: [],
  databaseUrl: '',
  s3: null,
  largestMediaBytes: 64 * 1024 * 1024,
  roles: ['web', 'worker'],
  production: false,
  logLevel: 'silent',
  operationsPerKey: 1_200,
  metricsToken: null,
  standIns: [],
  testPhoneUrl: null,
  evolution: null,
  evolutionHosts: [],
  smtp: null,
  pushHosts: [],
  openai: null,
} satisfies Omit<Config, 'dataDir'>;

/** The real thing's promise with a fixed key: sealed text tells nothing, and opens in its own context only. */
function testSecrets(): Secrets {
  const key = Buffer.alloc(32, 7);
  return {
    seal: (plain, context) => {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(context));
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url');
    },
    open: (sealed, context) => {
      const bytes = Buffer.from(sealed, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAAD(Buffer.from(context));
      decipher.setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
    },
  };
}

function testMetrics(): Metrics {
  const registry = new Registry();
  const known = <T>(name: string, make: () => T): T => (registry.getSingleMetric(name) as T | undefined) ?? make();
  const options = (name: string, help: string, labelNames: readonly string[] = []) => ({
    name,
    help,
    labelNames: [...labelNames],
    registers: [registry],
  });
  return {
    registry,
    counter: (name, help, labels) => known(name, () => new Counter(options(name, help, labels))),
    gauge: (name, help, labels) => known(name, () => new Gauge(options(name, help, labels))),
    histogram: (name, help, labels, buckets) =>
      known(name, () => new Histogram({ ...options(name, help, labels), ...(buckets && { buckets: [...buckets] }) })),
  };
}
