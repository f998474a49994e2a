import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { applyConnectionEvent, noteHeard } from '@prosa/server/channels';
import { DAMAGE, damage, propertyRuns, testDatabaseUrls } from '@prosa/server/platform/testing';
import { captured, capturedNames, openTestInbox, textDelivery } from '../testing/test-inbox';

const TABLES = [
  'channel',
  'contact',
  'contact_identity',
  'conversation',
  'message',
  'message_ack',
  'inbound_event',
  'event_log',
  'attachment',
];

describe.each(testDatabaseUrls())('captured deliveries, damaged, on $name', ({ url }) => {
  let dir: string;
  beforeAll(() => void (dir = mkdtempSync(join(tmpdir(), 'prosa-damaged-'))));
  afterAll(() => rmSync(dir, { recursive: true }));

  it('lose no row, hold up no neighbour, and touch nobody else’s', async () => {
    const inbox = await openTestInbox(await url(dir));
    const channel = await inbox.channel({ groups: true, phoneNumber: '+5511999990000' });
    const bystander = inbox.of('00000000-0000-7000-8000-000000000001');
    const theirs = await bystander.channel();
    // The same people and messages at another tenant's.
    await bystander.deliver(theirs, capturedNames().map(captured));
    await bystander.drain(theirs);
    const ofBystander = async () =>
      Promise.all(
        TABLES.map((table) =>
          inbox.platform.db.read(`select * from ${table} where tenant_id = ? order by 1, 2, 3`, [bystander.tenantId]),
        ),
      );
    const before = JSON.stringify(await ofBystander());
    const bodies = capturedNames().map((name) => JSON.stringify(captured(name)));
    const channelEvents = { apply: applyConnectionEvent, heard: noteHeard };
    let batch = 0;

    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom(...bodies), fc.array(DAMAGE, { minLength: 1, maxLength: 3 })), {
          minLength: 1,
          maxLength: 8,
        }),
        async (damaged) => {
          batch += 1;
          const well = [1, 2].map((n) =>
            textDelivery({ id: `WELL-${batch}-${n}`, jid: `55119888${String(10_000 + (batch % 50))}@s.whatsapp.net` }),
          );
          const deliveries = damaged.map(
            ([body, damages]) => damages.reduce<unknown>(damage, JSON.parse(body)) as object,
          );
          await inbox.deliver(channel, [well[0] as object, ...deliveries, well[1] as object]);
          await inbox.drain(channel, { channelEvents });
          const bad = await inbox.platform.db.read(
            `select event, status, problem, payload from inbound_event where tenant_id = ? and status not in ('PROCESSED', 'IGNORED', 'UNREADABLE')`,
            [inbox.tenantId],
          );
          // What failed does not fail the next run too, so that the smallest one that fails is found.
          await inbox.platform.db.write(
            `update inbound_event set status = 'IGNORED' where tenant_id = ? and status not in ('PROCESSED', 'IGNORED', 'UNREADABLE')`,
            [inbox.tenantId],
          );
          expect(bad.map((row) => ({ ...row, payload: undefined }))).toEqual([]);
          const stored = await inbox.platform.db.read(
            `select provider_id from message where tenant_id = ? and provider_id in (?, ?)`,
            [inbox.tenantId, `WELL-${batch}-1`, `WELL-${batch}-2`],
          );
          expect(stored).toHaveLength(2);
        },
      ),
      propertyRuns(120),
    );
    expect(JSON.stringify(await ofBystander())).toBe(before);
    await inbox.close();
  }, 900_000);
});
