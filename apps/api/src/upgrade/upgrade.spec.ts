import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrations } from '@prosa/migrations';
import {
  createBackup,
  createLogger,
  globalId,
  OperatorError,
  restoreBackup,
  systemClock,
  type Config,
  type Database,
} from '@prosa/server/platform';
import { testDatabaseUrls } from '@prosa/server/platform/testing';
import { AFTER_RESTORE } from '../after-restore';
import { openData } from '../open-data';
import { startProduct, type Product } from '../testing';
import { firstRows, OLD_TEXT, OLD_TOKEN, writeRows } from './first-rows';

type Rows = Record<string, unknown>[];
interface Place {
  dataDir: string;
  databaseUrl: string;
}
const INBOX = `{ viewer { tenant { name } member { availability } } teams { name assignment members { user { name } } }
  channels { edges { node { displayName readReceipts businessHours { hours { weekday } awayMessage } team { id } } } }
  agents { edges { node { name config { operatingHours { weekday from to } questions } } } }
  conversations { edges { node { id status handler isGroup unreadCount contact { name phones } assignee { user { name } }
    messages(first: 10) { edges { node { text status failure { code } reactions { emoji } replyTo { text } author { __typename } } } } } } } }`;

jest.setTimeout(120_000);

describe.each(testDatabaseUrls())('from the first version to this one, and back, on $name', ({ url }) => {
  const all = [...migrations];
  const dirs: string[] = [];
  let product: Product | null = null;
  const asFirst = () => void migrations.splice(0, migrations.length, ...all.slice(0, 1));
  const asNow = () => void migrations.splice(0, migrations.length, ...all);
  afterEach(async () => {
    await product?.stop();
    product = null;
    asNow();
    for (const dir of dirs.splice(0)) rmSync(dir, { recursive: true });
  });

  const place = async (): Promise<Place> => {
    const dataDir = mkdtempSync(join(tmpdir(), 'prosa-upgrade-'));
    dirs.push(dataDir);
    return { dataDir, databaseUrl: await url(dataDir) };
  };
  const open = (at: Place) =>
    openData(at as Config, {}, { clock: systemClock, logger: createLogger({ logLevel: 'silent' }) });
  /** A workspace at work under the first version, which is stopped then. */
  async function firstVersion(): Promise<{
    at: Place;
    rows: [string, Record<string, unknown>][];
    id: Record<string, string>;
  }> {
    asFirst();
    const at = await place();
    const { db, secrets, close } = await open(at);
    const { id, rows } = firstRows((secret, use) => secrets.seal(secret, use));
    await writeRows(db, rows);
    const empty = (await tables(db)).filter((table) => !rows.some(([name]) => name === table));
    expect(empty).toEqual([]); // each table of that schema holds something
    await close();
    return { at, rows, id };
  }
  /** Each of the rows, found again by all that was written into it. Answers what is missing or changed. */
  async function missing(db: Database, rows: readonly [string, Record<string, unknown>][]): Promise<unknown[]> {
    const gone: unknown[] = [];
    for (const [table, row] of rows) {
      const found = (await db.read(`select * from "${table}"`)) as Rows;
      if (!found.some((one) => Object.entries(row).every(([column, value]) => plain(one[column]) === plain(value))))
        gone.push({ table, row, found });
    }
    return gone;
  }
  const backups = (at: Place) =>
    readdirSync(join(at.dataDir, 'backups')).map((name) => join(at.dataDir, 'backups', name));
  const restore = (at: Place, from: string, replace = false) =>
    restoreBackup({ ...at, from, env: {}, replace, withoutKey: false, afterLoad: AFTER_RESTORE, clock: systemClock });

  it('keeps every row, and the new version works with them', async () => {
    const { at, rows, id } = await firstVersion();
    asNow();
    const { db, secrets, close } = await open(at);
    expect(await missing(db, rows)).toEqual([]);
    const [channel] = (await db.read('select webhook_secret_sealed as sealed from channel')) as { sealed: string }[];
    expect(secrets.open(channel?.sealed as string, `channel-webhook:${id['channel']}`)).toBe('hook-secret');
    await close();
    expect(backups(at)).toEqual([expect.stringMatching(/Z-before-upgrade$/)]);

    product = await startProduct({
      databaseUrl: at.databaseUrl,
      env: { PROSA_DATA_DIR: at.dataDir },
      start: '2026-11-03T12:00:00Z',
    });
    const { data, errors } = await product.graphql(OLD_TOKEN, INBOX);
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      viewer: { tenant: { name: 'Loja da Ana' }, member: { availability: 'ONLINE' } },
      teams: [{ name: 'Vendas', assignment: 'MANUAL', members: [{ user: { name: 'Ana' } }] }],
      channels: {
        edges: [
          {
            node: {
              displayName: 'Loja',
              readReceipts: true,
              businessHours: { hours: [], awayMessage: null },
              team: null,
            },
          },
        ],
      },
      agents: {
        edges: [{ node: { name: 'Bia', config: { operatingHours: [{ weekday: 1 }], questions: ['Para quando?'] } } }],
      },
    });
    const nodes = data.conversations.edges.map(({ node }: { node: { id: string } }) => node);
    expect(nodes.find((node: { isGroup: boolean }) => node.isGroup)).toMatchObject({
      status: 'SNOOZED',
      contact: { name: 'Família' },
    });
    expect(nodes.find((node: { isGroup: boolean }) => !node.isGroup)).toMatchObject({
      ...{ status: 'OPEN', handler: 'HUMAN', unreadCount: 1, assignee: { user: { name: 'Ana' } } },
      contact: { name: 'Carla Dias', phones: ['+5511999990001'] },
      messages: {
        edges: [
          {
            node: {
              text: 'Até logo',
              status: 'FAILED',
              failure: { code: 'REFUSED' },
              author: { __typename: 'Member' },
            },
          },
          { node: { text: 'Dez reais', status: 'READ', replyTo: { text: OLD_TEXT }, author: { __typename: 'Agent' } } },
          {
            node: {
              text: OLD_TEXT,
              status: 'RECEIVED',
              reactions: [{ emoji: '👍' }],
              author: { __typename: 'Contact' },
            },
          },
        ],
      },
    });
    const replied = await product.graphql(
      OLD_TOKEN,
      'mutation ($input: SendMessageInput!) { sendMessage(input: $input) { message { status } userErrors { code } } }',
      {
        input: {
          conversationId: globalId('Conversation', id['conversation'] as string),
          text: 'Voltei',
          clientKey: 'new',
        },
      },
    );
    expect(replied.data.sendMessage).toEqual({ message: { status: 'QUEUED' }, userErrors: [] });
    await product.settle();
    expect(
      product.outside.calls.some(
        ({ path, body }) => path === '/message/sendText/prosa-1' && (body as { text: string }).text === 'Voltei',
      ),
    ).toBe(true);
  });

  it('takes a backup of the first version, elsewhere', async () => {
    const { at, rows } = await firstVersion();
    const { folder } = await createBackup({ ...at, env: {}, reason: 'asked', product: 'first', clock: systemClock });
    asNow();
    const elsewhere = await place();
    await restore(elsewhere, folder);
    const { db, close } = await open(elsewhere);
    expect(
      await missing(
        db,
        rows.filter(([table]) => table !== 'event_head'),
      ),
    ).toEqual([]); // a restore leaves a gap in the log
    await close();
  });

  it('goes back by the backup that the upgrade made, to the former version alone', async () => {
    const { at, rows } = await firstVersion();
    asNow();
    const upgraded = await open(at);
    await upgraded.db.write(`update contact set name = 'Since the upgrade'`);
    await upgraded.close();
    const [before] = backups(at);

    asFirst();
    const postgres = at.databaseUrl.startsWith('postgres');
    if (postgres) await expect(restore(at, before as string)).rejects.toThrow(OperatorError); // holds data
    const { aside } = await restore(at, before as string, postgres);
    expect(aside.length).toBeGreaterThan(0);
    const { db, secrets, close } = await open(at);
    expect(
      await missing(
        db,
        rows.filter(([table]) => table !== 'event_head'),
      ),
    ).toEqual([]);
    expect((await db.orm.migrator.getExecuted()).map(({ name }) => name)).toEqual([all[0]?.name]);
    await expect(db.read('select operating_hours from channel')).rejects.toThrow();
    const [channel] = (await db.read('select id, webhook_secret_sealed as sealed from channel')) as {
      id: string;
      sealed: string;
    }[];
    expect(secrets.open(channel?.sealed as string, `channel-webhook:${channel?.id}`)).toBe('hook-secret');
    await close();
    // And forward once more.
    asNow();
    const again = await open(at);
    expect(
      await missing(
        again.db,
        rows.filter(([table]) => table !== 'event_head'),
      ),
    ).toEqual([]);
    await again.close();
  });

  it('does not let the former version write into what the new one made', async () => {
    const { at } = await firstVersion();
    asNow();
    const { close } = await open(at);
    const { folder } = await createBackup({ ...at, env: {}, reason: 'asked', product: 'new', clock: systemClock });
    await close();
    asFirst();
    await expect(restore(await place(), folder)).rejects.toThrow(OperatorError);
  });
});

/** Both databases' ways of giving a value back, in one. */
function plain(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (typeof value === 'object') return canonical(value);
  const text = String(value);
  return /^[[{]/.test(text) ? canonical(JSON.parse(text)) : text;
}
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

async function tables(db: Database): Promise<string[]> {
  const rows = await db.read<{ name: string }>(
    db.dialect === 'postgresql'
      ? `select tablename as name from pg_tables where schemaname = current_schema()`
      : `select name from sqlite_master where type = 'table'`,
  );
  return rows.map(({ name }) => name).filter((name) => !/^(sqlite_|mikro_orm)/.test(name));
}
