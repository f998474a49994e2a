import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBackup, createLogger, newId, restoreBackup, systemClock, type Config } from '@prosa/server/platform';
import { testDatabaseUrls } from '@prosa/server/platform/testing';
import { AFTER_RESTORE } from './after-restore';
import { openData } from './open-data';

describe.each(testDatabaseUrls())('after a restore on $name', ({ url }) => {
  const dirs: string[] = [];
  const place = async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'prosa-after-'));
    dirs.push(dataDir);
    return { dataDir, databaseUrl: await url(dataDir) };
  };
  const open = (config: object) =>
    openData(config as Config, {}, { clock: systemClock, logger: createLogger({ logLevel: 'silent' }) });
  afterEach(() => {
    for (const dir of dirs.splice(0)) rmSync(dir, { recursive: true });
  });

  it('nothing that was under way goes out a second time, and no position lies ahead of the log', async () => {
    const old = await place();
    const { db, close } = await open(old);
    const tenant = newId();
    const message = (status: string) =>
      db.write(
        `insert into message (id, tenant_id, conversation_id, channel_id, direction, kind, status, text, author_kind, sort_key, sent_at, queued_at, created_at) values (?, ?, ?, ?, 'OUTBOUND', 'TEXT', ?, 'oi', 'AGENT', ?, 1, 5, 1)`,
        [newId(), tenant, newId(), newId(), status, newId()],
      );
    for (const status of ['QUEUED', 'SENT', 'UNCONFIRMED']) await message(status);
    const conversation = (due: number | null) =>
      db.write(
        `insert into conversation (id, tenant_id, channel_id, contact_id, remote_jid, is_group, status, handler, labels, last_activity_at, agent_due_at, created_at) values (?, ?, ?, ?, 'x', ?, 'OPEN', 'AGENT', '[]', 1, ?, 1)`,
        [newId(), tenant, newId(), newId(), false, due],
      );
    await conversation(7);
    await conversation(null);
    await db.write('insert into event_head (tenant_id, seq) values (?, 400)', [tenant]);
    const { folder } = await createBackup({ ...old, env: {}, reason: 'asked', product: 'test', clock: systemClock });
    await close();

    const fresh = await place();
    await restoreBackup({
      ...fresh,
      from: folder,
      env: {},
      replace: false,
      withoutKey: false,
      afterLoad: AFTER_RESTORE,
      clock: systemClock,
    });
    const restored = await open(fresh);
    const rows = async (sql: string) =>
      (await restored.db.read<object>(sql)).map((row) =>
        Object.values(row)
          .map((value) => (value === null ? null : String(value)))
          .join(' '),
      );
    expect(await rows('select status, sending_at from message order by status')).toEqual([
      'SENDING 5',
      'SENT ',
      'UNCONFIRMED ',
    ]);
    expect(await rows('select handler, agent_due_at from conversation order by handler')).toEqual(['AGENT ', 'HUMAN ']);
    expect(await rows('select seq from event_head')).toEqual(['1000400']);
    await restored.close();
  });
});
