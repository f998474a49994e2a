import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrations } from '@prosa/migrations';
import { migrate, openDatabase, type Database } from '@prosa/server/platform';
import { testDatabaseUrls } from '@prosa/server/platform/testing';
import { entities } from './entities';

describe.each(testDatabaseUrls())('migrations on $name', ({ url }) => {
  let db: Database;
  let dir: string;
  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'prosa-drift-'));
    db = await openDatabase(await url(dir), entities);
  });
  afterAll(async () => {
    await db.close();
    rmSync(dir, { recursive: true });
  });

  it('make exactly the schema that the entities describe', async () => {
    expect(await migrate(db, { lockDir: dir })).toEqual(migrations.map(({ name }) => name));
    expect(await db.orm.schema.getUpdateSchemaSQL({ wrap: false })).toBe('');
  });

  it('have nothing to do the second time', async () => {
    expect(await migrate(db, { lockDir: dir })).toEqual([]);
  });
});
