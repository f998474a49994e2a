import { RateLimited, systemContext, unitOfWork } from '@prosa/server/platform';
import type { TestPlatform } from '@prosa/server/platform/testing';
import { Member, Session, User } from '../identity.entities';
import { passwords } from '../login/passwords';
import { registerTenant } from '../tenant/register-tenant';
import { DEVICE, identityPlatform, refusal } from '../testing/identity-platform';
import { seedTenant } from '../testing/seed-tenant';
import { authenticate } from './authenticate';
import { logIn } from './log-in';
import { switchTenant } from './switch-tenant';

const PASSWORD = 'um cavalo azul';
const DAY = 24 * 60 * 60_000;

describe('logging in', () => {
  let test: TestPlatform;
  let counter = 0;
  let email: string;
  let home: { tenantId: string; token: string };
  const attempt = (over: { email?: string; password?: string } = {}, device = DEVICE) =>
    logIn(test.platform, { email, password: PASSWORD, ...over }, device);
  const userId = async () => (await test.platform.db.acrossTenants().findOneOrFail(User, { email })).id;

  beforeAll(async () => void (test = await identityPlatform()));
  afterAll(() => test.close());
  beforeEach(async () => {
    email = `ana${++counter}@example.com`;
    home = await registerTenant(
      test.platform,
      { tenantName: 'Bikes', name: 'Ana', email, password: PASSWORD },
      { ...DEVICE, ip: `10.0.0.${counter}` },
    );
  });
  afterEach(() => jest.restoreAllMocks());

  it('opens a session with a token of its own, whatever the spelling of the e-mail', async () => {
    const { token, tenantId } = await attempt({ email: ` ${email.toUpperCase()} ` });
    expect(tenantId).toBe(home.tenantId);
    expect(token).not.toBe(home.token);
    expect(await authenticate(test.platform, { ...DEVICE, cookieToken: token })).toMatchObject({ tenantId });
    expect(await authenticate(test.platform, { ...DEVICE, cookieToken: home.token })).toMatchObject({ tenantId });
  });

  it('answers an unknown e-mail, a wrong password and a login without a tenant alike, after one verification each', async () => {
    const lonely = `lonely${counter}@example.com`;
    await registerTenant(
      test.platform,
      { tenantName: 'Gone', name: 'Rui', email: lonely, password: PASSWORD },
      { ...DEVICE, ip: '10.1.0.1' },
    );
    const rui = await test.platform.db.acrossTenants().findOneOrFail(User, { email: lonely });
    await test.platform.db.acrossTenants().nativeUpdate(Member, { userId: rui.id }, { active: false });
    const verify = jest.spyOn(passwords, 'verify');
    const answers: unknown[] = [];
    for (const over of [{ email: 'nobody@example.com' }, { password: 'not this one at all' }, { email: lonely }]) {
      verify.mockClear();
      const error = await attempt(over).catch((problem: unknown) => problem);
      expect(verify).toHaveBeenCalledTimes(1);
      answers.push({ ...(error as object), message: (error as Error).message });
    }
    expect(answers[0]).toMatchObject({ code: 'INVALID_CREDENTIALS', path: ['password'] });
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  it('is not let in by the password that unknown logins are verified against', async () => {
    expect(await refusal(attempt({ email: 'nobody@example.com', password: 'no one has this password' }))).toBe(
      'INVALID_CREDENTIALS password',
    );
  });

  it('holds the account after five failures, without verifying, and lets it in again when the wait is over', async () => {
    for (let i = 0; i < 5; i++) await refusal(attempt({ password: 'not this one at all' }));
    const verify = jest.spyOn(passwords, 'verify');
    await expect(attempt()).rejects.toBeInstanceOf(RateLimited);
    await expect(attempt()).rejects.toMatchObject({ retryAfter: 30 });
    expect(verify).not.toHaveBeenCalled();
    test.clock.advance(30_000);
    await expect(attempt()).resolves.toMatchObject({ tenantId: home.tenantId });
    for (let i = 0; i < 5; i++)
      expect(await refusal(attempt({ password: 'not this one at all' }))).toBe('INVALID_CREDENTIALS password');
  });

  it('holds unknown e-mails just the same', async () => {
    const unknown = { email: `ghost${counter}@example.com` };
    for (let i = 0; i < 5; i++) await refusal(attempt(unknown, { ...DEVICE, ip: `10.2.0.${counter}` }));
    await expect(attempt(unknown, { ...DEVICE, ip: '10.3.0.1' })).rejects.toMatchObject({ retryAfter: 30 });
  });

  it('enters the tenant that was used last', async () => {
    const second = await seedTenant(test.platform);
    await second.guest({ userId: await userId() });
    await test.platform.db.acrossTenants().nativeDelete(Session, { tenantId: second.tenantId });
    expect((await attempt()).tenantId).toBe(home.tenantId);
    const viewer = await authenticate(test.platform, { ...DEVICE, bearer: home.token });
    test.clock.advance(1_000);
    await switchTenant(viewer as never, { tenantId: second.tenantId }, DEVICE);
    expect((await attempt()).tenantId).toBe(second.tenantId);
  });

  it('leaves out a tenant where the member is no longer active', async () => {
    const second = await seedTenant(test.platform);
    test.clock.advance(1_000);
    const guest = await second.guest({ userId: await userId() });
    expect((await attempt()).tenantId).toBe(second.tenantId);
    await unitOfWork(systemContext(test.platform, second.tenantId, 'test'), ({ em }) =>
      em.nativeUpdate(Member, { id: guest.memberId }, { active: false }),
    );
    expect((await attempt()).tenantId).toBe(home.tenantId);
  });

  it('sweeps up sessions that ended long ago', async () => {
    test.clock.advance(121 * DAY);
    await attempt();
    expect(await test.platform.db.acrossTenants().count(Session, { userId: await userId() })).toBe(1);
  });
});
