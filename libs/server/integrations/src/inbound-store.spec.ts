import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId, platformEntities } from '@prosa/server/platform';
import { testDatabaseUrls, testPlatform, type TestPlatform } from '@prosa/server/platform/testing';
import { InboundOverload, InboundStore } from './inbound-store';
import { integrationsEntities } from './integrations.entities';

const dir = mkdtempSync(join(tmpdir(), 'prosa-inbound-'));
afterAll(() => rmSync(dir, { recursive: true }));
const MB = 1024 * 1024;
jest.setTimeout(30_000);

describe.each(testDatabaseUrls())('putting deliveries on disk on $name', ({ url }) => {
  let test: TestPlatform;
  let store: InboundStore;
  let stored: string[];
  let commits: number;
  const [tenantId, integrationId, other] = [newId(), newId(), newId()];

  beforeEach(async () => {
    test = await testPlatform({ entities: [...platformEntities, ...integrationsEntities], url: await url(dir) });
    stored = [];
    commits = 0;
    const { db } = test.platform;
    const counted = Object.assign(Object.create(db), { write: (sql: string, params: unknown[]) => (commits++, db.write(sql, params)) });
    store = new InboundStore(counted, test.clock, (tenant, integration) => void stored.push(`${tenant} ${integration}`));
  });
  afterEach(() => test.close());
  const put = (body: string | Buffer, to = integrationId) =>
    store.store({ tenantId, integrationId: to, provider: 'EVOLUTION', event: 'messages.upsert', rawBody: Buffer.from(body), payload: body.toString() });
  const rows = () => test.platform.db.read<{ payload: string; status: string; integration_id: string }>('select payload, status, integration_id from inbound_event order by id');

  it('shares one commit between all that wait, and wakes each integration once', async () => {
    await Promise.all(Array.from({ length: 40 }, (_, i) => put(`{"n":${i}}`, i % 2 ? other : integrationId)));
    expect(commits).toBe(1);
    expect((await rows()).map(({ payload, status }) => [payload, status])).toEqual(Array.from({ length: 40 }, (_, i) => [`{"n":${i}}`, 'RECEIVED']));
    expect(stored.sort()).toEqual([`${tenantId} ${integrationId}`, `${tenantId} ${other}`].sort());
  });

  it('wakes each integration once for all commits of a flood, when it is over', async () => {
    for (let commit = 1; commit <= 4; commit++) {
      await Promise.all(Array.from({ length: 60 }, (_, i) => put(`{"n":${commit * 100 + i}}`, i % 2 ? other : integrationId)));
      expect({ commits, stored }).toEqual({ commits: commit, stored: [] });
    }
    for (let passed = 0; passed < 200; passed += 50) {
      test.clock.advance(50);
      await new Promise(setImmediate);
    }
    expect(stored.sort()).toEqual([`${tenantId} ${integrationId}`, `${tenantId} ${other}`].sort());
  });

  it('stores the same bytes once per integration, together or apart', async () => {
    await Promise.all([put('{"a":1}'), put('{"a":1}'), put('{"a":1}', other)]);
    await put('{"a":1}');
    expect((await rows()).map(({ integration_id }) => integration_id).sort()).toEqual([integrationId, other].sort());
  });

  it('keeps any bytes at all, NUL and broken UTF-8 too, without harm to those that share the commit', async () => {
    await Promise.all([put('{"fine":true}'), put(Buffer.from([0x7b, 0x00, 0xff, 0xfe, 0x7d])), put(''), put('"\\ud800"')]);
    expect((await rows()).map(({ payload }) => payload)).toEqual(['{"fine":true}', '{\uFFFD\uFFFD\uFFFD}', '', '"\\ud800"']);
  });

  it('puts large deliveries into commits of their own', async () => {
    const large = 'x'.repeat(5 * MB);
    await Promise.all([put(`${large}1`), put(`${large}2`), put('small')]);
    expect(commits).toBe(2);
    expect((await rows()).map(({ payload }) => payload.length)).toEqual([5 * MB + 1, 5 * MB + 1, 5]);
  });

  it('acknowledges nothing that the database refused, and goes on afterwards', async () => {
    const { db } = test.platform;
    let refuses = true;
    const sick = Object.assign(Object.create(db), { write: (...args: [string, unknown[]]) => (refuses ? Promise.reject(new Error('disk full')) : db.write(...args)) });
    store = new InboundStore(sick, test.clock, () => void stored.push('woken'));
    const outcome = await Promise.allSettled([put('{"a":1}'), put('{"a":2}')]);
    expect(outcome.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect([await rows(), stored]).toEqual([[], []]);
    refuses = false;
    await put('{"a":1}');
    expect(await rows()).toHaveLength(1);
  });

  it('takes no more than memory can hold while the disk is slow, counted in deliveries and in bytes', async () => {
    let open: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (open = resolve));
    const slow = Object.assign(Object.create(test.platform.db), { write: () => gate });
    store = new InboundStore(slow, test.clock, () => undefined);
    const big = Buffer.alloc(20 * MB);
    const taken = Array.from({ length: 12 }, () => store.store({ tenantId, integrationId, provider: 'EVOLUTION', event: 'e', rawBody: big, payload: '' }));
    await expect(store.store({ tenantId, integrationId, provider: 'EVOLUTION', event: 'e', rawBody: big, payload: '' })).rejects.toThrow(InboundOverload);
    open();
    await Promise.all(taken);
    await Promise.all(Array.from({ length: 5_000 }, () => put('{}')).map((one) => one));
    const many = Array.from({ length: 5_001 }, (_, i) => put(`{"i":${i}}`));
    expect((await Promise.allSettled(many)).filter(({ status }) => status === 'rejected')).toHaveLength(1);
  });
});
