import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId, platformEntities, systemContext, unitOfWork } from '@prosa/server/platform';
import { testDatabaseUrls, testPlatform, type TestPlatform } from '@prosa/server/platform/testing';
import { InboundEvent, integrationsEntities, type InboundEventStatus } from './integrations.entities';
import { trimInbound, trimInboundJob } from './trim-inbound';

const dir = mkdtempSync(join(tmpdir(), 'prosa-trim-'));
afterAll(() => rmSync(dir, { recursive: true }));
const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;
jest.setTimeout(30_000);

describe.each(testDatabaseUrls())('forgetting what came in on $name', ({ url }) => {
  let test: TestPlatform;
  beforeEach(async () => {
    test = await testPlatform({ entities: [...platformEntities, ...integrationsEntities], url: await url(dir) });
  });
  afterEach(() => test.close());

  const tenantId = newId();
  const add = (rows: [status: InboundEventStatus, event: string, ageMs: number, problem?: string][]) =>
    unitOfWork(systemContext(test.platform, tenantId, 'test'), async ({ em }) => {
      for (const [status, event, ageMs, problem = null] of rows) {
        const at = new Date(test.clock.now().getTime() - ageMs);
        em.create(InboundEvent, { tenantId, integrationId: tenantId, provider: 'EVOLUTION', event, status, problem, bodyHash: newId(), payload: '{}', receivedAt: at, processedAt: null, nextAttemptAt: at });
      }
    });
  const kept = async () => (await test.platform.db.read('select status, event, received_at from inbound_event order by id')).map((row) => `${row['status']} ${row['event']} ${(test.clock.now().getTime() - Number(row['received_at'])) / HOUR}`);

  it('keeps each kind for as long as it is of use, and what waits for ever', async () => {
    await add([
      ['IGNORED', 'chats.upsert', HOUR],
      ['IGNORED', 'chats.upsert', 3 * HOUR],
      ['PROCESSED', 'connection.update', HOUR],
      ['PROCESSED', 'connection.update', 3 * HOUR],
      ['PROCESSED', 'messages.upsert', 13 * DAY],
      ['PROCESSED', 'messages.upsert', 15 * DAY],
      ['PROCESSED', 'messages.upsert', 89 * DAY, 'UNSUPPORTED orderMessage'],
      ['PROCESSED', 'messages.upsert', 91 * DAY, 'UNSUPPORTED orderMessage'],
      ['UNREADABLE', 'unknown', 89 * DAY],
      ['UNREADABLE', 'unknown', 91 * DAY],
      ['DEAD', 'messages.upsert', 91 * DAY],
      ['RECEIVED', 'messages.upsert', 400 * DAY],
      ['RETRYING', 'messages.upsert', 400 * DAY],
    ]);
    expect(await trimInbound(test.platform.db, test.clock.now())).toBe(6);
    expect(await kept()).toEqual(['IGNORED chats.upsert 1', 'PROCESSED connection.update 1', `PROCESSED messages.upsert ${13 * 24}`, `PROCESSED messages.upsert ${89 * 24}`, `UNREADABLE unknown ${89 * 24}`, `RECEIVED messages.upsert ${400 * 24}`, `RETRYING messages.upsert ${400 * 24}`]);
  });

  it('goes through more than one piece, once an hour', async () => {
    await add(Array.from({ length: 2_500 }, () => ['IGNORED', 'chats.update', 3 * HOUR] as [InboundEventStatus, string, number]));
    test.jobs.handle(trimInboundJob(test.platform));
    await test.jobs.enqueue({ kind: 'inbound.trim', key: 'all', tenantId: null });
    await test.jobs.runAll();
    expect(await kept()).toEqual([]);
    expect(test.jobs.waitingJobs().map(({ runAt }) => runAt)).toEqual([new Date(test.clock.now().getTime() + HOUR)]);
  });
});
