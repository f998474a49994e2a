import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { platformEntities } from '../platform-entities';
import { testDatabaseUrls } from '../testing/test-databases';
import { openDatabase, type Database } from './database';

describe.each(testDatabaseUrls())('values of plain statements on $name', ({ url }) => {
  let db: Database;
  let dir: string;
  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'prosa-bound-'));
    db = await openDatabase(await url(dir), platformEntities);
    await db.write('create table note (id bigint primary key, body text, done boolean)');
  });
  afterAll(async () => {
    await db.close();
    rmSync(dir, { recursive: true });
  });

  it('are values whatever they hold', async () => {
    const bodies = [`it's "quoted" \\ ? $1`, `'; drop table note; --`, '', null];
    for (const [id, body] of bodies.entries()) await db.write('insert into note (id, body, done) values (?, ?, ?)', [id, body, true]);
    const found = await db.read<{ body: string | null }>(`select body, 'a ? and '' ?' as "b ?" from note where id in (?, ?, ?, ?) and done = ? order by id`, [0, 1, 2, 3, true]);
    expect(found).toEqual(bodies.map((body) => ({ body, 'b ?': `a ? and ' ?` })));
  });

  it('are not part of the statement: the same text serves every call', async () => {
    const texts = new Set<string>();
    const native = db.orm.em.getConnection('read') as unknown as { getClient(): { executeQuery(query: { sql: string }): unknown } };
    const client = native.getClient();
    const run = client.executeQuery.bind(client);
    client.executeQuery = (query) => (texts.add(query.sql), run(query));
    for (let id = 0; id < 5; id++) await db.read('select body from note where id = ?', [id]);
    client.executeQuery = run;
    expect(texts.size).toBe(1);
  });

  it('go in by megabytes, and come back from a write that returns rows', async () => {
    const body = 'x'.repeat(8 * 1024 * 1024);
    expect(await db.write('insert into note (id, body) values (?, ?) returning id', [100, body])).toHaveLength(1);
    const [row] = await db.read<{ n: number }>('select length(body) as n from note where id = ?', [100]);
    expect(Number(row?.n)).toBe(body.length);
  });
});
