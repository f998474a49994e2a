import { readEvents } from '@prosa/server/platform';
import { testDatabaseUrls, type TestPlatform } from '@prosa/server/platform/testing';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Member, Session, Tenant, User } from '../identity.entities';
import { passwords } from '../login/passwords';
import { authenticate } from '../session/authenticate';
import { DEVICE, identityPlatform, refusal } from '../testing/identity-platform';
import { registerTenant, type RegisterTenant } from './register-tenant';

describe.each(testDatabaseUrls())('registering a tenant on $name', ({ url }) => {
  let test: TestPlatform;
  let dir: string;
  let counter = 0;
  const input = (over: Partial<RegisterTenant> = {}): RegisterTenant => ({
    tenantName: 'Bikes da Ana',
    name: 'Ana Souza',
    email: `ana${++counter}@example.com`,
    password: 'um cavalo azul',
    ...over,
  });
  const device = () => ({ ...DEVICE, ip: `198.51.100.${++counter}` });
  const register = (over: Partial<RegisterTenant> = {}) => registerTenant(test.platform, input(over), device());
  const count = async () => {
    const em = test.platform.db.acrossTenants();
    return [await em.count(Tenant), await em.count(User), await em.count(Member), await em.count(Session)];
  };

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'prosa-register-'));
    test = await identityPlatform(await url(dir));
  });
  afterAll(async () => {
    await test.close();
    rmSync(dir, { recursive: true });
  });
  afterEach(() => jest.restoreAllMocks());

  it('makes a tenant, its owner and a session that works', async () => {
    const email = `Ana.New${++counter}@Example.COM`;
    const { token, tenantId } = await register({ email: `  ${email} `, tenantName: ' Bikes ' });
    const viewer = await authenticate(test.platform, { ...DEVICE, bearer: token });
    expect(viewer).toMatchObject({ tenantId, locale: 'pt-BR', actor: { role: 'OWNER' }, sight: { visibility: 'ALL' } });
    expect(viewer?.permissions.has('tenant:manage')).toBe(true);
    const em = test.platform.db.acrossTenants();
    expect(await em.findOne(Tenant, { id: tenantId })).toMatchObject({
      name: 'Bikes',
      locale: 'pt-BR',
      currency: 'BRL',
      timeZone: 'America/Sao_Paulo',
    });
    expect(await em.findOne(User, { id: viewer?.actor.userId ?? '' })).toMatchObject({
      email: email.toLowerCase(),
      name: 'Ana Souza',
    });
  });

  it('tells the log of the new member, with the owner as who did it', async () => {
    const { tenantId } = await register();
    const [event, ...more] = await readEvents(test.platform.db, tenantId, 0, 10);
    expect(more).toEqual([]);
    const member = await test.platform.db.forTenant(tenantId).findOneOrFail(Member, {});
    expect(event).toMatchObject({
      type: 'MEMBER_CHANGED',
      nodeType: 'Member',
      nodeId: member.id,
      actor: `Member:${member.id}`,
      audience: { kind: 'tenant' },
    });
  });

  it('speaks English and counts dollars where told to', async () => {
    const { tenantId } = await register({ locale: 'en-GB', timeZone: 'Europe/Lisbon' });
    expect(await test.platform.db.acrossTenants().findOne(Tenant, { id: tenantId })).toMatchObject({
      locale: 'en',
      currency: 'USD',
      timeZone: 'Europe/Lisbon',
    });
  });

  it('keeps neither the password nor the token', async () => {
    const { token, tenantId } = await register({ password: 'never to be found 7' });
    const em = test.platform.db.acrossTenants();
    const rows = JSON.stringify([
      await em.find(User, {}),
      await em.find(Session, {}),
      await em.find(Member, {}),
      await readEvents(test.platform.db, tenantId, 0, 10),
    ]);
    expect(rows).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
    for (const secret of ['never to be found 7', token]) {
      expect(rows).not.toContain(secret);
      expect(test.logged.join()).not.toContain(secret);
    }
  });

  it.each<[Partial<RegisterTenant>, string]>([
    [{ tenantName: ' ' }, 'REQUIRED tenantName'],
    [{ tenantName: 'x'.repeat(121) }, 'TOO_LONG tenantName'],
    [{ name: '' }, 'REQUIRED name'],
    [{ email: 'ana' }, 'INVALID_EMAIL email'],
    [{ email: 'ana@example' }, 'INVALID_EMAIL email'],
    [{ email: `${'a'.repeat(250)}@example.com` }, 'INVALID_EMAIL email'],
    [{ password: 'short' }, 'WEAK_PASSWORD password'],
    [{ password: 'password123' }, 'WEAK_PASSWORD password'],
    [{ locale: 'tlh' }, 'INVALID locale'],
    [{ timeZone: 'Mars/Olympus' }, 'INVALID timeZone'],
    [{ timeZone: '+03:00' }, 'INVALID timeZone'],
  ])('refuses %j and writes nothing', async (over, expected) => {
    const before = await count();
    expect(await refusal(register(over))).toBe(expected);
    expect(await count()).toEqual(before);
  });

  it('refuses a taken e-mail in any spelling, after the same hashing, and leaves no half-made tenant', async () => {
    const email = `taken${++counter}@example.com`;
    await register({ email });
    const before = await count();
    const hash = jest.spyOn(passwords, 'hash');
    expect(await refusal(register({ email: email.toUpperCase() }))).toBe('EMAIL_TAKEN email');
    expect(hash).toHaveBeenCalledTimes(1);
    expect(await count()).toEqual(before);
  });

  it('lets one of two at the same instant win', async () => {
    const email = `race${++counter}@example.com`;
    const results = await Promise.allSettled([register({ email }), register({ email }), register({ email })]);
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    for (const result of results) {
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'EMAIL_TAKEN', path: ['email'] });
    }
    expect(await test.platform.db.acrossTenants().count(User, { email })).toBe(1);
  });

  it('never puts anyone into a tenant that exists, whatever the input carries', async () => {
    const first = await register();
    const second = await registerTenant(
      test.platform,
      { ...input(), tenantId: first.tenantId, id: first.tenantId } as RegisterTenant,
      device(),
    );
    expect(second.tenantId).not.toBe(first.tenantId);
    expect(await test.platform.db.forTenant(first.tenantId).count(Member)).toBe(1);
  });

  it('answers only a few times to one address that an e-mail is taken', async () => {
    const email = `probed${++counter}@example.com`;
    await register({ email });
    const prober = device();
    const answers: unknown[] = [];
    for (let i = 0; i < 8; i++) answers.push(await refusal(registerTenant(test.platform, input({ email }), prober)));
    expect(answers.filter((answer) => answer === 'EMAIL_TAKEN email')).toHaveLength(6);
    expect(answers.at(-1)).toMatchObject({ retryAfter: expect.any(Number) });
    await expect(register({ email: `else${++counter}@example.com` })).resolves.toBeDefined();
  });
});
