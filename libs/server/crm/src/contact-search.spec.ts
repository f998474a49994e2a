import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId, platformEntities, systemContext, unitOfWork, type TenantContext } from '@prosa/server/platform';
import { testDatabaseUrls, testPlatform, type TestPlatform } from '@prosa/server/platform/testing';
import { listContacts } from './contact.read';
import { crmEntities } from './crm.entities';
import { resolveContacts, type Identity } from './resolve-contact';

const phone = (value: string): Identity => ({ kind: 'PHONE', value });

describe.each(testDatabaseUrls())('searching contacts on $name', ({ url }) => {
  let dir: string;
  let test: TestPlatform;
  let ctx: TenantContext;
  beforeAll(() => void (dir = mkdtempSync(join(tmpdir(), 'prosa-search-'))));
  afterAll(() => rmSync(dir, { recursive: true }));
  beforeEach(async () => {
    test = await testPlatform({ entities: [...platformEntities, ...crmEntities], url: await url(dir) });
    ctx = systemContext(test.platform, newId(), 'test');
  });
  afterEach(() => test.close());

  const met = (identity: Identity, pushName: string | null, as = ctx) =>
    unitOfWork(as, (unit) => resolveContacts(as, unit, [{ identities: [identity], pushName }]));
  const found = async (search: string | null, limit = 50) =>
    (await listContacts(ctx, { search }, { after: null, limit })).rows.map(({ name }) => name);

  it.each(['joao', 'JOÃO', 'Joa\u0303o', 'conceicao joa', ' ção  jo ', '𝒿oão'])('finds João by %p', async (search) => {
    await met(phone('+5511999990001'), 'João da Conceição');
    await met(phone('+5511999990002'), 'Joana');
    expect(await found(search)).toEqual(['João da Conceição']);
  });

  it('takes what was typed for what it is', async () => {
    await met(phone('+5511999990001'), '100% Café_da_Vó');
    await met(phone('+5511999990002'), 'Rui\\Sá');
    expect(await found('0% caf')).toEqual(['100% Café_da_Vó']);
    expect(await found('caf__da')).toEqual([]);
    expect(await found('i\\s')).toEqual(['Rui\\Sá']);
    expect(await found("'; --")).toEqual([]);
    expect(await found('\u0000caf')).toEqual(['100% Café_da_Vó']);
    expect(await found(' \u0301 ')).toHaveLength(2);
  });

  it('finds by a number, however it is written', async () => {
    await met(phone('+5511999990001'), 'Ana');
    await met(phone('+351912345678'), 'Rui 912');
    expect(await found('(11) 99999-00')).toEqual(['Ana']);
    expect(await found('912')).toEqual(['Rui 912']);
    expect(await found('12')).toEqual(['Rui 912']);
  });

  it('finds them by the name that they have now', async () => {
    const hidden: Identity = { kind: 'LID', value: '100000000000044' };
    await met(hidden, null);
    expect(await found('whatsapp 0044')).toEqual(['WhatsApp …0044']);
    await met(hidden, 'Ângela');
    expect(await found('whatsapp 0044')).toEqual([]);
    expect(await found('angela')).toEqual(['Ângela']);
  });

  it('counts what it finds, a page of it as well, and nobody of another tenant', async () => {
    for (let i = 0; i < 5; i++) await met(phone(`+551199999000${i}`), `Zé ${i}`);
    const other = systemContext(test.platform, newId(), 'test');
    await met(phone('+5511999990001'), 'Zé of others', other);
    expect(await found('ze')).toEqual(['Zé 4', 'Zé 3', 'Zé 2', 'Zé 1', 'Zé 0']);
    const first = await listContacts(ctx, { search: 'ze' }, { after: null, limit: 2 });
    expect(first).toMatchObject({ total: 5, rows: [{ name: 'Zé 4' }, { name: 'Zé 3' }] });
    const last = await listContacts(ctx, { search: 'ze' }, { after: first.rows[1]?.id as string, limit: 50 });
    expect(last).toMatchObject({ total: 5, rows: [{ name: 'Zé 2' }, { name: 'Zé 1' }, { name: 'Zé 0' }] });
    expect(await listContacts(other, { search: '9999' }, { after: null, limit: 50 })).toMatchObject({ total: 1 });
  });

  it('leaves groups out: they are nobody', async () => {
    await met({ kind: 'GROUP', value: '120363000000000001@g.us' }, 'Vendas');
    await met({ kind: 'LID', value: '44' }, 'Vendas e Cia');
    expect(await found('vendas')).toEqual(['Vendas e Cia']);
    expect(await listContacts(ctx, {}, { after: null, limit: 50 })).toMatchObject({ total: 1 });
  });

  it('reads names from an index', async () => {
    if (test.platform.db.dialect !== 'sqlite') return; // a small table is read whole there
    const asked: string[] = [];
    const { db } = test.platform;
    const read = db.read.bind(db);
    const spy = jest.spyOn(db, 'read').mockImplementation((sql, params) => {
      asked.push(sql);
      return read(sql, params) as never;
    });
    await listContacts(ctx, { search: 'ze' }, { after: newId(), limit: 2 });
    spy.mockRestore();
    for (const sql of asked) {
      const params = Array(sql.split('?').length - 1).fill(1);
      const plan = (await db.read<{ detail: string }>(`explain query plan ${sql}`, params)).map(({ detail }) => detail);
      expect(plan.join('\n')).toContain('USING COVERING INDEX contact_search_index (tenant_id=?');
      expect(plan.join('\n')).not.toContain('contact_tenant_index');
    }
    expect(asked).toHaveLength(2);
  });
});
