import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Migration } from '@mikro-orm/migrations';
import { migrations } from '@prosa/migrations';
import { createLogger, newId, OperatorError, systemClock, type Config } from '@prosa/server/platform';
import { testDatabaseUrls } from '@prosa/server/platform/testing';
import { openData } from './open-data';

const LATER = '29990101000000-later';
class Later extends Migration {
  override up(): void {
    this.addSql('create table later (n integer not null)');
  }
}

describe.each(testDatabaseUrls())('opening the data on $name', ({ url }) => {
  let dir: string;
  let config: Config;
  const logger = createLogger({ logLevel: 'silent' });
  const open = () => openData(config, {}, { clock: systemClock, logger });
  const backups = () => (existsSync(join(dir, 'backups')) ? readdirSync(join(dir, 'backups')) : []);

  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), 'prosa-open-'));
    config = { dataDir: dir, databaseUrl: await url(dir) } as Config;
  });
  afterEach(() => {
    while (migrations.at(-1)?.name === LATER) migrations.pop();
    rmSync(dir, { recursive: true });
  });
  const bringOutNewVersion = () => void migrations.push({ name: LATER, class: Later as never });

  it('makes a backup before a migration, and none of a fresh database or without a migration', async () => {
    const first = await open();
    await first.db.write(
      `insert into tenant (id, name, time_zone, locale, currency, created_at) values (?, 'Ana', 'UTC', 'en', 'BRL', 0)`,
      [newId()],
    );
    await first.close();
    await (await open()).close();
    expect(backups()).toEqual([]);

    bringOutNewVersion();
    const upgraded = await open();
    expect(await upgraded.db.read('select * from later')).toEqual([]);
    await upgraded.close();
    expect(backups()).toEqual([expect.stringMatching(/Z-before-upgrade$/)]);
    const manifest = JSON.parse(readFileSync(join(dir, 'backups', backups()[0] as string, 'manifest.json'), 'utf8'));
    expect(manifest).toMatchObject({
      reason: 'before-upgrade',
      migrations: migrations.slice(0, -1).map(({ name }) => name),
      tables: expect.arrayContaining([expect.objectContaining({ name: 'tenant', rows: 1 })]),
    });
  });

  it('refuses to go on without the key of what was sealed', async () => {
    const first = await open();
    const sealed = first.secrets.seal('segredo', 'x');
    await first.close();
    renameSync(join(dir, 'secret.key'), join(dir, 'elsewhere.key'));
    await expect(open()).rejects.toThrow(OperatorError);
    expect(existsSync(join(dir, 'secret.key'))).toBe(false);
    renameSync(join(dir, 'elsewhere.key'), join(dir, 'secret.key'));
    const again = await open();
    expect(again.secrets.open(sealed, 'x')).toBe('segredo');
    await again.close();
  });

  it('changes nothing when the backup fails, and says what to do', async () => {
    await (await open()).close();
    writeFileSync(join(dir, 'backups'), 'in the way');
    bringOutNewVersion();
    const failure = await open().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(OperatorError);
    expect((failure as Error).message).toMatch(/nothing was changed.*Make room/);
    migrations.pop();
    const data = await open();
    await expect(data.db.read('select * from later')).rejects.toThrow();
    await data.close();
  });
});
