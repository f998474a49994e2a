import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineEntity, p } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { systemContext } from '../context/context';
import { platformEntities } from '../platform-entities';
import { testDatabaseUrls } from '../testing/test-databases';
import { testPlatform, type TestPlatform } from '../testing/test-platform';
import { idColumn, newId, tenantFilter } from './columns';
import { unitOfWork } from './unit-of-work';

const ThingSchema = defineEntity({
  name: 'TestThing',
  tableName: 'test_thing',
  filters: tenantFilter,
  properties: { id: idColumn(), tenantId: p.uuid(), name: p.string().length(20) },
});
class TestThing extends ThingSchema.class {}
ThingSchema.setClass(TestThing);

describe.each(testDatabaseUrls())('the wall between tenants on $name', ({ url }) => {
  let test: TestPlatform;
  let dir: string;
  const [ours, theirs] = [newId(), newId()];
  const ids = { ours: newId(), theirs: newId() };
  let em: SqlEntityManager;

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'prosa-wall-'));
    test = await testPlatform({ entities: [...platformEntities, TestThing], url: await url(dir) });
    const uuid = test.platform.db.dialect === 'sqlite' ? 'text' : 'uuid';
    await test.platform.db.write(`create table test_thing (id ${uuid} primary key, tenant_id ${uuid} not null, name varchar(20) not null)`);
    for (const [tenantId, id, name] of [[ours, ids.ours, 'ours'], [theirs, ids.theirs, 'theirs']] as const) {
      await unitOfWork(systemContext(test.platform, tenantId, 'test'), async (unit) => void unit.em.create(TestThing, { id, tenantId, name }));
    }
  });
  afterAll(async () => {
    await test.close();
    rmSync(dir, { recursive: true });
  });
  beforeEach(() => void (em = test.platform.db.forTenant(ours)));

  it('shows one tenant its own rows only', async () => {
    expect((await em.find(TestThing, {})).map((thing) => thing.name)).toEqual(['ours']);
    expect(await em.findOne(TestThing, { id: ids.theirs })).toBeNull();
    expect(await em.findOne(TestThing, ids.theirs)).toBeNull();
    expect(await em.count(TestThing, {})).toBe(1);
    expect(await em.find(TestThing, { tenantId: theirs })).toEqual([]);
    expect(await em.find(TestThing, { $or: [{ id: ids.theirs }, { tenantId: theirs }] })).toEqual([]);
  });

  it("neither changes nor deletes another tenant's rows", async () => {
    expect(await em.nativeUpdate(TestThing, { id: ids.theirs }, { name: 'stolen' })).toBe(0);
    expect(await em.nativeDelete(TestThing, { id: ids.theirs })).toBe(0);
    const [row] = await test.platform.db.read<{ name: string }>('select name from test_thing where id = ?', [ids.theirs]);
    expect(row?.name).toBe('theirs');
  });

  it('holds inside a unit of work and its nested forks', async () => {
    await unitOfWork(systemContext(test.platform, ours, 'test'), async (unit) => {
      expect(await unit.em.findOne(TestThing, { id: ids.theirs })).toBeNull();
      expect(await unit.em.fork({ keepTransactionContext: true }).findOne(TestThing, { id: ids.theirs })).toBeNull();
    });
  });

  it('is lifted for acrossTenants alone, and for none of its neighbours', async () => {
    const across = test.platform.db.acrossTenants();
    expect((await across.find(TestThing, {}, { orderBy: { name: 'asc' } })).map((thing) => thing.name)).toEqual(['ours', 'theirs']);
    expect(await across.findOne(TestThing, { id: ids.theirs })).not.toBeNull();
    await across.transactional(async (inner) => expect(await inner.count(TestThing, {})).toBe(2));
    expect((await em.find(TestThing, {})).map((thing) => thing.name)).toEqual(['ours']);
  });

  it('throws where no tenant was set', async () => {
    const lost = test.platform.db.orm.em.fork() as SqlEntityManager;
    await expect(lost.find(TestThing, {})).rejects.toThrow(/tenant/);
    await expect(lost.findOne(TestThing, { id: ids.ours })).rejects.toThrow(/tenant/);
    await expect(lost.count(TestThing, {})).rejects.toThrow(/tenant/);
    await expect(lost.nativeDelete(TestThing, {})).rejects.toThrow(/tenant/);
  });
});
