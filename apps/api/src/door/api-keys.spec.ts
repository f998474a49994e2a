import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Member, memberChanged, seedTenant, type SeededMember, type SeededTenant } from '@prosa/server/identity';
import { systemContext, unitOfWork, type ApiScope } from '@prosa/server/platform';
import { testDatabaseUrls } from '@prosa/server/platform/testing';
import { startProduct, type Data, type Product } from '../testing';
import { EventStream } from './event-stream';
import { RawSocket } from './raw-socket';

const CREATE = `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { apiKey { id name prefix scopes expiresAt lastUsedAt revokedAt member { id } } secret userErrors { code path } } }`;
const REVOKE = `mutation ($input: IdInput!) { revokeApiKey(input: $input) { apiKey { id revokedAt } userErrors { code } } }`;
const UPDATE_MEMBER = 'mutation ($input: UpdateMemberInput!) { updateMember(input: $input) { userErrors { code } } }';
const LIST = '{ apiKeys { id name prefix lastUsedAt revokedAt member { id } } }';
const MEMBERS = '{ members { edges { node { id } } } }';
const EVENTS = 'subscription { events { type } }';
const MINUTE = 60_000;

const dir = mkdtempSync(join(tmpdir(), 'prosa-keys-'));
afterAll(() => rmSync(dir, { recursive: true }));
jest.setTimeout(60_000);

describe.each(testDatabaseUrls())('API keys at the door on $name', ({ url }) => {
  let product: Product;
  let tenant: SeededTenant;
  let ana: SeededMember;
  beforeAll(
    async () =>
      void (product = await startProduct({ databaseUrl: await url(dir), env: { PROSA_API_KEY_PER_MINUTE: '60' } })),
  );
  afterAll(() => product.stop());
  beforeEach(async () => {
    tenant = await seedTenant(product.prosa.platform);
    ana = tenant.owner;
  });

  const create = async (
    input: { name?: string; scopes?: ApiScope[]; expiresAt?: Date },
    member = ana,
  ): Promise<Data> => {
    const { data, codes } = await product.graphql(member.token, CREATE, {
      input: { name: 'Shop', scopes: ['READ'], ...input },
    });
    return data ? { ...data.createApiKey, codes } : { codes };
  };
  const secretOf = async (scopes: ApiScope[], member = ana): Promise<string> =>
    (await create({ scopes }, member)).secret;
  const revoke = (id: string, member = ana) => product.graphql(member.token, REVOKE, { input: { id } });
  const statusOf = async (secret: string) => (await product.graphql(secret, MEMBERS)).status;
  const both = async (secret: string) => {
    const socket = await product.socket(secret);
    const stream = await EventStream.open(product.url, secret, EVENTS, {});
    return { socket, stream };
  };
  /** The codes of what ended it: an error, or a last answer that is nothing else. */
  const endOf = async (stream: EventStream) => {
    const ended = await stream.end();
    return (ended === 'complete' ? stream.delivered.at(-1)?.errors?.map(({ extensions }) => extensions) : ended)?.map(
      ({ code }) => code,
    );
  };
  const inTenant = (work: Parameters<typeof unitOfWork<void>>[1]) =>
    unitOfWork(systemContext(product.prosa.platform, tenant.tenantId, 'test'), work);

  it('shows the secret once, keeps its hash, and tells when it was last used', async () => {
    const { apiKey, secret, userErrors } = await create({
      name: ' Shop system ',
      scopes: ['SEND_MESSAGES', 'READ', 'READ'],
    });
    expect(userErrors).toEqual([]);
    expect(secret).toMatch(/^prosa_[\w-]{43}$/);
    expect(apiKey).toMatchObject({
      name: 'Shop system',
      prefix: secret.slice(0, 12),
      scopes: ['READ', 'SEND_MESSAGES'],
      lastUsedAt: null,
      expiresAt: null,
      revokedAt: null,
    });
    const rows = JSON.stringify(await product.prosa.platform.db.read('select * from api_key'));
    expect(rows).toContain(apiKey.prefix);
    expect(rows).not.toContain(secret.slice(12));
    const write = jest.spyOn(product.prosa.platform.db, 'write');
    for (let i = 0; i < 3; i++) await product.graphql(secret, MEMBERS);
    expect(write.mock.calls.filter(([sql]) => sql.includes('api_key'))).toHaveLength(1);
    write.mockRestore();
    const used = async () => (await product.graphql(ana.token, LIST)).data.apiKeys[0].lastUsedAt;
    const first = await used();
    expect(new Date(first)).toEqual(product.clock.now());
    product.clock.advance(5 * MINUTE);
    await product.graphql(secret, MEMBERS);
    expect(new Date(await used()).getTime() - new Date(first).getTime()).toBe(5 * MINUTE);
  });

  it('refuses what makes no sense, in words that name the field', async () => {
    const refusal = async (input: object, member = ana) =>
      (await create(input, member)).userErrors.map(({ code, path }: Data) => `${code} ${path}`);
    expect(await refusal({ name: '  ' })).toEqual(['REQUIRED name']);
    expect(await refusal({ scopes: [] })).toEqual(['REQUIRED scopes']);
    expect(await refusal({ expiresAt: product.clock.now() })).toEqual(['INVALID expiresAt']);
    expect(await refusal({ scopes: ['READ', 'MANAGE_INTEGRATIONS'] }, await tenant.member('MANAGER'))).toEqual([
      'NOT_PERMITTED scopes',
    ]);
    for (const role of ['REP', 'VIEWER'] as const)
      expect((await create({}, await tenant.member(role))).codes).toEqual(['FORBIDDEN']);
  });

  it('acts as its member, with that sight, and with the rights of its scopes alone', async () => {
    const may = async (secret: string) =>
      (await product.graphql(secret, '{ viewer { permissions } }')).data.viewer.permissions;
    expect(await may(await secretOf(['READ']))).toEqual(['agent:read', 'channel:read', 'inbox:read', 'member:read']);
    expect(await may(await secretOf(['SEND_MESSAGES']))).toEqual(['inbox:send']);
    expect(await may(await secretOf(['WRITE', 'MANAGE_INTEGRATIONS']))).toEqual([
      'channel:manage',
      'inbox:assign',
      'inbox:reply',
    ]);
    const manager = await tenant.member('MANAGER', 'OWN');
    const secret = await secretOf(['READ', 'ADMIN'], manager);
    expect(await may(secret)).not.toContain('tenant:manage');
    const { data } = await product.graphql(secret, '{ viewer { member { id } } }');
    const own = await product.graphql(manager.token, '{ viewer { member { id } } }');
    expect(data).toEqual(own.data);
    await inTenant(
      async ({ em }) => void (await em.nativeUpdate(Member, { id: manager.memberId }, { role: 'VIEWER' })),
    );
    expect(await may(secret)).toEqual(['agent:read', 'channel:read', 'inbox:read', 'member:read']);
  });

  it('lets a key that reads change nothing, and a key that sends read nothing', async () => {
    const [reads, sends] = [await secretOf(['READ']), await secretOf(['SEND_MESSAGES'])];
    const logout = 'mutation { logout { ok } }';
    expect((await product.graphql(reads, logout)).codes).toEqual(['FORBIDDEN']);
    expect(
      (
        await product.graphql(
          reads,
          'mutation { createUpload(input: { fileName: "a", mimeType: "b", size: 1 }) { upload { id } } }',
        )
      ).codes,
    ).toEqual(['FORBIDDEN']);
    const file = await product.graphql(
      sends,
      'mutation { createUpload(input: { fileName: "a.pdf", mimeType: "application/pdf", size: 8 }) { upload { url } userErrors { code } } }',
    );
    expect(file.codes).toEqual([]);
    const { url } = file.data.createUpload.upload;
    const put = (secret: string) =>
      fetch(url, { method: 'PUT', headers: { authorization: `Bearer ${secret}` }, body: '%PDF-1.7' });
    expect((await put(`prosa_${'x'.repeat(43)}`)).status).toBe(401);
    expect((await put(sends)).status).toBe(200);
    for (const query of [
      MEMBERS,
      '{ eventCursor }',
      '{ conversations { edges { node { id } } } }',
      '{ events { edges { node { type } } } }',
      `{ node(id: "${Buffer.from(`Tenant:${tenant.tenantId}`).toString('base64')}") { id } }`,
    ])
      expect((await product.graphql(sends, query)).codes).toEqual(['FORBIDDEN']);
    const refused = await (await product.socket(sends)).subscribe(EVENTS).next();
    expect(refused.errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
    const get = (secret: string) =>
      fetch(`${product.url}/media/01900000-0000-7000-8000-000000000000`, {
        headers: { authorization: `Bearer ${secret}` },
      });
    expect([
      (await get(reads)).status,
      (await get(sends)).status,
      (await get(`prosa_${'x'.repeat(43)}`)).status,
    ]).toEqual([404, 404, 401]);
  });

  it('is no way to more: no key makes, lists or revokes keys, opens a session, or goes to another workspace', async () => {
    const all = await secretOf(['READ', 'WRITE', 'SEND_MESSAGES', 'MANAGE_INTEGRATIONS', 'ADMIN']);
    const other = await seedTenant(product.prosa.platform);
    await other.guest(ana, 'OWNER');
    const into = Buffer.from(`Tenant:${other.tenantId}`).toString('base64');
    expect(
      (await product.graphql(all, `mutation { switchTenant(input: { tenantId: "${into}" }) { token } }`)).codes,
    ).toEqual(['FORBIDDEN']);
    expect((await product.graphql(all, CREATE, { input: { name: 'x', scopes: ['READ'] } })).codes).toEqual([
      'FORBIDDEN',
    ]);
    expect((await product.graphql(all, LIST)).codes).toEqual(['FORBIDDEN']);
    const { apiKey } = await create({});
    expect((await product.graphql(all, REVOKE, { input: { id: apiKey.id } })).codes).toEqual(['FORBIDDEN']);
  });

  it('needs no CSRF header, and is no cookie', async () => {
    const secret = await secretOf(['READ']);
    const post = (headers: Record<string, string>) =>
      fetch(`${product.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query: MEMBERS }),
      });
    const bearer = await post({ authorization: `Bearer ${secret}`, cookie: 'prosa_session=x' });
    expect([bearer.status, bearer.headers.get('set-cookie')]).toEqual([200, null]);
    const cookie = (await (await post({ cookie: `prosa_session=${secret}`, 'x-prosa-csrf': '1' })).json()) as {
      errors: Data[];
    };
    expect(cookie.errors[0].extensions.code).toBe('UNAUTHENTICATED');
    const socket = await RawSocket.open(product.url, { cookie: `prosa_session=${secret}` });
    expect(await socket.init()).toBe(4403);
    const page = await RawSocket.open(product.url, { origin: 'https://partner.test' });
    expect(await page.init({ authorization: `Bearer ${secret}` })).toBe('connection_ack');
    page.socket.terminate();
  });

  it('stops at once when it is revoked, on sockets and streams too, and no other key with it', async () => {
    const [{ apiKey, secret }, other] = [await create({}), await secretOf(['READ'])];
    const { socket, stream } = await both(secret);
    const left = await product.socket(other);
    const { data } = await revoke(apiKey.id);
    expect(data.revokeApiKey).toEqual({
      apiKey: { id: apiKey.id, revokedAt: product.clock.now().toISOString() },
      userErrors: [],
    });
    expect(await socket.closed).toBe(4403);
    expect(await endOf(stream)).toEqual(['UNAUTHENTICATED']);
    expect(await statusOf(secret)).toBe(401);
    await expect(product.socket(secret)).rejects.toThrow('4403');
    expect((await left.subscribe(MEMBERS).next()).data.members.edges).not.toEqual([]);
    left.close();
    expect((await revoke(apiKey.id)).data.revokeApiKey.userErrors).toEqual([]);
  });

  it('stops when it expires', async () => {
    const { secret } = await create({ expiresAt: new Date(product.clock.now().getTime() + 4_000) });
    const { socket, stream } = await both(secret);
    product.clock.advance(3_999);
    expect(await statusOf(secret)).toBe(200);
    product.clock.advance(1);
    expect(await statusOf(secret)).toBe(401);
    product.clock.advance(5_000);
    expect(await socket.closed).toBe(4403);
    expect(await endOf(stream)).toEqual(['UNAUTHENTICATED']);
  });

  it('dies with its member, also for when they come back', async () => {
    const admin = await tenant.member('ADMIN');
    const secret = await secretOf(['READ'], admin);
    const { socket } = await both(secret);
    const id = Buffer.from(`Member:${admin.memberId}`).toString('base64');
    const setActive = async (active: boolean) =>
      expect(
        (await product.graphql(ana.token, UPDATE_MEMBER, { input: { id, active } })).data.updateMember.userErrors,
      ).toEqual([]);
    await setActive(false);
    expect(await socket.closed).toBe(4403);
    expect(await statusOf(secret)).toBe(401);
    await setActive(true);
    expect(await statusOf(secret)).toBe(401);
  });

  it('takes changed rights of its member before the next delivery', async () => {
    const admin = await tenant.member('ADMIN');
    const socket = await product.socket(await secretOf(['READ', 'ADMIN'], admin));
    const following = socket.subscribe(
      'subscription ($after: EventCursor) { events(types: [JOB_DEAD, TASK_CREATED], after: $after) { type } }',
      { after: (await product.graphql(ana.token, '{ eventCursor }')).data.eventCursor },
    );
    const tell = (type: 'JOB_DEAD' | 'TASK_CREATED') =>
      inTenant(async (unit) =>
        unit.append({ type, node: null, audience: { kind: type === 'JOB_DEAD' ? 'operations' : 'tenant' } }),
      );
    await tell('JOB_DEAD');
    expect((await following.next()).data.events.type).toBe('JOB_DEAD');
    await inTenant(async (unit) => {
      const row = await unit.em.findOneOrFail(Member, { id: admin.memberId });
      row.role = 'REP';
      unit.append(memberChanged(row));
    });
    await tell('JOB_DEAD');
    await tell('TASK_CREATED');
    expect((await following.next()).data.events.type).toBe('TASK_CREATED');
    socket.close();
  });

  it('is known to its member and to who manages keys, and to nobody else', async () => {
    const [manager, admin] = [await tenant.member('MANAGER'), await tenant.member('ADMIN')];
    const other = await seedTenant(product.prosa.platform);
    const [ours, theirs] = [
      (await create({ name: 'ours' })).apiKey.id,
      (await create({ name: "manager's" }, manager)).apiKey.id,
    ];
    const names = async (member: SeededMember) =>
      (await product.graphql(member.token, LIST)).data.apiKeys.map(({ name }: Data) => name);
    expect(await names(admin)).toEqual(["manager's", 'ours']);
    expect(await names(manager)).toEqual(["manager's"]);
    expect(await names(other.owner)).toEqual([]);
    const refusal = async (id: string, member: SeededMember) =>
      (await revoke(id, member)).data.revokeApiKey.userErrors.map(({ code }: Data) => code);
    expect(await refusal(ours, manager)).toEqual(['NOT_FOUND']);
    expect(await refusal(ours, other.owner)).toEqual(['NOT_FOUND']);
    expect(await refusal('garbage', ana)).toEqual(['NOT_FOUND']);
    expect(await refusal(theirs, admin)).toEqual([]);
  });

  it('may begin so many operations a minute, over HTTP and sockets together; people as many as they like', async () => {
    const secret = await secretOf(['READ']);
    const socket = await product.socket(secret);
    for (let i = 0; i < 30; i++) expect((await socket.subscribe(MEMBERS).next()).errors).toBeUndefined();
    for (let i = 0; i < 30; i++) expect(await statusOf(secret)).toBe(200);
    const refused = await product.graphql(secret, MEMBERS);
    expect([refused.status, refused.codes, refused.headers.get('retry-after')]).toEqual([429, ['RATE_LIMITED'], '1']);
    expect(await socket.subscribe(MEMBERS).end()).toEqual([{ code: 'RATE_LIMITED' }]);
    expect(await statusOf(await secretOf(['READ']))).toBe(200);
    product.clock.advance(1_000);
    expect([await statusOf(secret), await statusOf(secret)]).toEqual([200, 429]);
    for (let i = 0; i < 70; i++) expect(await statusOf(ana.token)).toBe(200);
    socket.close();
  });

  it('runs fifty operations at once on one socket, like a session', async () => {
    const socket = await product.socket(await secretOf(['READ']));
    const following = Array.from({ length: 51 }, () => socket.subscribe(EVENTS));
    expect(await following[50]?.end()).toEqual([{ code: 'TOO_COMPLEX' }]);
    socket.close();
  });
});
