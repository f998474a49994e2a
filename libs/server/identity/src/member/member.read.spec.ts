import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemContext, unitOfWork } from '@prosa/server/platform';
import { testDatabaseUrls, type TestPlatform } from '@prosa/server/platform/testing';
import { Member } from '../identity.entities';
import { identityPlatform } from '../testing/identity-platform';
import { seedTenant, type SeededTenant } from '../testing/seed-tenant';
import { readMemberPage, readMembers, readMemberships, readTenants, readUsers } from './member.read';

describe.each(testDatabaseUrls())('reading members on $name', ({ url }) => {
  let test: TestPlatform;
  let dir: string;
  let ours: SeededTenant;
  let theirs: SeededTenant;

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'prosa-members-'));
    test = await identityPlatform(await url(dir));
  });
  afterAll(async () => {
    await test.close();
    rmSync(dir, { recursive: true });
  });
  beforeEach(async () => {
    ours = await seedTenant(test.platform);
    theirs = await seedTenant(test.platform);
  });
  const ids = (rows: { id: string }[]) => rows.map((row) => row.id);

  it('pages through the tenant in the order of joining', async () => {
    const members = [ours.owner.memberId];
    for (let i = 0; i < 4; i++) members.push((await ours.member()).memberId);
    const first = await readMemberPage(ours.owner, null, 3);
    expect(ids(first)).toEqual(members.slice(0, 3));
    expect(ids(await readMemberPage(ours.owner, first[2]?.id ?? '', 3))).toEqual(members.slice(3));
    expect(ids(await readMemberPage(theirs.owner, null, 3))).toEqual([theirs.owner.memberId]);
  });

  it("finds no member of another tenant, nor that member's user, nor that tenant", async () => {
    expect(await readMembers(ours.owner, [theirs.owner.memberId])).toEqual([]);
    expect(await readUsers(ours.owner, [theirs.owner.userId])).toEqual([]);
    expect(await readTenants(ours.owner, [theirs.tenantId])).toEqual([]);
    expect(ids(await readMembers(theirs.owner, [theirs.owner.memberId]))).toEqual([theirs.owner.memberId]);
    expect(ids(await readUsers(theirs.owner, [theirs.owner.userId]))).toEqual([theirs.owner.userId]);
    expect(ids(await readTenants(theirs.owner, [theirs.tenantId]))).toEqual([theirs.tenantId]);
  });

  it("lists the user's own tenants, but not the one that was left", async () => {
    const guest = await theirs.guest(ours.owner);
    expect(ids(await readMemberships(ours.owner))).toEqual([ours.owner.memberId, guest.memberId]);
    expect(ids(await readTenants(ours.owner, [theirs.tenantId]))).toEqual([theirs.tenantId]);
    expect(await readMembers(ours.owner, [guest.memberId])).toEqual([]);
    await unitOfWork(systemContext(test.platform, theirs.tenantId, 'test'), ({ em }) =>
      em.nativeUpdate(Member, { id: guest.memberId }, { active: false }),
    );
    expect(ids(await readMemberships(ours.owner))).toEqual([ours.owner.memberId]);
    expect(await readTenants(ours.owner, [theirs.tenantId])).toEqual([]);
  });

  it('knows no memberships of the product itself', async () => {
    expect(await readMemberships(systemContext(test.platform, ours.tenantId, 'test'))).toEqual([]);
  });
});
