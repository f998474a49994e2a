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
const T3 = '01900000-0000-7000-8000-000000000003';

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
    const told = dead; // a queue that is stopped while it gives a job up tells its own test
    const made = new SqlJobQueue({
      store: new JobStore(db),
      clock,
      logger: createLogger({ logLevel: 'silent' }),
      metrics: createMetrics(),
      random: () => 0.5,
      onDead: async ({ kind }) => void told.push(kind),
    });
    for (const handler of handlers) made.handle(handler);
    queues.push(made);
    return made;
  };
  /** Waits for what the queue does by itself; bounded by turns of the loop, not by time. */
  const until = async (condition: () => boolean | Promise<boolean>) => {
    for (let turn = 0; turn < 200_000; turn++) {
      if (await condition()) return;
      clock.advance(0); // a timer that is set for a time gone by fires at once, as the machine's would
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

  it('runs each at its time, although others are overdue because their places are taken', async () => {
    const ran: string[] = [];
    const full: JobHandler = { kind: 'full', concurrency: 1, run: () => new Promise<void>((done) => (release = done)) };
    let release: () => void = () => undefined;
    const jobs = queue(full, { kind: 'free', run: async ({ key }) => void ran.push(key) });
    await jobs.start();
    await jobs.enqueue({ kind: 'full', key: 'runs', tenantId: T1 });
    await jobs.enqueue({ kind: 'full', key: 'waits', tenantId: T1 });
    await jobs.enqueue({ kind: 'free', key: 'first', tenantId: T1, runAt: new Date(clock.now().getTime() + 1_000) });
    await jobs.enqueue({ kind: 'free', key: 'second', tenantId: T1, runAt: new Date(clock.now().getTime() + 2_000) });
    clock.advance(1_000);
    await until(() => ran.length === 1);
    await until(async () => !(await db.read(`select id from async_job where kind = 'free' and key = 'first' and status <> 'DONE'`)).length);
    clock.advance(1_000);
    await until(() => ran.length === 2);
    release();
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

  it('finishes within the grace what can finish', async () => {
    const { open, opened } = gate();
    let started = false;
    const q = queue({ kind: 'short', run: async () => void ((started = true), await opened) });
    await q.start();
    await q.enqueue({ kind: 'short', key: 'a', tenantId: T1 });
    await until(() => started);
    const stopped = q.stop(10_000);
    open();
    await stopped;
    expect(await statuses()).toEqual(['DONE']);
  });

  it('runs once more when asked to, which is no failed try', async () => {
    const attempts: number[] = [];
    const q = queue({
      kind: 'again',
      run: async ({ attempt }) => (attempts.push(attempt), attempts.length < 3 ? { again: new Date(clock.now().getTime() + 1_000) } : undefined),
    });
    await q.start();
    await q.enqueue({ kind: 'again', key: 'a', tenantId: T1, maxAttempts: 1 });
    for (const runs of [1, 2]) {
      await until(async () => attempts.length === runs && (await statuses())[0] === 'WAITING');
      clock.advance(1_000);
    }
    await until(async () => (await statuses())[0] === 'DONE');
    expect(attempts).toEqual([1, 1, 1]);
  });

  it('keeps the pause of a job that failed, however often its work is asked for', async () => {
    let runs = 0;
    const q = queue({ kind: 'pause', run: async () => (runs++, Promise.reject(new Error('no'))) });
    q.sweep({ kind: 'pause', find: async () => [{ kind: 'pause', key: 'a', tenantId: T1 }] });
    await q.enqueue({ kind: 'pause', key: 'a', tenantId: T1 });
    await db.write('update async_job set attempts = 6'); // the next pause is half of 64 s
    await q.start();
    await until(async () => runs === 1 && (await statuses())[0] === 'RETRYING');
    await q.enqueue({ kind: 'pause', key: 'a', tenantId: T1 });
    const [row] = await db.write<{ run_at: number | string }>('select run_at from async_job');
    expect(Number(row?.run_at) - clock.now().getTime()).toBe(32_000);
  });

  it('lets no sweep bring back at once what was given up', async () => {
    let runs = 0;
    const q = queue({ kind: 'hopeless', run: async () => (runs++, Promise.reject(new Error('no'))) });
    q.sweep({ kind: 'hopeless', find: async () => [{ kind: 'hopeless', key: 'a', tenantId: T1, maxAttempts: 1 }] });
    await q.start();
    await until(() => dead.length === 1);
    let swept = 0;
    q.sweep({ kind: 'other', find: async () => (swept++, []) });
    clock.advance(5_000);
    await until(() => swept === 1);
    expect(await statuses()).toEqual(['DEAD']);
    await q.enqueue({ kind: 'hopeless', key: 'a', tenantId: T1 }); // somebody asks: tried at once
    await until(() => runs === 2);
    await db.write(`delete from async_job where status <> 'DEAD'`);
    await db.write('update async_job set finished_at = ?', [clock.now().getTime() - 11 * 60_000]);
    clock.advance(5_000);
    await until(() => runs === 3);
  });

  it('gives up a job that ends each process which runs it', async () => {
    const q = queue({ kind: 'deadly', run: async () => undefined });
    await new JobStore(db).enqueue({ kind: 'deadly', key: 'a', tenantId: T1, maxAttempts: 2 }, clock.now().getTime());
    await db.write(`update async_job set status = 'RUNNING', attempts = 2, lease_until = ?`, [clock.now().getTime() - 1]);
    await q.start();
    expect(await statuses()).toEqual(['DEAD']);
    expect(dead).toEqual(['deadly']);
  });

  it('makes one of two when a job goes back whose key waits already', async () => {
    const q = queue({ kind: 'twin', run: async () => Promise.reject(new Error('no')) });
    const { open, opened } = gate();
    q.handle({ kind: 'twin', run: async () => (await opened, Promise.reject(new Error('no'))) });
    await q.start();
    await q.enqueue({ kind: 'twin', key: 'a', tenantId: T1 });
    await until(async () => (await statuses())[0] === 'RUNNING');
    await q.enqueue({ kind: 'twin', key: 'a', tenantId: T1, runAt: new Date(clock.now().getTime() + 60_000) });
    open();
    await until(async () => (await statuses()).includes('DONE'));
    expect(await statuses()).toEqual(['DONE', 'WAITING']);
    const [, waiting] = await db.write<{ run_at: number | string }>('select run_at from async_job order by id');
    expect(Number(waiting?.run_at)).toBe(clock.now().getTime() + 500); // the earlier of the two
  });

  it('holds on to what it runs, and stops what another has taken', async () => {
    let signal: AbortSignal | undefined;
    const q = queue({ kind: 'slow', run: (job) => ((signal = job.signal), new Promise(() => undefined)) });
    await q.start();
    await q.enqueue({ kind: 'slow', key: 'a', tenantId: T1 });
    await until(() => signal !== undefined);
    const lease = async () => Number((await db.write<{ lease_until: number | string }>('select lease_until from async_job'))[0]?.lease_until);
    const first = await lease();
    clock.advance(5_000);
    await until(async () => (await lease()) === first + 5_000);
    expect(signal?.aborted).toBe(false);
    await db.write(`update async_job set lease_token = ?`, [T2]);
    clock.advance(5_000);
    await until(() => signal?.aborted === true);
  });

  it('is not blinded by one sweep that fails', async () => {
    const ran: string[] = [];
    const q = queue({ kind: 'found', run: async ({ key }) => void ran.push(key) });
    q.sweep({ kind: 'broken', find: () => Promise.reject(new Error('no')) });
    q.sweep({ kind: 'found', find: async () => [{ kind: 'found', key: 'a', tenantId: T1 }] });
    await q.start();
    await until(() => ran.length > 0);
  });

  it('serves each of many tenants, however late it came', async () => {
    const order: (string | null)[] = [];
    const { open, opened } = gate();
    const q = queue({ kind: 'many', concurrency: 2, run: async ({ tenantId }) => void (order.push(tenantId), await opened) });
    const at = (seconds: number) => new Date(clock.now().getTime() + seconds * 1_000);
    for (let i = 0; i < 60; i++) await q.enqueue({ kind: 'many', key: `1-${i}`, tenantId: T1, runAt: at(-100) });
    for (let i = 0; i < 60; i++) await q.enqueue({ kind: 'many', key: `2-${i}`, tenantId: T2, runAt: at(-90) });
    await q.enqueue({ kind: 'many', key: '3', tenantId: T3 });
    await q.start();
    await until(() => order.length === 2);
    expect(new Set(order).size).toBe(2); // one place each
    open();
    await until(() => order.length === 121);
    expect(order.indexOf(T3)).toBeLessThan(60); // the last of all by age; by chance behind sixty others once in 2^57
  });

  it('runs no job twice when two processes look for work', async () => {
    const ran: string[] = [];
    const handler: JobHandler = { kind: 'shared', concurrency: 3, run: async ({ key }) => void ran.push(key) };
    const [one, other] = [queue(handler), queue(handler)];
    for (let i = 0; i < 40; i++) await one.enqueue({ kind: 'shared', key: `k${i}`, tenantId: T1 });
    await Promise.all([one.start(), other.start()]);
    await until(() => ran.length >= 40);
    expect(new Set(ran).size).toBe(40);
    expect(ran).toHaveLength(40);
  });

  it('forgets what is done after a day and what was given up after a month', async () => {
    const day = 24 * 60 * 60_000;
    const now = clock.now().getTime();
    const store = new JobStore(db);
    const made: [string, string, number][] = [
      ['new', 'DONE', now - day + 1],
      ['old', 'DONE', now - day - 1],
      ['new-dead', 'DEAD', now - 29 * day],
      ['old-dead', 'DEAD', now - 31 * day],
    ];
    for (const [key, status, finishedAt] of made) {
      await store.enqueue({ kind: 'kept', key, tenantId: T1, runAt: new Date(now + day) }, now);
      await db.write(`update async_job set status = ?, finished_at = ? where key = ?`, [status, finishedAt, key]);
    }
    await store.enqueue({ kind: 'kept', key: 'waiting', tenantId: T1, runAt: new Date(now + day) }, now);
    await queue().start();
    expect((await db.write<{ key: string }>('select key from async_job order by id')).map(({ key }) => key)).toEqual(['new', 'new-dead', 'waiting']);
  });
});
