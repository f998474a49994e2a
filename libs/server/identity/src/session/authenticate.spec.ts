import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemContext, unitOfWork } from '@prosa/server/platform';
import { testDatabaseUrls, type TestPlatform } from '@prosa/server/platform/testing';
import { Member, Session, TeamMember } from '../identity.entities';
import { DEVICE, identityPlatform, refusal } from '../testing/identity-platform';
import { seedTenant, type SeededMember, type SeededTenant } from '../testing/seed-tenant';
import { authenticate, revalidate } from './authenticate';
import { logOut } from './log-out';
import { hashToken } from './session-token';
import { switchTenant } from './switch-tenant';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

describe.each(testDatabaseUrls())('a session on $name', ({ url }) => {
  let test: TestPlatform;
  let dir: string;
  let tenant: SeededTenant;
  let rep: SeededMember;

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'prosa-session-'));
    test = await identityPlatform(await url(dir));
  });
  afterAll(async () => {
    await test.close();
    rmSync(dir, { recursive: true });
  });
  beforeEach(async () => {
    tenant = await seedTenant(test.platform, { locale: 'en' });
    rep = await tenant.member('REP', 'TEAM', [await tenant.team()]);
  });
  const who = (bearer: string | null, cookieToken: string | null = null) =>
    authenticate(test.platform, { ...DEVICE, bearer, cookieToken });
  const row = () => test.platform.db.acrossTenants().findOneOrFail(Session, { id: rep.actor.sessionId });
  const change = (fields: Partial<Member>) =>
    unitOfWork(systemContext(test.platform, tenant.tenantId, 'test'), ({ em }) =>
      em.nativeUpdate(Member, { id: rep.memberId }, fields),
    );

  it('gives its tenant, its rights, its sight and its language', async () => {
    const viewer = await who(rep.token);
    expect(viewer).toMatchObject({
      tenantId: tenant.tenantId,
      locale: 'en',
      actor: { kind: 'member', memberId: rep.memberId, userId: rep.userId, role: 'REP' },
      sight: { visibility: 'TEAM', memberId: rep.memberId, teamIds: [expect.any(String)] },
    });
    expect(viewer?.permissions.has('inbox:reply')).toBe(true);
    expect(viewer?.permissions.has('channel:manage')).toBe(false);
    expect(await viewer?.em.count(Member)).toBe(2);
  });

  it('is known by cookie or bearer, the bearer first', async () => {
    expect((await who(null, rep.token))?.actor.memberId).toBe(rep.memberId);
    expect((await who(tenant.owner.token, rep.token))?.actor.memberId).toBe(tenant.owner.memberId);
    expect(await who('x'.repeat(43), rep.token)).toBeNull();
  });

  it('is nobody without a token, with garbage, or with the hash that the table keeps', async () => {
    for (const token of [null, '', 'x', 'x'.repeat(43), 'x'.repeat(5_000), hashToken(rep.token), `${rep.token}=`])
      expect(await who(token)).toBeNull();
  });

  it('slides 30 days on with use, and ends 30 days after the last one', async () => {
    test.clock.advance(29 * DAY);
    expect(await who(rep.token)).not.toBeNull();
    test.clock.advance(29 * DAY);
    expect(await who(rep.token)).not.toBeNull();
    test.clock.advance(30 * DAY - 1);
    const viewer = await who(rep.token);
    test.clock.advance(30 * DAY);
    expect(await who(rep.token)).toBeNull();
    expect(await revalidate(viewer as never)).toBeNull();
  });

  it('writes that it was seen at most once in five minutes', async () => {
    const write = jest.spyOn(test.platform.db, 'write');
    const start = (await row()).lastSeenAt.getTime();
    test.clock.advance(5 * MINUTE - 1);
    await who(rep.token);
    expect(write).not.toHaveBeenCalled();
    test.clock.advance(1);
    await Promise.all([who(rep.token), who(rep.token)]);
    await who(rep.token);
    expect((await row()).lastSeenAt.getTime() - start).toBe(5 * MINUTE);
    expect((await row()).ip).toBe(DEVICE.ip);
    expect(write.mock.calls.length).toBeLessThanOrEqual(2);
    write.mockRestore();
  });

  it('lets people in when that cannot be written', async () => {
    test.clock.advance(10 * MINUTE);
    const write = jest.spyOn(test.platform.db, 'write').mockRejectedValueOnce(new Error('disk full'));
    expect(await who(rep.token)).not.toBeNull();
    expect(test.logged.at(-1)).toContain('could not be prolonged');
    write.mockRestore();
  });

  it('ends with a logout, for every holder of its token, and leaves other sessions alone', async () => {
    const other = await tenant.guest({ userId: (await tenant.member()).userId }).catch(() => null);
    expect(other).toBeNull(); // a user is a member of a tenant once
    await logOut(rep);
    expect(await who(rep.token)).toBeNull();
    expect(await who(null, rep.token)).toBeNull();
    expect(await revalidate(rep)).toBeNull();
    expect(await who(tenant.owner.token)).not.toBeNull();
    await logOut(rep);
  });

  it('ends when its member is deactivated', async () => {
    await change({ active: false });
    expect(await who(rep.token)).toBeNull();
    expect(await revalidate(rep)).toBeNull();
  });

  it('takes changed rights and teams at once', async () => {
    await change({ role: 'MANAGER', visibility: 'OWN' });
    await unitOfWork(systemContext(test.platform, tenant.tenantId, 'test'), ({ em }) =>
      em.nativeDelete(TeamMember, { memberId: rep.memberId }),
    );
    expect(await revalidate(rep)).toMatchObject({
      actor: { role: 'MANAGER' },
      sight: { visibility: 'OWN', teamIds: [] },
    });
  });

  describe('switching the tenant', () => {
    it('goes on in the other one under a new token, and ends the old session', async () => {
      const second = await seedTenant(test.platform);
      await second.guest(rep, 'ADMIN');
      const { token, tenantId } = await switchTenant(rep, { tenantId: second.tenantId }, DEVICE);
      expect(tenantId).toBe(second.tenantId);
      expect(await who(token)).toMatchObject({
        tenantId: second.tenantId,
        actor: { userId: rep.userId, role: 'ADMIN' },
      });
      expect(await who(rep.token)).toBeNull();
    });

    it('tells a tenant without a membership from one that does not exist no way', async () => {
      const stranger = await seedTenant(test.platform);
      const left = await seedTenant(test.platform);
      const guest = await left.guest(rep);
      await unitOfWork(systemContext(test.platform, left.tenantId, 'test'), ({ em }) =>
        em.nativeUpdate(Member, { id: guest.memberId }, { active: false }),
      );
      for (const tenantId of [stranger.tenantId, left.tenantId, '01900000-0000-7000-8000-000000000000']) {
        expect(await refusal(switchTenant(rep, { tenantId }, DEVICE))).toBe('NOT_FOUND tenantId');
      }
      expect(await who(rep.token)).not.toBeNull();
    });
  });
});
