import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineEntity, p } from '@mikro-orm/core';
import { buildSchema, graphql, type GraphQLError } from 'graphql';
import { systemContext } from '../context/context';
import { idColumn, newId, tenantFilter } from '../database/columns';
import { unitOfWork } from '../database/unit-of-work';
import { publicError } from '../graphql/graphql-errors';
import { platformEntities } from '../platform-entities';
import { testDatabaseUrls } from '../testing/test-databases';
import { testPlatform, type TestPlatform } from '../testing/test-platform';
import { createLogger } from './create-logger';

const PersonSchema = defineEntity({ name: 'TestPerson', tableName: 'test_person', filters: tenantFilter, properties: { id: idColumn(), tenantId: p.uuid(), email: p.string().length(40) } });
class Person extends PersonSchema.class {}
PersonSchema.setClass(Person);

describe('the log', () => {
  let lines: string[];
  let logger: ReturnType<typeof createLogger>;
  beforeEach(() => {
    lines = [];
    logger = createLogger({ logLevel: 'debug' }, { write: (line) => void lines.push(line) });
  });
  const last = () => JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown>;

  it('never holds what a secret field holds, at any depth and by any spelling', () => {
    logger.info({ token: 'hunter2', call: { headers: { authorization: 'hunter2' }, response: [{ data: { key: { remoteJid: 'hunter2' }, deep: { deeper: { deepest: { api_key: 'hunter2' } } } } }] } }, 'x');
    logger.info({ a: { b: { c: { d: { e: { f: { g: { h: { i: { Password: 'hunter2' } } } } } } } } } }, 'x');
    logger.warn({ 'X-Webhook-Secret': 'hunter2', state: { code: 'hunter2', pairingCode: 'hunter2' } }, 'x');
    expect(lines).toHaveLength(3);
    expect(lines.join('')).not.toContain('hunter2');
  });

  it('keeps what tells a person what to do', () => {
    logger.warn({ job: { id: '7', kind: 'inbound.drain', attempts: 3 }, code: 1006, at: new Date(0), list: ['a', 1, null] }, 'x');
    expect(last()).toMatchObject({ level: 40, msg: 'x', job: { id: '7', kind: 'inbound.drain', attempts: 3 }, code: 1006, at: '1970-01-01T00:00:00.000Z', list: ['a', 1, null] });
  });

  it('prints no objects that are not plain', () => {
    logger.info({ row: new Person(), raw: Buffer.from('hunter2'), nested: { error: new Error('broken') } }, 'x');
    expect(last()).toMatchObject({ row: '[Person]', raw: '[Buffer]', nested: { error: { type: 'Error', message: 'broken' } } });
  });

  it('tells an error by type, code, words and place, and its cause', () => {
    logger.error({ err: Object.assign(new TypeError('no such thing', { cause: new Error('of +5511988887777') }), { code: 'E_X', response: { body: 'hunter2' } }) }, 'x');
    expect(last()['err']).toMatchObject({ type: 'TypeError', message: 'no such thing', code: 'E_X', stack: expect.stringContaining('create-logger.spec'), cause: 'Error: of [number]' });
    expect(lines.join('')).not.toContain('hunter2');
    logger.error(new Error('alone'));
    expect(last()['err']).toMatchObject({ message: 'alone' });
    logger.error({ err: 'hunter2' }, 'x');
    expect(last()['err']).toEqual({ type: 'string' });
  });

  it('keeps addresses, numbers and keys out of what services say', () => {
    logger.warn({ err: new Error('5511988887777@s.whatsapp.net, +55 and 5511988887777 or ana.b@example.com by Bearer abcdefgh and sk-abcdefgh1234') }, 'x');
    expect((last()['err'] as { message: string }).message).toBe('[address], +55 and [number] or [address] by [key] and [key]');
  });

  it("writes a failed operation's variables nowhere", async () => {
    const result = await graphql({
      schema: buildSchema('type Query { login(password: String!): String }'),
      source: 'query ($password: String!) { login(password: $password) }',
      variableValues: { password: 'hunter2' },
      rootValue: { login: () => Promise.reject(new Error('broken')) },
    });
    publicError(logger, (result.errors as readonly GraphQLError[])[0]);
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain('hunter2');
  });

  describe.each(testDatabaseUrls())('of what $name refuses', ({ url }) => {
    let test: TestPlatform;
    let dir: string;
    beforeAll(async () => {
      dir = mkdtempSync(join(tmpdir(), 'prosa-log-'));
      test = await testPlatform({ entities: [...platformEntities, Person], url: await url(dir) });
      const uuid = test.platform.db.dialect === 'sqlite' ? 'text' : 'uuid';
      await test.platform.db.write(`create table test_person (id ${uuid} primary key, tenant_id ${uuid} not null, email varchar(40) not null unique)`);
    });
    afterAll(async () => {
      await test.close();
      rmSync(dir, { recursive: true });
    });
    const save = (email: string) => {
      const tenantId = newId();
      return unitOfWork(systemContext(test.platform, tenantId, 'test'), async ({ em }) => void em.create(Person, { id: newId(), tenantId, email }));
    };

    it('holds the constraint, not the row', async () => {
      await save('ana@example.com');
      logger.error({ err: await save('ana@example.com').catch((error: unknown) => error) }, 'x');
      expect(lines[0]).toMatch(/UniqueConstraintViolation/);
      expect(lines[0]).toMatch(/test_person/);
      expect(lines[0]).not.toContain('ana@');
    });

    it('holds no value of a statement', async () => {
      const { db } = test.platform;
      for (const attempt of [
        () => save('hunter2 '.repeat(10)),
        () => db.write("insert into test_person (id, tenant_id, email) values (?, ?, 'hunter2')", ['hunter2', newId()]),
        () => db.read("select 'hunter2' from test_person where nothing = ?", ['hunter2']),
        () => db.read('select * from test_person where id = ?', ['hunter2']),
        () => db.read("selekt 'hunter2' fro"),
      ]) {
        const error = await attempt().then(() => null, (thrown: unknown) => thrown);
        if (error) logger.error({ err: error }, 'x');
      }
      expect(lines.length).toBeGreaterThanOrEqual(2);
      expect(lines.join('\n')).not.toContain('hunter2');
    });
  });
});
