import { startProduct, type Product } from '../testing';
import { RawSocket } from './raw-socket';

const VIEWER = '{ viewer { user { email } tenant { id name } memberships { tenant { id } } } }';
const LOGIN = 'mutation ($input: LoginInput!) { login(input: $input) { token userErrors { code path } viewer { user { email } } } }';
const REGISTER = 'mutation ($input: RegisterInput!) { register(input: $input) { token userErrors { code path } viewer { user { email } tenant { id } } } }';
const DAY = 24 * 60 * 60_000;

describe('identity at the door', () => {
  let product: Product;
  let counter = 0;
  beforeAll(async () => void (product = await startProduct()));
  afterAll(() => product.stop());

  /** A browser's request: the cookie comes back in `cookie`. */
  async function browse(query: string, variables: object = {}, cookie?: string) {
    const response = await fetch(`${product.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-prosa-csrf': '1', ...(cookie && { cookie: cookie.split(';')[0] as string }) },
      body: JSON.stringify({ query, variables }),
    });
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers of many shapes
    const { data, errors } = (await response.json()) as any;
    return { data, codes: errors?.map((error: { extensions: { code: string } }) => error.extensions.code), cookie: response.headers.get('set-cookie') };
  }
  const account = (over: object = {}) => ({ input: { tenantName: 'Bikes', name: 'Ana', email: `ana${++counter}@example.com`, password: 'um cavalo azul', ...over } });

  it('registers, and the cookie is for this site and no script', async () => {
    const given = account();
    const { data, cookie } = await browse(REGISTER, given);
    expect(data.register.viewer.user.email).toBe(given.input.email);
    expect(cookie).toMatch(/^prosa_session=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/);
    expect((await browse(VIEWER, {}, cookie as string)).data.viewer.user.email).toBe(given.input.email);
    expect((await browse(REGISTER, account({ tenantId: data.register.viewer.tenant.id }))).codes).toEqual(['BAD_USER_INPUT']);
  });

  it('sends the cookie over TLS only once the product has a TLS address, also when it is taken back', async () => {
    const { config } = product.prosa.platform;
    const before = config.publicUrl;
    config.publicUrl = 'https://desk.example.com';
    const { cookie } = await browse(REGISTER, account());
    const out = await browse('mutation { logout { ok } }', {}, cookie as string);
    config.publicUrl = before;
    expect(cookie).toContain('; Secure');
    expect(out.cookie).toMatch(/^prosa_session=; .*Secure/);
    expect(out.cookie).toMatch(/Expires=Thu, 01 Jan 1970/);
  });

  it('logs in by the address however it is spelled, and out everywhere', async () => {
    const given = account({ email: `  Ana.${++counter}@Example.COM ` });
    await browse(REGISTER, given);
    const { data, cookie } = await browse(LOGIN, { input: { email: given.input.email.trim().toUpperCase(), password: given.input.password } });
    expect(data.login.viewer.user.email).toBe(given.input.email.trim().toLowerCase());
    const { token } = data.login;
    expect((await product.graphql(token, VIEWER)).data.viewer).not.toBeNull();
    expect((await browse('mutation { logout { ok } }', {}, cookie as string)).data.logout.ok).toBe(true);
    expect((await product.graphql(token, VIEWER)).data.viewer).toBeNull();
    expect((await browse(VIEWER, {}, cookie as string)).data.viewer).toBeNull();
  });

  it('prolongs a session that is used, and the cookie with it', async () => {
    const { cookie } = await browse(REGISTER, account());
    expect((await browse(VIEWER, {}, cookie as string)).cookie).toBeNull();
    product.clock.advance(29 * DAY);
    const renewed = await browse(VIEWER, {}, cookie as string);
    expect(renewed.cookie).toBe(cookie);
    expect((await browse(VIEWER, {}, cookie as string)).cookie).toBeNull();
    product.clock.advance(29 * DAY);
    expect((await browse(VIEWER, {}, cookie as string)).data.viewer).not.toBeNull();
    product.clock.advance(30 * DAY);
    expect((await browse(VIEWER, {}, cookie as string)).data.viewer).toBeNull();
  });

  it('answers an unknown address as it answers a wrong password, at the same cost', async () => {
    const given = account();
    await browse(REGISTER, given);
    const wrong = await browse(LOGIN, { input: { email: given.input.email, password: 'not this one at all' } });
    const unknown = await browse(LOGIN, { input: { email: `nobody${++counter}@example.com`, password: 'not this one at all' } });
    expect(wrong.data).toEqual(unknown.data);
    expect(wrong.data.login.userErrors).toEqual([{ code: 'INVALID_CREDENTIALS', path: ['password'] }]);
    expect([wrong.cookie, unknown.cookie]).toEqual([null, null]);
  });

  it('keeps passwords by argon2id at the recommended cost, and tokens by their hash', async () => {
    const given = account();
    const { data } = await browse(REGISTER, given);
    const { db } = product.prosa.platform;
    const [user] = await db.read<{ password_hash: string }>('select password_hash from user_account where email = ?', [given.input.email]);
    expect(user?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    const sessions = JSON.stringify(await db.read('select * from session'));
    expect(sessions).not.toContain(data.register.token);
  });

  it('counts who tries many addresses from one place, whatever a header says of the place', async () => {
    let blocked: unknown;
    for (let i = 0; i < 40 && !blocked; i++) {
      const response = await fetch(`${product.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': `203.0.113.${i}` },
        body: JSON.stringify({ query: LOGIN, variables: { input: { email: `guess${i}@example.com`, password: 'not this one at all' } } }),
      });
      blocked = ((await response.json()) as { errors?: { extensions: unknown }[] }).errors?.[0]?.extensions;
    }
    expect(blocked).toEqual({ code: 'RATE_LIMITED', retryAfter: expect.any(Number) });
    product.clock.advance(2 * 60 * 60_000);
  }, 30_000); // thirty passwords are hashed

  it('forgets who failed to log in when it no longer counts', async () => {
    await browse(LOGIN, { input: { email: `nobody${++counter}@example.com`, password: 'not this one at all' } });
    const kept = async () => Number((await product.prosa.platform.db.read('select count(*) as n from login_throttle'))[0]?.['n']);
    expect(await kept()).toBeGreaterThan(0);
    product.clock.advance(DAY + 1);
    while ((await kept()) > 0) {
      product.clock.advance(5_000);
      await new Promise((resolve) => setImmediate(resolve));
    }
  });

  it('goes on in another workspace of the same person only, and ends the session it came from', async () => {
    const { cookie } = await browse(REGISTER, account());
    const other = await browse(REGISTER, account());
    const tenantId = other.data.register.viewer.tenant.id;
    const refused = await browse('mutation ($input: SwitchTenantInput!) { switchTenant(input: $input) { userErrors { code } viewer { tenant { id } } } }', { input: { tenantId } }, cookie as string);
    expect(refused.data.switchTenant).toEqual({ userErrors: [{ code: 'NOT_FOUND' }], viewer: null });
    const own = (await browse(VIEWER, {}, cookie as string)).data.viewer.tenant.id;
    const socket = await product.socket((cookie as string).slice('prosa_session='.length).split(';')[0] as string);
    const switched = await browse('mutation ($input: SwitchTenantInput!) { switchTenant(input: $input) { token viewer { tenant { id } } } }', { input: { tenantId: own } }, cookie as string);
    expect(switched.data.switchTenant.viewer.tenant.id).toBe(own);
    expect(await socket.closed).toBe(4403);
    expect((await browse(VIEWER, {}, cookie as string)).data.viewer).toBeNull();
    expect((await browse(VIEWER, {}, switched.cookie as string)).data.viewer).not.toBeNull();
  });

  it("takes the word of the operator's own proxy on where somebody comes from, over HTTP and on sockets", async () => {
    const behind = await startProduct({ env: { PROSA_TRUSTED_PROXIES: '127.0.0.1' } });
    const forwarded = { 'x-forwarded-for': '10.1.1.1, 198.51.100.9' };
    const response = await fetch(`${behind.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...forwarded },
      body: JSON.stringify({ query: REGISTER, variables: account() }),
    });
    const { token } = ((await response.json()) as { data: { register: { token: string } } }).data.register;
    const seen = () => behind.prosa.platform.db.read('select ip from session').then((rows) => rows[0]?.['ip']);
    expect(await seen()).toBe('198.51.100.9');
    behind.clock.advance(10 * 60_000);
    const socket = await RawSocket.open(behind.url, { 'x-forwarded-for': '198.51.100.10' });
    expect(await socket.init({ authorization: `Bearer ${token}` })).toBe('connection_ack');
    expect(await seen()).toBe('198.51.100.10');
    socket.socket.terminate();
    await behind.stop();
  });
});
