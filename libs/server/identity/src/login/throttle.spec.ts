import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RateLimited } from '@prosa/server/platform';
import { testDatabaseUrls, type TestPlatform } from '@prosa/server/platform/testing';
import { LoginThrottle } from '../identity.entities';
import { identityPlatform } from '../testing/identity-platform';
import { addressOf, takeLoginAttempt, takeRegistration } from './throttle';
import { forgetAttemptsJob, forgetAttemptsSweep } from './throttle.jobs';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

describe.each(testDatabaseUrls())('throttling on $name', ({ url }) => {
  let test: TestPlatform;
  let dir: string;
  let counter = 0;
  let email: string;
  let ip: string;

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'prosa-throttle-'));
    test = await identityPlatform(await url(dir));
  });
  afterAll(async () => {
    await test.close();
    rmSync(dir, { recursive: true });
  });
  beforeEach(() => {
    counter += 1;
    email = `someone${counter}@example.com`;
    ip = `192.0.2.${counter}`;
  });
  /** Seconds to wait, 0 when the attempt was let through. */
  const attempt = (as = email, from: string | null = ip): Promise<number> =>
    takeLoginAttempt(test.platform, as, from).then(
      () => 0,
      (error: unknown) => {
        expect(error).toBeInstanceOf(RateLimited);
        return (error as RateLimited).retryAfter;
      },
    );
  const attempts = async (n: number, as?: string, from?: string) => {
    const waits: number[] = [];
    for (let i = 0; i < n; i++) waits.push(await attempt(as, from));
    return waits;
  };

  it('lets five failures of an account through, then makes it wait twice as long each time', async () => {
    expect(await attempts(6)).toEqual([0, 0, 0, 0, 0, 30]);
    for (const wait of [30, 60, 120, 240, 480, 900, 900]) {
      expect(await attempt()).toBe(wait);
      test.clock.advance(wait * SECOND - 1);
      expect(await attempt()).toBe(1);
      test.clock.advance(1);
      expect(await attempt()).toBe(0);
    }
  });

  it('holds the account from whatever address it is tried, and no other account', async () => {
    for (let i = 0; i < 5; i++) expect(await attempt(email, `10.0.${counter}.${i}`)).toBe(0);
    expect(await attempt(email, '10.9.9.9')).toBe(30);
    expect(await attempt(`other${counter}@example.com`, ip)).toBe(0);
  });

  it('holds an address that tries many accounts', async () => {
    for (let i = 0; i < 30; i++) expect(await attempt(`victim${counter}.${i}@example.com`)).toBe(0);
    expect(await attempt(`fresh${counter}@example.com`)).toBe(30);
    expect(await attempt(`fresh${counter}@example.com`, '10.1.1.1')).toBe(0);
  });

  it('begins anew when the right password came', async () => {
    await attempts(4);
    await (await takeLoginAttempt(test.platform, email, ip)).succeeded();
    expect(await attempts(6)).toEqual([0, 0, 0, 0, 0, 30]);
  });

  it('does not count right passwords against an address, but keeps what it did wrong', async () => {
    for (let i = 0; i < 100; i++)
      await (await takeLoginAttempt(test.platform, `worker${i}@example.com`, ip)).succeeded();
    for (let i = 0; i < 29; i++) expect(await attempt(`victim${counter}.${i}@example.com`)).toBe(0);
    await (await takeLoginAttempt(test.platform, `mine${counter}@example.com`, ip)).succeeded();
    expect(await attempt(`next${counter}@example.com`)).toBe(0);
    expect(await attempt(`next${counter}@example.com`)).toBe(30);
  });

  it('forgets after an hour of quiet', async () => {
    await attempts(4);
    test.clock.advance(60 * MINUTE);
    expect(await attempts(6)).toEqual([0, 0, 0, 0, 0, 30]);
  });

  it('gives a burst in parallel no more tries than one after another', async () => {
    const waits = await Promise.all(Array.from({ length: 25 }, () => attempt()));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(5);
  });

  it('keeps neither e-mail nor address', async () => {
    await attempt();
    const rows = JSON.stringify(await test.platform.db.acrossTenants().find(LoginThrottle, {}));
    expect(rows).not.toContain('someone');
    expect(rows).not.toContain(ip);
  });

  it('holds registrations of one address apart from its logins', async () => {
    for (let i = 0; i < 30; i++) await takeRegistration(test.platform, ip);
    await expect(takeRegistration(test.platform, ip)).rejects.toMatchObject({ retryAfter: 300 });
    expect(await attempt()).toBe(0);
  });

  it('drops rows of yesterday, and those only', async () => {
    await attempt();
    test.clock.advance(25 * 60 * MINUTE);
    await attempt('today@example.com', '10.2.2.2');
    test.jobs.handle(forgetAttemptsJob(test.platform));
    test.jobs.sweep(forgetAttemptsSweep(test.platform));
    await test.jobs.runSweeps();
    await test.jobs.runSweeps();
    expect(await test.jobs.runAll()).toBe(1);
    expect(await test.platform.db.acrossTenants().count(LoginThrottle)).toBe(2);
  });
});

describe('the address that counts', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:aaaa::1', '2001:db8:1:2'],
    ['2001:0DB8:0001:0002:bbbb:cccc:dddd:eeee', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    [null, 'none'],
  ])('of %s is %s', (ip, expected) => expect(addressOf(ip)).toBe(expected));
});
