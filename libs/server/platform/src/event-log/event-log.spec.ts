import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemContext, type TenantContext } from '../context/context';
import { newId } from '../database/columns';
import { unitOfWork } from '../database/unit-of-work';
import { decodeCursor, encodeCursor } from '../graphql/event-cursor';
import type { RunningJob } from '../jobs/job-queue';
import { liveSource } from '../live/live-source';
import { platformEntities } from '../platform-entities';
import { testDatabaseUrls } from '../testing/test-databases';
import { testPlatform, type TestPlatform } from '../testing/test-platform';
import { headOf, oldestKept, readEvents } from './event-log';
import { TRIM_EVENTS, trimEvents, trimEventsJob } from './trim-events';

const DAY_MS = 24 * 60 * 60_000;

describe.each(testDatabaseUrls())('the event log on $name', ({ url }) => {
  let test: TestPlatform;
  let dir: string;
  let ctx: TenantContext;
  let other: TenantContext;

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'prosa-events-'));
    test = await testPlatform({ entities: platformEntities, url: await url(dir) });
  });
  afterAll(async () => {
    await test.close();
    rmSync(dir, { recursive: true });
  });
  beforeEach(() => {
    ctx = systemContext(test.platform, newId(), 'test');
    other = systemContext(test.platform, newId(), 'test');
  });

  const tell = (of: TenantContext, count: number) =>
    unitOfWork(of, async (unit) => {
      for (let i = 0; i < count; i++) unit.append({ type: 'AGENT_CHANGED', node: { type: 'Agent', id: newId() }, audience: { kind: 'tenant' }, changes: { name: [null, `${i}`] } });
    });
  const seqs = async (of: TenantContext) => (await readEvents(test.platform.db, of.tenantId, 0, 10_000)).map(({ seq }) => seq);
  const trim = (days: number, readers?: Parameters<typeof trimEvents>[3]) =>
    trimEvents(test.platform.db, ctx.tenantId, new Date(test.clock.now().getTime() - days * DAY_MS), readers);
  const follow = (after: number) => liveSource(ctx, { after: decodeCursor(encodeCursor({ tenantId: ctx.tenantId, seq: after })), match: () => true });

  it('reads on from a position, in pieces, with all that was told', async () => {
    await tell(ctx, 5);
    await tell(other, 1);
    const [third, fourth] = await readEvents(test.platform.db, ctx.tenantId, 2, 2);
    expect(third).toMatchObject({ tenantId: ctx.tenantId, seq: 3, type: 'AGENT_CHANGED', nodeType: 'Agent', changes: { name: [null, '2'] }, at: test.clock.now() });
    expect(fourth?.seq).toBe(4);
    expect(await headOf(test.platform.db, ctx.tenantId)).toBe(5);
  });

  it('forgets what is old, of this tenant only, and goes on counting', async () => {
    await tell(ctx, 3);
    await tell(other, 3);
    test.clock.advance(2 * DAY_MS);
    await tell(ctx, 2);
    expect(await trim(1)).toBe(3);
    expect(await seqs(ctx)).toEqual([4, 5]);
    expect(await seqs(other)).toEqual([1, 2, 3]);
    expect(await trim(1)).toBe(0);
    await tell(ctx, 1);
    expect(await seqs(ctx)).toEqual([4, 5, 6]);
  });

  it('takes any number of them, a piece at a time', async () => {
    for (let i = 0; i < 3; i++) await tell(ctx, 1_000);
    test.clock.advance(DAY_MS);
    await tell(ctx, 1);
    expect(await trim(0.5)).toBe(3_000);
    expect(await seqs(ctx)).toEqual([3_001]);
  });

  it('never passes a reader that must miss nothing', async () => {
    await tell(ctx, 5);
    test.clock.advance(2 * DAY_MS);
    expect(await trim(1, [async () => 4, async () => 2, async () => null])).toBe(2);
    expect(await seqs(ctx)).toEqual([3, 4, 5]);
    expect(await trim(1, [async () => 0])).toBe(0);
  });

  it('tells a follower who was away too long to load anew, and no other', async () => {
    await tell(ctx, 3);
    test.clock.advance(2 * DAY_MS);
    await tell(ctx, 1);
    await trim(1);
    await expect(follow(2)).rejects.toMatchObject({ extensions: { code: 'CURSOR_EXPIRED' } });
    expect(await follow(3)).toMatchObject({ from: 3 });
    await expect(follow(5)).rejects.toMatchObject({ extensions: { code: 'CURSOR_EXPIRED' } });
  });

  it('tells so too when nothing at all is kept', async () => {
    await tell(ctx, 3);
    test.clock.advance(2 * DAY_MS);
    await trim(1);
    expect(await seqs(ctx)).toEqual([]);
    expect(await oldestKept(test.platform.db, ctx.tenantId)).toBe(4);
    await expect(follow(2)).rejects.toMatchObject({ extensions: { code: 'CURSOR_EXPIRED' } });
    expect(await follow(3)).toMatchObject({ from: 3 });
  });

  it('is trimmed for every tenant once a day', async () => {
    await tell(ctx, 2);
    await tell(other, 1);
    test.clock.advance(91 * DAY_MS);
    await tell(other, 1);
    const job: RunningJob = { ...TRIM_EVENTS, id: newId(), payload: {}, attempt: 1, signal: new AbortController().signal };
    const { again } = (await trimEventsJob(test.platform).run(job)) as { again: Date };
    expect(again.getTime() - test.clock.now().getTime()).toBe(DAY_MS);
    expect(await seqs(ctx)).toEqual([]);
    expect(await seqs(other)).toEqual([2]);
  });
});
