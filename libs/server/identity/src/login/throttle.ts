import { createHash } from 'node:crypto';
import { RateLimited, type Platform } from '@prosa/server/platform';

const MINUTE = 60_000;

/** How many failures are free within `window`, and how the wait grows from there: `firstBlock`, doubled by each further one. */
interface Allowance {
  name: string;
  free: number;
  window: number;
  firstBlock: number;
  longestBlock: number;
}
const ACCOUNT: Allowance = {
  name: 'account',
  free: 5,
  window: 60 * MINUTE,
  firstBlock: MINUTE / 2,
  longestBlock: 15 * MINUTE,
};
const OWN: Allowance = { ...ACCOUNT, name: 'own' };
const ADDRESS: Allowance = {
  name: 'address',
  free: 30,
  window: 60 * MINUTE,
  firstBlock: MINUTE / 2,
  longestBlock: 60 * MINUTE,
};
/** Making a workspace counts once; being told that an e-mail is taken counts `TAKEN_WEIGHT` times: that answer is what a prober is after. */
const REGISTER: Allowance = {
  name: 'register',
  free: 30,
  window: 60 * MINUTE,
  firstBlock: 5 * MINUTE,
  longestBlock: 60 * MINUTE,
};
const TAKEN_WEIGHT = 5;
/** E-mails with links that an address, or whoever names somebody's e-mail, can have sent. */
const RESET_ADDRESS: Allowance = { name: 'reset-address', free: 20, window: 60 * MINUTE, firstBlock: 5 * MINUTE, longestBlock: 60 * MINUTE };
const RESET_ACCOUNT: Allowance = { name: 'reset-account', free: 3, window: 60 * MINUTE, firstBlock: 15 * MINUTE, longestBlock: 60 * MINUTE };

interface Row {
  failures: number;
  window_start: number | string;
  blocked_until: number | string | null;
}

/** Keys are hashed: the table tells nobody who failed to log in, or from where. */
const keyOf = (allowance: Allowance, what: string): string =>
  createHash('sha256').update(`${allowance.name}:${what}`).digest('hex');

/** An IPv6 customer has a whole /64: addresses within it are one. An absent address is one too. */
export function addressOf(ip: string | null): string {
  if (!ip) return 'none';
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip);
  if (mapped) return mapped[1] as string;
  if (!ip.includes(':')) return ip;
  const [head = '', tail] = ip.toLowerCase().split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail ? tail.split(':') : [];
  const groups =
    tail === undefined
      ? before
      : [...before, ...Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0'), ...after];
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}

/** One attempt to log in, counted before the password is looked at: a burst in parallel gets no more tries than one after another. Throws RateLimited. */
export async function takeLoginAttempt(
  platform: Platform,
  email: string,
  ip: string | null,
): Promise<{ succeeded(): Promise<void>; unfinished(): Promise<void> }> {
  const address = keyOf(ADDRESS, addressOf(ip));
  const account = keyOf(ACCOUNT, email);
  await take(platform, ADDRESS, address);
  await take(platform, ACCOUNT, account);
  return {
    succeeded: async () => {
      await platform.db.write('delete from login_throttle where key = ?', [account]);
      await giveBack(platform, ADDRESS, address);
    },
    /** The password was right and the second step is still to come: no failure of the address; the account goes on counting. */
    unfinished: () => giveBack(platform, ADDRESS, address),
  };
}

/** One attempt to register from an address. Throws RateLimited. */
export async function takeRegistration(
  platform: Platform,
  ip: string | null,
): Promise<{ emailWasTaken(): Promise<void> }> {
  const key = keyOf(REGISTER, addressOf(ip));
  await take(platform, REGISTER, key);
  return { emailWasTaken: () => take(platform, REGISTER, key, TAKEN_WEIGHT - 1) };
}

/** One time that somebody proves who they are, by password or code: on their own account, wherever they are. Throws RateLimited. */
export async function takeOwnAttempt(platform: Platform, userId: string): Promise<{ succeeded(): Promise<void> }> {
  const key = keyOf(OWN, userId);
  await take(platform, OWN, key);
  return { succeeded: async () => void (await platform.db.write('delete from login_throttle where key = ?', [key])) };
}

/** One wish for a password reset, counted the same whether the e-mail has a login. Throws RateLimited. */
export async function takeResetRequest(platform: Platform, email: string, ip: string | null): Promise<void> {
  await take(platform, RESET_ADDRESS, keyOf(RESET_ADDRESS, addressOf(ip)));
  await take(platform, RESET_ACCOUNT, keyOf(RESET_ACCOUNT, email));
}

/** Forgets what no longer counts; the table does not grow with every address that ever tried. */
export async function forgetOldAttempts(platform: Platform): Promise<void> {
  await platform.db.write('delete from login_throttle where window_start < ?', [
    platform.clock.now().getTime() - 24 * 60 * MINUTE,
  ]);
}

/** Compare and swap, each try its own commit: no lock is held over anything, and all processes count on the same row. */
async function take(platform: Platform, allowance: Allowance, key: string, weight = 1): Promise<void> {
  const { db, clock } = platform;
  for (let tries = 0; tries < 50; tries++) {
    const now = clock.now().getTime();
    const [row] = await db.write<Row>(
      'select failures, window_start, blocked_until from login_throttle where key = ?',
      [key],
    );
    if (!row) {
      const made = await db.write(
        'insert into login_throttle (key, failures, window_start, blocked_until) values (?, ?, ?, null) on conflict (key) do nothing returning key',
        [key, weight, now],
      );
      if (made.length > 0) return;
      continue;
    }
    const blockedUntil = row.blocked_until === null ? 0 : Number(row.blocked_until);
    if (blockedUntil > now) throw new RateLimited(Math.ceil((blockedUntil - now) / 1_000));
    const fresh = Math.max(Number(row.window_start) + allowance.window, blockedUntil) <= now;
    const failures = fresh ? weight : row.failures + weight;
    const taken = await db.write(
      'update login_throttle set failures = ?, window_start = ?, blocked_until = ? where key = ? and failures = ? and window_start = ? and (blocked_until is null or blocked_until <= ?) returning key',
      [failures, now, blockAfter(allowance, failures, now), key, row.failures, Number(row.window_start), now],
    );
    if (taken.length > 0) return;
  }
  throw new RateLimited(1);
}

/** The attempt that uses up the free ones goes through, and shuts the door behind it. */
function blockAfter({ free, firstBlock, longestBlock }: Allowance, failures: number, now: number): number | null {
  return failures < free ? null : now + Math.min(longestBlock, firstBlock * 2 ** Math.min(30, failures - free));
}

/** A right password is no failure of its address: an office behind one address may log in at nine o'clock. */
async function giveBack({ db }: Platform, allowance: Allowance, key: string): Promise<void> {
  await db.write(
    'update login_throttle set failures = failures - 1, blocked_until = case when failures <= ? then null else blocked_until end where key = ? and failures > 0',
    [allowance.free, key],
  );
}
