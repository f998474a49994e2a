import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineEntity, p } from '@mikro-orm/core';
import { systemContext, type TenantContext } from '../context/context';
import { readEvents } from '../event-log/event-log';
import { platformEntities } from '../platform-entities';
import { testDatabaseUrls } from '../testing/test-databases';
import { testPlatform, type TestPlatform } from '../testing/test-platform';
import { idColumn, newId, tenantFilter } from './columns';
import { unitOfWork, type UnitOfWork } from './unit-of-work';

const NoteSchema = defineEntity({
  name: 'TestNote',
  tableName: 'test_note',
  filters: tenantFilter,
  properties: { id: idColumn(), tenantId: p.uuid(), text: p.string().length(200) },
});
class TestNote extends NoteSchema.class {}
NoteSchema.setClass(TestNote);

const event = (text: string) => ({ type: 'AGENT_CHANGED' as const, node: null, audience: { kind: 'tenant' as const }, changes: { text: [null, text] as [unknown, unknown] } });
const write = (unit: UnitOfWork, ctx: TenantContext, text: string) => unit.em.create(TestNote, { tenantId: ctx.tenantId, text });

describe.each(testDatabaseUrls())('the unit of work on $name', ({ url }) => {
  let test: TestPlatform;
  let dir: string;
  let ctx: TenantContext;
  let other: TenantContext;

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'prosa-unit-'));
    test = await testPlatform({ entities: [...platformEntities, TestNote], url: await url(dir) });
    const { dialect } = test.platform.db;
    const uuid = dialect === 'sqlite' ? 'text' : 'uuid';
    await test.platform.db.write(`create table test_note (id ${uuid} primary key, tenant_id ${uuid} not null, text varchar(200) not null unique)`);
  });
  afterAll(async () => {
    await test.close();
    rmSync(dir, { recursive: true });
  });
  beforeEach(() => {
    ctx = systemContext(test.platform, newId(), 'test');
    other = systemContext(test.platform, newId(), 'test');
  });
  const texts = async (of: TenantContext) => (await test.platform.db.read<{ text: string }>('select text from test_note where tenant_id = ? order by id', [of.tenantId])).map((row) => row.text);
  const eventTexts = async (of: TenantContext) => (await readEvents(test.platform.db, of.tenantId, 0, 1_000)).map((e) => `${e.seq}:${e.changes?.['text']?.[1]}`);
  const unique = () => newId();

  it('commits rows and their events together', async () => {
    const text = unique();
    await unitOfWork(ctx, async (unit) => {
      write(unit, ctx, text);
      unit.append(event('a'));
      unit.append(event('b'));
    });
    expect(await texts(ctx)).toEqual([text]);
    expect(await eventTexts(ctx)).toEqual(['1:a', '2:b']);
  });

  it('leaves neither row nor event nor gap behind when it fails', async () => {
    await unitOfWork(ctx, async (unit) => unit.append(event('before')));
    const attempt = unitOfWork(ctx, async (unit) => {
      write(unit, ctx, unique());
      await unit.em.flush();
      unit.append(event('lost'));
      throw new Error('no');
    });
    await expect(attempt).rejects.toThrow('no');
    await unitOfWork(ctx, async (unit) => unit.append(event('after')));
    expect(await texts(ctx)).toEqual([]);
    expect(await eventTexts(ctx)).toEqual(['1:before', '2:after']);
  });

  it('leaves no event behind when the rows are refused by the database', async () => {
    const text = unique();
    await unitOfWork(ctx, async (unit) => void write(unit, ctx, text));
    const again = unitOfWork(ctx, async (unit) => {
      write(unit, ctx, text);
      unit.append(event('lost'));
    });
    await expect(again).rejects.toThrow(/unique/i);
    expect(await eventTexts(ctx)).toEqual([]);
  });

  it('numbers events without gap or repetition, in the order of commits, under concurrency', async () => {
    const seen: number[] = [];
    const stop = test.platform.hub.onWake(ctx.tenantId, (head) => seen.push(head));
    const names = Array.from({ length: 40 }, (_, i) => `n${i}`);
    await Promise.all(
      names.map((name) =>
        unitOfWork(ctx, async (unit) => {
          write(unit, ctx, unique());
          unit.append(event(name));
          if (name === 'n7') throw new Error('one of them fails');
        }).catch(() => undefined),
      ),
    );
    stop();
    const log = await readEvents(test.platform.db, ctx.tenantId, 0, 1_000);
    expect(log.map((e) => e.seq)).toEqual(Array.from({ length: 39 }, (_, i) => i + 1));
    expect(new Set(log.map((e) => e.changes?.['text']?.[1])).size).toBe(39);
    expect(await texts(ctx)).toHaveLength(39);
    expect(seen).toHaveLength(39);
    expect(Math.max(...seen)).toBe(39);
  });

  it('keeps the events of two tenants apart under concurrency', async () => {
    await Promise.all(
      [ctx, other].flatMap((of, which) => Array.from({ length: 10 }, () => unitOfWork(of, async (unit) => unit.append(event(`tenant ${which}`))))),
    );
    expect(await eventTexts(ctx)).toEqual(Array.from({ length: 10 }, (_, i) => `${i + 1}:tenant 0`));
    expect(await eventTexts(other)).toEqual(Array.from({ length: 10 }, (_, i) => `${i + 1}:tenant 1`));
  });

  it('joins when nested: one commit, events in the order of appending', async () => {
    const [first, second] = [unique(), unique()];
    await unitOfWork(ctx, async (outer) => {
      write(outer, ctx, first);
      outer.append(event('outer'));
      await unitOfWork(ctx, async (inner) => {
        expect(inner.em).toBe(outer.em);
        write(inner, ctx, second);
        inner.append(event('inner'));
      });
    });
    expect(await texts(ctx)).toEqual([first, second]);
    expect(await eventTexts(ctx)).toEqual(['1:outer', '2:inner']);
  });

  it('rolls back what a nested unit wrote together with the outer one', async () => {
    const attempt = unitOfWork(ctx, async () => {
      await unitOfWork(ctx, async (inner) => {
        write(inner, ctx, unique());
        inner.append(event('inner'));
      });
      throw new Error('no');
    });
    await expect(attempt).rejects.toThrow('no');
    expect(await texts(ctx)).toEqual([]);
    expect(await eventTexts(ctx)).toEqual([]);
  });

  it('refuses a second tenant in the same transaction', async () => {
    await expect(unitOfWork(ctx, () => unitOfWork(other, async () => undefined))).rejects.toThrow('One tenant per transaction.');
  });

  it('runs its hooks once after the commit and never after a rollback', async () => {
    const ran: string[] = [];
    await unitOfWork(ctx, async (unit) => {
      unit.afterCommit(async () => void ran.push(`rows: ${(await texts(ctx)).length}`));
      write(unit, ctx, unique());
    });
    await unitOfWork(ctx, async (unit) => {
      unit.afterCommit(() => void ran.push('never'));
      throw new Error('no');
    }).catch(() => undefined);
    expect(ran).toEqual(['rows: 1']);
  });

  it('lets a hook open a unit of work of its own', async () => {
    const text = unique();
    await unitOfWork(ctx, async (unit) => unit.afterCommit(() => unitOfWork(other, async (next) => void write(next, other, text))));
    expect(await texts(other)).toEqual([text]);
  });

  it('does not fail when a hook does', async () => {
    await unitOfWork(ctx, async (unit) => unit.afterCommit(() => Promise.reject(new Error('no'))));
    expect(test.logged.at(-1)).toContain('a wake-up after a commit failed');
  });

  it('wakes nobody when nothing was told', async () => {
    const heads: number[] = [];
    const stop = test.platform.hub.onWake(ctx.tenantId, (head) => heads.push(head));
    await unitOfWork(ctx, async (unit) => void write(unit, ctx, unique()));
    stop();
    expect(heads).toEqual([]);
  });

  describe('beside an open one', () => {
    const beside = (fn: () => Promise<unknown>) => unitOfWork(ctx, async () => void (await fn()));

    it("throws on another EntityManager's write", async () => {
      const em = test.platform.db.forTenant(ctx.tenantId);
      const attempt = beside(async () => {
        em.create(TestNote, { tenantId: ctx.tenantId, text: unique() });
        await em.flush();
      });
      await expect(attempt).rejects.toThrow(/open unit of work/);
      expect(await texts(ctx)).toEqual([]);
    });

    it('throws on a raw statement of the write connection', async () => {
      await expect(beside(() => test.platform.db.write('update test_note set text = text'))).rejects.toThrow(/open unit of work/);
      await expect(beside(() => test.platform.db.acrossTenants().execute('update test_note set text = text'))).rejects.toThrow(/open unit of work/);
    });

    it('throws on a plain read, which would miss what the unit wrote', async () => {
      await expect(beside(() => texts(ctx))).rejects.toThrow(/open unit of work/);
    });

    it('throws on a transaction of another EntityManager', async () => {
      await expect(beside(() => test.platform.db.forTenant(ctx.tenantId).transactional(async () => undefined))).rejects.toThrow(/open unit of work/);
    });

    it('makes a statement of somebody else neither wait for ever nor fall with it', async () => {
      const mine = unique();
      await unitOfWork(other, async (unit) => void write(unit, other, mine));
      const text = unique();
      let opened: () => void = () => undefined;
      const begun = new Promise<void>((resolve) => (opened = resolve));
      const failing = unitOfWork(ctx, async (unit) => {
        write(unit, ctx, unique());
        await unit.em.flush();
        opened();
        await unit.em.execute('select 1');
        throw new Error('no');
      });
      const stranger = begun.then(() => test.platform.db.write('update test_note set text = ? where text = ?', [text, mine]));
      await expect(failing).rejects.toThrow('no');
      await stranger;
      expect(await texts(other)).toEqual([text]);
    });

    it('frees what was started inside and lives on after it', async () => {
      let finish: () => void = () => undefined;
      let later: Promise<unknown> = Promise.resolve();
      await unitOfWork(ctx, async () => {
        const closed = new Promise<void>((resolve) => (finish = resolve));
        later = closed.then(async () => {
          await test.platform.db.write('update test_note set text = text');
          await unitOfWork(other, async (unit) => unit.append(event('later')));
        });
      });
      finish();
      await later;
      expect(await eventTexts(other)).toEqual(['1:later']);
    });
  });
});
