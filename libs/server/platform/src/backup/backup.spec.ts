import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { newId } from '../database/columns';
import { openDatabase, type Database, type Row } from '../database/database';
import { migrate } from '../database/migrate';
import { platformEntities } from '../platform-entities';
import { openSecrets } from '../secrets/secret-key';
import { ManualClock } from '../testing/manual-clock';
import { testDatabaseUrls, type TestDatabase } from '../testing/test-databases';
import { createBackup, type BackupRequest } from './create-backup';
import { ownData, shareData, unfinishedRestore } from './data-lock';
import type { Manifest } from './manifest';
import { restoreBackup, type RestoreRequest } from './restore-backup';
import { openSnapshot, quote, type Kind, type Snapshot, type Table, type Value } from './snapshot';

jest.setTimeout(60_000); // every table of the product, on a busy machine

const DATABASES = testDatabaseUrls();
const PAIRS = DATABASES.flatMap((from) => DATABASES.map((to) => ({ from, to })));

const ODD_TEXTS = [
  '',
  'a\'b"c\\d',
  'linha\nnova\r\n\u2028\u2029\ttab',
  'não 😀 日本',
  '{"a":1}',
  '0123',
  'true',
  '\\N',
  '{}',
  'NULL',
  '\\u0000',
  '"',
];
const ODD_JSON = [{ a: [1, 'dois', null, { 'c"': '\\u0000 \u2028 😀' }] }, [], 5, 'text', true, 1.5, '12', ''];
const ODD_INTEGERS = [0, -1, 1_767_612_345_678, Number.MAX_SAFE_INTEGER];
const pick = <T>(values: readonly T[], i: number): T => values[i % values.length] as T;

function oddValue(kind: Kind, type: string, i: number): unknown {
  if (type === 'uuid') return newId();
  if (kind === 'json') return JSON.stringify(pick(ODD_JSON, i));
  if (kind === 'boolean') return i % 2 === 0;
  if (kind === 'integer') return type === 'int8' ? pick(ODD_INTEGERS, i) : i % 2;
  const length = Number(/\d+/.exec(type)?.[0] ?? 10_000);
  const text = `${pick(ODD_TEXTS, i)}`;
  return [...text].length <= length ? text : text.slice(0, length);
}

/** An installation of its own: data folder, database, key. */
class Installation {
  readonly dir = mkdtempSync(join(tmpdir(), 'prosa-backup-'));
  readonly clock = new ManualClock();
  readonly env: Record<string, string | undefined> = {};
  databaseUrl = '';
  private db: Database | null = null;

  static async on(database: TestDatabase): Promise<Installation> {
    const it = new Installation();
    it.databaseUrl = await database.url(it.dir);
    return it;
  }
  get place() {
    return { dataDir: this.dir, databaseUrl: this.databaseUrl };
  }
  async open(): Promise<Database> {
    this.db ??= await openDatabase(this.databaseUrl, platformEntities);
    await migrate(this.db, { lockDir: this.dir });
    return this.db;
  }
  async closeDatabase(): Promise<void> {
    await this.db?.close();
    this.db = null;
  }
  backup(more: Partial<BackupRequest> = {}) {
    return createBackup({
      ...this.place,
      env: this.env,
      reason: 'asked',
      product: '1.2.3',
      clock: this.clock,
      ...more,
    });
  }
  restore(from: string, more: Partial<RestoreRequest> = {}) {
    return restoreBackup({
      ...this.place,
      from,
      env: this.env,
      replace: false,
      withoutKey: false,
      clock: this.clock,
      ...more,
    });
  }
  async remove(): Promise<void> {
    await this.closeDatabase();
    rmSync(this.dir, { recursive: true, force: true });
  }
}

let made: Installation[] = [];
const installation = async (database: TestDatabase): Promise<Installation> => {
  const it = await Installation.on(database);
  made.push(it);
  return it;
};
afterEach(async () => {
  for (const it of made) await it.remove();
  made = [];
});

/** Puts odd rows into every table; which ones, the columns of the table say. */
async function fillEveryTable(db: Database, url: string, allTypes: Record<string, ColumnTypes>): Promise<void> {
  const snapshot = await openSnapshot(url);
  await snapshot.close();
  for (const table of snapshot.tables) {
    const types = allTypes[table.name] as ColumnTypes;
    for (let i = 0; i < 12; i++) {
      const values = table.columns.map(({ name, kind }, at) => {
        const { type, nullable } = types[name] as { type: string; nullable: boolean };
        if (nullable && (i + at) % 5 === 4) return null;
        // What must be unique is told apart by its number; everything else is as odd as its column lets it be.
        const value = oddValue(kind, type, i + at);
        return kind === 'text' && type !== 'uuid' && UNIQUE.test(name)
          ? `${i} ${String(value).slice(0, 30)}`
          : kind === 'integer' && name === 'seq'
            ? i
            : value;
      });
      const names = table.columns.map(({ name }) => quote(name)).join(', ');
      await db.write(
        `insert into ${quote(table.name)} (${names}) values (${values.map(() => '?').join(', ')})`,
        values,
      );
    }
  }
}
const UNIQUE = /key$|hash$|email|name$|value|provider_id/;

type ColumnTypes = Record<string, { type: string; nullable: boolean }>;

/** As PostgreSQL has them, which is the stricter one: what fits there fits in SQLite. A single run without PostgreSQL does without. */
async function columnTypes(db: Database): Promise<Record<string, ColumnTypes>> {
  const rows: Row[] =
    db.dialect === 'sqlite'
      ? await db.read(
          `select m.name as "table", c.name, lower(c.type) as type, "notnull" as required, null as length from sqlite_schema m join pragma_table_info(m.name) c where m.type = 'table'`,
        )
      : await db.read(
          `select table_name as "table", column_name as name, udt_name as type, case is_nullable when 'NO' then 1 else 0 end as required, character_maximum_length as length from information_schema.columns where table_schema = 'public'`,
        );
  const types: Record<string, ColumnTypes> = {};
  for (const row of rows) {
    const type = `${String(row['type']).replace('bigint', 'int8')}${row['length'] ? `(${String(row['length'])})` : ''}`;
    (types[String(row['table'])] ??= {})[String(row['name'])] = { type, nullable: row['required'] === 0 };
  }
  return types;
}

/** All rows of all tables, in a form in which both databases say the same. */
async function contents(url: string): Promise<Record<string, unknown[]>> {
  const snapshot = await openSnapshot(url);
  try {
    const all: Record<string, unknown[]> = {};
    for (const table of snapshot.tables)
      all[table.name] = (await rowsOf(snapshot, table)).sort((a, b) => (a < b ? -1 : 1));
    return all;
  } finally {
    await snapshot.close();
  }
}
async function rowsOf(snapshot: Snapshot, table: Table): Promise<string[]> {
  const rows: string[] = [];
  for await (const row of snapshot.rows(table)) {
    const plain = table.columns.map(({ name, kind }, i) => [
      name,
      kind === 'json' ? sorted(row[i] as Value) : Number(row[i] === true) || (row[i] === false ? 0 : row[i]),
    ]);
    rows.push(JSON.stringify(Object.fromEntries(plain.sort())));
  }
  return rows;
}
const sorted = (json: Value): unknown =>
  json === null
    ? null
    : JSON.parse(String(json), (_key, value) =>
        value && typeof value === 'object' && !Array.isArray(value)
          ? Object.fromEntries(Object.entries(value).sort())
          : value,
      );

const manifestOf = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;

describe.each(PAIRS)('a backup of $from.name, restored into $to.name', ({ from, to }) => {
  let types: Record<string, ColumnTypes>;
  beforeAll(async () => {
    const strictest = await Installation.on(DATABASES.at(-1) as TestDatabase);
    types = await columnTypes(await strictest.open());
    await strictest.remove();
  });

  it('brings every row of every table, the media and the key', async () => {
    const old = await installation(from);
    await fillEveryTable(await old.open(), old.databaseUrl, types);
    const sealed = openSecrets({}, old.dir, { fresh: true }).seal('hunter2', 'channel:1');
    mkdirSync(join(old.dir, 'media/ab'), { recursive: true });
    const picture = randomBytes(200_000);
    writeFileSync(join(old.dir, 'media/ab/picture 1.jpg'), picture);
    writeFileSync(join(old.dir, 'media/empty'), '');
    const before = await contents(old.databaseUrl);
    expect(Object.keys(before).length).toBeGreaterThan(20);
    for (const rows of Object.values(before)) expect(rows).toHaveLength(12);

    const { folder, media } = await old.backup();
    expect(media).toBe(2);
    const fresh = await installation(to);
    const restored = await fresh.restore(folder);
    expect(restored).toMatchObject({ rows: Object.keys(before).length * 12, media: 2, aside: [], notes: [] });

    expect(await contents(fresh.databaseUrl)).toEqual(before);
    expect(readFileSync(join(fresh.dir, 'media/ab/picture 1.jpg')).equals(picture)).toBe(true);
    expect(statSync(join(fresh.dir, 'media/empty')).size).toBe(0);
    expect(openSecrets({}, fresh.dir, { fresh: true }).open(sealed, 'channel:1')).toBe('hunter2');
    const db = await fresh.open();
    expect(await db.orm.migrator.getPending()).toEqual([]);
    expect(await db.orm.schema.getUpdateSchemaSQL({ wrap: false, safe: true })).toBe('');
  });
});

describe.each(DATABASES)('a backup on $name', (database) => {
  const tenant = async (db: Database, name: string) =>
    void (await db.write(
      `insert into tenant (id, name, time_zone, locale, currency, created_at) values (?, ?, 'UTC', 'en', 'BRL', ?)`,
      [newId(), name, 0],
    ));
  const names = async (url: string) =>
    (await contents(url))['tenant']?.map((row) => JSON.parse(String(row)).name as string).sort();

  async function filled(...tenants: string[]): Promise<Installation> {
    const it = await installation(database);
    const db = await it.open();
    for (const name of tenants) await tenant(db, name);
    return it;
  }

  it('says what it is, and nobody else can read it', async () => {
    const it = await filled('Ana');
    openSecrets({}, it.dir, { fresh: true });
    const { folder } = await it.backup();
    expect(folder).toBe(join(it.dir, 'backups/20260105T120000000Z'));
    const manifest = manifestOf(folder);
    expect(manifest).toMatchObject({
      format: 'prosa-backup',
      product: '1.2.3',
      reason: 'asked',
      createdAt: '2026-01-05T12:00:00.000Z',
      database: database.name.toLowerCase(),
      secretKey: { from: 'file' },
      media: null,
    });
    expect(manifest.migrations.length).toBeGreaterThan(0);
    expect(manifest.tables.find(({ name }) => name === 'tenant')).toMatchObject({
      rows: 1,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const file of readdirSync(folder))
      expect([file, statSync(join(folder, file)).mode & 0o777]).toEqual([file, 0o600]);
  });

  it('is of one instant, whatever is written meanwhile', async () => {
    const it = await filled();
    const db = await it.open();
    await db.write('create table aaa_first (n integer not null)');
    await db.write('create table zzz_last (n integer not null)');
    const pair = async (n: number) => {
      const em = db.acrossTenants();
      await em.transactional(async (inner) => {
        await (inner as typeof em).execute('insert into aaa_first values (?)', [n]);
        await (inner as typeof em).execute('insert into zzz_last values (?)', [n]);
      });
    };
    for (let n = 0; n < 50; n++) await pair(n);
    let stop = false;
    let written = 50;
    const writer = (async () => {
      while (!stop) {
        await pair(written++);
        await new Promise(setImmediate); // SQLite's driver never waits by itself
      }
    })();
    const { folder } = await it.backup().finally(() => void (stop = true));
    const during = written;
    await writer;
    expect(during).toBeGreaterThan(50); // it was written while it was read
    const read = (table: string) => gunzipSync(readFileSync(join(folder, `table-${table}.jsonl.gz`))).toString();
    expect(read('zzz_last').split('\n').length).toBeGreaterThan(50);
    expect(read('zzz_last')).toBe(read('aaa_first'));
  });

  it('leaves nothing when it fails', async () => {
    const it = await filled('Ana');
    const db = await it.open();
    await db.write(`create table odd (n ${database.name === 'SQLite' ? 'blob' : 'bytea'})`);
    await expect(it.backup()).rejects.toThrow('odd.n');
    await db.write('drop table odd');
    writeFileSync(join(it.dir, 'secret.key'), 'no key');
    await expect(it.backup()).rejects.toThrow('32 bytes');
    expect(readdirSync(join(it.dir, 'backups'))).toEqual([]);
  });

  it('does not take the key from the environment, and is restored with the same one only', async () => {
    const it = await filled('Ana');
    it.env['PROSA_SECRET_KEY'] = randomBytes(32).toString('hex');
    const { folder } = await it.backup();
    expect(manifestOf(folder).secretKey).toEqual({ from: 'environment', ids: [expect.any(String)] });
    expect(JSON.stringify(manifestOf(folder))).not.toContain(it.env['PROSA_SECRET_KEY']);
    expect(existsSync(join(folder, 'secret.key'))).toBe(false);
    const other = await installation(database);
    await expect(other.restore(folder)).rejects.toThrow('PROSA_SECRET_KEY');
    await other.restore(folder, { withoutKey: true });
    const third = await installation(database);
    await third.restore(folder, { env: it.env });
    expect(await names(third.databaseUrl)).toEqual(['Ana']);
  });

  it('is not restored when a byte of it has changed', async () => {
    const it = await filled('Ana');
    openSecrets({}, it.dir, { fresh: true });
    mkdirSync(join(it.dir, 'media'));
    writeFileSync(join(it.dir, 'media/a'), 'picture');
    const { folder } = await it.backup();
    const fresh = await installation(database);
    for (const file of ['table-tenant.jsonl.gz', 'media/a', 'media.jsonl.gz', 'secret.key', 'manifest.json']) {
      const good = readFileSync(join(folder, file));
      const bad = Buffer.from(good);
      const at = bad.length - (file === 'manifest.json' ? 2 : 1);
      bad[at] = (bad[at] as number) ^ 1;
      writeFileSync(join(folder, file), bad);
      await expect(fresh.restore(folder)).rejects.toThrow(
        `damaged: ${file === 'manifest.json' ? 'its ' : ''}${file} is not`,
      );
      rmSync(join(folder, file));
      await expect(fresh.restore(folder)).rejects.toThrow(
        file === 'manifest.json' ? 'is no backup' : `${file} is missing`,
      );
      writeFileSync(join(folder, file), good);
    }
    expect(readdirSync(fresh.dir)).toEqual([]); // it touched nothing
    await fresh.restore(folder);
  });

  it('is not restored by a version that does not know its migrations', async () => {
    const it = await filled('Ana');
    const { folder } = await it.backup();
    const manifest = manifestOf(folder);
    writeFileSync(
      join(folder, 'manifest.json'),
      JSON.stringify({ ...manifest, migrations: [...manifest.migrations, '29990101000000-later'] }),
    );
    await expect(it.restore(folder)).rejects.toThrow('newer Prosa');
  });

  it('is not restored while something runs on the data, and nothing starts while it is', async () => {
    const it = await filled('Ana');
    const { folder } = await it.backup();
    const first = await shareData(it.place);
    const second = await shareData(it.place); // two processes may run
    await first.release();
    await expect(it.restore(folder, { replace: true })).rejects.toThrow('stop it first');
    await second.release();
    const own = await ownData(it.place);
    await expect(shareData(it.place)).rejects.toThrow('A restore is running');
    await own.release();
    await (await shareData(it.place)).release();
  });

  it('keeps aside what it replaces', async () => {
    const it = await filled('Ana');
    openSecrets({}, it.dir, { fresh: true });
    const { folder } = await it.backup();
    await tenant(await it.open(), 'Rui');
    writeFileSync(join(it.dir, 'secret.key'), `${randomBytes(32).toString('base64')}\n`);
    mkdirSync(join(it.dir, 'media'));
    writeFileSync(join(it.dir, 'media/new'), 'newer');
    await it.closeDatabase();
    if (database.name === 'PostgreSQL') await expect(it.restore(folder)).rejects.toThrow('--replace');
    const { aside } = await it.restore(folder, { replace: true });

    expect(await names(it.databaseUrl)).toEqual(['Ana']);
    expect(existsSync(join(it.dir, 'media'))).toBe(false);
    expect(readFileSync(join(it.dir, 'secret.key'))).toEqual(readFileSync(join(folder, 'secret.key')));
    const kept = join(it.dir, 'before-restore-20260105120000000');
    expect(readFileSync(join(kept, 'media/new'), 'utf8')).toBe('newer');
    if (database.name === 'SQLite') {
      expect(aside).toEqual([kept]);
      const file = readdirSync(kept).find((name) => name.endsWith('.db')) as string;
      expect(await names(`sqlite:${join(kept, file)}`)).toEqual(['Ana', 'Rui']);
    } else {
      expect(aside).toEqual([kept, 'the schema before_restore_20260105120000000']);
      const db = await it.open();
      expect(await db.read('select name from before_restore_20260105120000000.tenant order by name')).toEqual([
        { name: 'Ana' },
        { name: 'Rui' },
      ]);
    }
    expect(readdirSync(it.dir).filter((name) => /restoring|unfinished/.test(name))).toEqual([]);
  });

  it('leaves the former state when it fails on the way, or is cut off', async () => {
    const it = await filled('Ana');
    openSecrets({}, it.dir, { fresh: true });
    mkdirSync(join(it.dir, 'media'));
    writeFileSync(join(it.dir, 'media/a'), 'picture');
    const { folder } = await it.backup();
    await tenant(await it.open(), 'Rui');
    await it.closeDatabase();
    const key = readFileSync(join(it.dir, 'secret.key'));
    const stillThere = async () => {
      expect(await names(it.databaseUrl)).toEqual(['Ana', 'Rui']);
      expect(readFileSync(join(it.dir, 'secret.key'))).toEqual(key);
      expect(readFileSync(join(it.dir, 'media/a'), 'utf8')).toBe('picture');
      expect(readdirSync(it.dir).filter((name) => /restoring|unfinished/.test(name))).toEqual([]);
      await (await shareData(it.place)).release();
    };

    // A row too few: found after loading.
    const manifest = readFileSync(join(folder, 'manifest.json'), 'utf8');
    const wrong = JSON.parse(manifest) as Manifest;
    (wrong.tables.find(({ name }) => name === 'user_account') as { rows: number }).rows = 1;
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify(wrong));
    await expect(it.restore(folder, { replace: true })).rejects.toThrow('has 0 rows, not 1');
    await stillThere();
    writeFileSync(join(folder, 'manifest.json'), manifest);

    // The very last move, after those of database and media: the place where the former key would go is taken.
    const blocked = join(it.dir, 'before-restore-20260105120000000');
    mkdirSync(join(blocked, 'secret.key/in the way'), { recursive: true });
    await expect(it.restore(folder, { replace: true })).rejects.toThrow(/EISDIR|ENOTEMPTY|ENOTDIR|EEXIST/);
    expect(readdirSync(blocked)).toEqual(['secret.key']);
    rmSync(blocked, { recursive: true });
    await stillThere();

    // Cut off between two moves: nothing starts until a restore has put it right.
    const moves = [
      { from: join(it.dir, 'secret.key'), to: join(it.dir, 'before-restore-1/secret.key') },
      { from: join(it.dir, 'media'), to: join(it.dir, 'before-restore-1/media') },
    ];
    mkdirSync(join(it.dir, 'before-restore-1'));
    writeFileSync(moves[0]?.to as string, key);
    rmSync(join(it.dir, 'secret.key'));
    writeFileSync(unfinishedRestore(it.dir), JSON.stringify({ aside: 'before-restore-1', moves }));
    await expect(shareData(it.place)).rejects.toThrow('cut off');
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify(wrong));
    await expect(it.restore(folder, { replace: true })).rejects.toThrow('has 0 rows, not 1');
    await stillThere();
  });

  it('refuses what is no database of Prosa', async () => {
    const it = await installation(database);
    await expect(it.backup()).rejects.toThrow('nothing to back up');
  });
});

const onPostgres = DATABASES.length > 1 ? it : it.skip;
onPostgres('tells what PostgreSQL cannot hold, and brings the rest', async () => {
  const [sqlite, postgres] = DATABASES as [TestDatabase, TestDatabase];
  const old = await installation(sqlite);
  const db = await old.open();
  const agent = (name: string, config: string) =>
    db.write(
      `insert into agent (id, tenant_id, name, type, status, config, tools, created_at, updated_at) values (?, ?, ?, 'SALES', 'DRAFT', ?, '[]', 0, 0)`,
      [newId(), newId(), name, config],
    );
  await agent('a\0b', '{"k":"\\u0000 \\\\u0000 \\ud83d\\ude00 \\ud83d"}');
  const { folder } = await old.backup();
  const fresh = await installation(postgres);
  const { notes } = await fresh.restore(folder);
  expect(notes).toEqual([expect.stringContaining('2 values')]);
  const rows = await (await fresh.open()).read<{ name: string; config: unknown }>('select name, config from agent');
  expect(rows).toEqual([{ name: 'a\ufffdb', config: { k: '\ufffd \\u0000 😀 \ufffd' } }]);
});
