import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type Database } from '../database/database';
import { migrate } from '../database/migrate';
import { platformEntities } from '../platform-entities';
import { createLogger } from '../telemetry/create-logger';
import { createMetrics } from '../telemetry/create-metrics';
import { ManualClock } from '../testing/manual-clock';
import { testDatabaseUrls } from '../testing/test-databases';
import type { JobHandler, RunningJob } from './job-queue';
import { JobStore } from './job-store';
import { SqlJobQueue } from './sql-job-queue';

const T1 = '01900000-0000-7000-8000-000000000001';
const T2 = '01900000-0000-7000-8000-000000000002';

describe.each(testDatabaseUrls())('the job queue on $name', ({ url }) => {
  let db: Database;
  let dir: string;
  let clock: ManualClock;
  let dead: string[];
  const queues: SqlJobQueue[] = [];

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'prosa-jobs-'));
    db = await openDatabase(await url(dir), platformEntities);
    await migrate(db, { lockDir: dir });
  });
  beforeEach(async () => {
    await db.write('delete from async_job');
    clock = new ManualClock();
    dead = [];
  });
  afterEach(async () => {
    for (const queue of queues.splice(0)) await queue.stop(0);
  });
  afterAll(async () => {
    await db.close();
    rmSync(dir, { recursive: true });
  });

  const queue = (...handlers: JobHandler[]) => {
    const made = new SqlJobQueue({
      store: new JobStore(db),
      clock,
      logger: createLogger({ logLevel: 'silent' }),
      metrics: createMetrics(),
      random: () => 0.5,
      onDead: async ({ kind }) => void dead.push(kind),
    });
    for (const handler of handlers) made.handle(handler);
    queues.push(made);
    return made;
  };
  /** Waits for what the queue does by itself; bounded by turns of the loop, not by time. */
  const until = async (condition: () => boolean | Promise<boolean>) => {
    for (let turn = 0; turn < 200_000; turn++) {
      if (await condition()) return;
      await new Promise(setImmediate);
    }
    throw new Error('It did not come about.');
  };
  const statuses = async () => (await db.write<{ status: string }>('select status from async_job order by id')).map(({ status }) => status);
  const gate = () => {
    let open!: () => void;
    const opened = new Promise<void>((done) => (open = done));
    return { open, opened };
  };

  it('runs a job at once, without waiting for a sweep', async () => {
    const ran: RunningJob[] = [];
    const q = queue({ kind: 'greet', run: async (job) => void ran.push(job) });
    await q.start();
    await q.enqueue({ kind: 'greet', key: 'a', tenantId: T1, payload: { name: 'Ana' } });
    await until(() => ran.length === 1);
    expect(ran[0]).toMatchObject({ key: 'a', tenantId: T1, payload: { name: 'Ana' }, attempt: 1 });
    await until(async () => (await statuses())[0] === 'DONE');
  });

  it('is unique per key while it waits, and lets one more wait while one runs', async () => {
    const { open, opened } = gate();
    let runs = 0;
    const q = queue({ kind: 'drain', run: async () => void (runs++, await opened) });
    await q.start();
    await q.enqueue({ kind: 'drain', key: 'a', tenantId: T1 });
    await until(() => runs === 1);
    for (let i = 0; i < 5; i++) await q.enqueue({ kind: 'drain', key: 'a', tenantId: T1 });
    expect(await statuses()).toEqual(['RUNNING', 'WAITING']);
    expect(runs).toBe(1);
    open();
    await until(async () => (await statuses()).every((status) => status === 'DONE'));
    expect(runs).toBe(2);
  });

  it('waits for its time, and an earlier request brings it forward', async () => {
    let runs = 0;
    const q = queue({ kind: 'later', run: async () => void runs++ });
    await q.start();
    const at = (seconds: number) => new Date(clock.now().getTime() + seconds * 1000);
    await q.enqueue({ kind: 'later', key: 'a', tenantId: T1, runAt: at(60) });
    await q.enqueue({ kind: 'later', key: 'a', tenantId: T1, runAt: at(3) });
    clock.advance(2_900);
    await new Promise(setImmediate);
    expect(runs).toBe(0);
    clock.advance(200);
    await until(() => runs === 1);
  });

  it('tries again with growing pauses, then gives up and says so', async () => {
    const attempts: number[] = [];
    const q = queue({ kind: 'fail', run: async ({ attempt }) => void (attempts.push(attempt), (() => { throw new TypeError('secret 123'); })()) });
    await q.start();
    await q.enqueue({ kind: 'fail', key: 'a', tenantId: T1, maxAttempts: 3 });
    await until(async () => (await statuses())[0] === 'RETRYING');
    clock.advance(600);
    await until(async () => attempts.length === 2 && (await statuses())[0] === 'RETRYING');
    clock.advance(600);
    await new Promise(setImmediate);
    expect(attempts).toEqual([1, 2]);
    clock.advance(600);
    await until(() => dead.length === 1);
    expect(attempts).toEqual([1, 2, 3]);
    const [row] = await db.write<{ status: string; last_error: string }>('select status, last_error from async_job');
    expect(row).toEqual({ status: 'DEAD', last_error: 'TypeError' });
  });

  it('takes a job over whose process died, once its lease has run out', async () => {
    const first = queue({ kind: 'work', run: () => new Promise(() => undefined) });
    await first.start();
    await first.enqueue({ kind: 'work', key: 'a', tenantId: T1 });
    await until(async () => (await statuses())[0] === 'RUNNING');
    queues.splice(0); // it never stops properly: as if killed
    await db.write(`update async_job set lease_until = ?`, [clock.now().getTime() - 1]);
    const attempts: number[] = [];
    const second = queue({ kind: 'work', run: async ({ attempt }) => void attempts.push(attempt) });
    await second.start();
    await until(() => attempts.length === 1);
    expect(attempts).toEqual([2]);
  });

  it('does not let one tenant with many jobs keep another waiting', async () => {
    const { open, opened } = gate();
    const order: (string | null)[] = [];
    const q = queue({ kind: 'fair', concurrency: 1, run: async ({ tenantId }) => void (order.push(tenantId), await opened) });
    for (let i = 0; i < 50; i++) await q.enqueue({ kind: 'fair', key: `big-${i}`, tenantId: T1 });
    await q.enqueue({ kind: 'fair', key: 'small', tenantId: T2 });
    await q.start();
    open();
    await until(() => order.length === 51);
    expect(order.indexOf(T2)).toBeLessThan(3);
  });

  it('finds due rows whose wake-up was lost', async () => {
    const ran: string[] = [];
    const q = queue({ kind: 'sweep', run: async ({ key }) => void ran.push(key) });
    q.sweep({ kind: 'sweep', find: async () => (ran.length === 0 ? [{ kind: 'sweep', key: 'lost', tenantId: T1 }] : []) });
    await q.start();
    await until(() => ran.length === 1);
    expect(ran).toEqual(['lost']);
  });

  it('releases what is still running when it stops', async () => {
    let started = false;
    const q = queue({ kind: 'long', run: () => new Promise(() => void (started = true)) });
    await q.start();
    await q.enqueue({ kind: 'long', key: 'a', tenantId: T1 });
    await until(() => started);
    let stopped = false;
    void q.stop(1_000).then(() => (stopped = true));
    await until(() => (clock.advance(100), stopped));
    expect(await statuses()).toEqual(['RETRYING']);
  });
});
