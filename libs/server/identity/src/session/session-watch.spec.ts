import { setImmediate as settle } from 'node:timers/promises';
import {
  LocalEventHub,
  openDatabase,
  platformEntities,
  systemContext,
  unitOfWork,
  type Platform,
} from '@prosa/server/platform';
import type { TestPlatform } from '@prosa/server/platform/testing';
import { join } from 'node:path';
import { identityEntities, Member } from '../identity.entities';
import { identityPlatform } from '../testing/identity-platform';
import { seedTenant, type SeededMember, type SeededTenant } from '../testing/seed-tenant';
import { logOut } from './log-out';
import { SessionWatch } from './session-watch';

describe('the watch over open sessions', () => {
  let test: TestPlatform;
  let tenant: SeededTenant;
  let rep: SeededMember;
  let watch: SessionWatch;
  let told: string[];

  beforeAll(async () => void (test = await identityPlatform()));
  afterAll(() => test.close());
  beforeEach(async () => {
    tenant = await seedTenant(test.platform);
    rep = await tenant.member();
    watch = new SessionWatch(test.platform);
    told = [];
  });
  afterEach(() => watch.stop());
  const listen = (name: string, viewer = rep, over = watch) =>
    over.watch(viewer, () => told.push(`${name} ended`));
  const setMember = (fields: Partial<Member>) =>
    unitOfWork(systemContext(test.platform, tenant.tenantId, 'test'), ({ em }) =>
      em.nativeUpdate(Member, { id: rep.memberId }, fields),
    );
  /** The clock's tick starts a query; this waits until it is over. */
  const tick = async (ms = 5_000) => {
    test.clock.advance(ms);
    await test.platform.db.read('select 1 as one');
    for (let i = 0; i < 20; i++) await settle();
  };

  it('ends every socket of a session with the logout, and no other', async () => {
    listen('first');
    listen('second');
    listen('owner', tenant.owner);
    await logOut(rep);
    expect(told).toEqual(['first ended', 'second ended']);
    await tick();
    expect(told).toHaveLength(2);
  });

  it('finds within five seconds what another process ended without a word', async () => {
    const db = await openDatabase(`sqlite:${join(test.dir, 'test.db')}`, [...platformEntities, ...identityEntities]);
    const elsewhere: Platform = { ...test.platform, db, hub: new LocalEventHub() };
    listen('here');
    await logOut({ ...rep, platform: elsewhere });
    await db.close();
    expect(told).toEqual([]);
    await tick();
    expect(told).toEqual(['here ended']);
  });

  it('ends sockets of an expired session and of a deactivated member', async () => {
    listen('rep');
    listen('owner', tenant.owner);
    await setMember({ active: false });
    await tick();
    expect(told).toEqual(['rep ended']);
    await tick(31 * 24 * 60 * 60_000);
    await tick();
    expect(told).toEqual(['rep ended', 'owner ended']);
  });

  it('is silent to who stopped listening, and asks nothing while nobody does', async () => {
    const stop = listen('rep');
    stop();
    await logOut(rep);
    const read = jest.spyOn(test.platform.db, 'read');
    test.clock.advance(60_000);
    expect(read).not.toHaveBeenCalled();
    read.mockRestore();
    expect(told).toEqual([]);
  });

  it('goes on after the database did not answer once', async () => {
    listen('rep');
    const read = jest.spyOn(test.platform.db, 'read').mockRejectedValueOnce(new Error('gone'));
    test.clock.advance(5_000);
    for (let i = 0; i < 20; i++) await settle();
    read.mockRestore();
    await setMember({ active: false });
    await tick();
    expect(told).toEqual(['rep ended']);
  });

  it('asks once for a thousand sockets of one session', async () => {
    for (let i = 0; i < 500; i++) listen('rep');
    const read = jest.spyOn(test.platform.db, 'read');
    test.clock.advance(5_000);
    expect(read).toHaveBeenCalledTimes(1);
    read.mockRestore();
  });
});
