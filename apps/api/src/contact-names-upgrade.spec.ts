import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Contact } from '@prosa/server/crm';
import { newId, openDatabase, type Database } from '@prosa/server/platform';
import { testDatabaseUrls } from '@prosa/server/platform/testing';
import { foldName } from '@prosa/shared/contracts';
import { entities } from './entities';

const BEFORE = '20261129000310-scheduled-messages';
const NAMES = ['João', 'MÜLLER  ', '𝓜𝓪𝓻𝓲𝓪', '', "O'Neil", 'Οδυσσεύς', '田中 🌸', 'ﷺ'.repeat(200)];

describe.each(testDatabaseUrls())('names that were there before they could be searched, on $name', ({ url }) => {
  let db: Database;
  let dir: string;
  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'prosa-names-'));
    db = await openDatabase(await url(dir), entities);
  });
  afterAll(async () => {
    await db.close();
    rmSync(dir, { recursive: true });
  });

  it('are folded by the upgrade as they are when they are written now, however many there are', async () => {
    await db.orm.migrator.up({ to: BEFORE });
    const em = db.acrossTenants();
    const tenantId = newId();
    const rows = Array.from({ length: 1203 }, (_, i) => [
      newId(),
      tenantId,
      `${NAMES[i % NAMES.length]}`,
      'WHATSAPP',
      i,
      i,
    ]);
    await em.execute(
      `insert into contact (id, tenant_id, name, name_source, created_at, updated_at) values ${rows.map(() => '(?, ?, ?, ?, ?, ?)').join(', ')}`,
      rows.flat(),
    );
    await db.orm.migrator.up();
    const wanted = rows.map(([id, , name]) => [id, foldName(name as string).slice(0, 400)]);
    const after = (await em.execute('select id, search_name from contact order by id')) as {
      id: string;
      search_name: string;
    }[];
    expect(after.map((row) => [row.id, row.search_name])).toEqual(
      wanted.sort(([a], [b]) => ((a as string) < (b as string) ? -1 : 1)),
    );
    const [one] = await em.find(Contact, { name: NAMES.at(-1) as string }, { limit: 1, filters: false });
    const folded = one?.searchName;
    Object.assign(one as Contact, { version: 2, searchName: 'x' });
    await em.flush();
    expect((await em.refresh(one as Contact))?.searchName).toBe(folded);
  });
});
