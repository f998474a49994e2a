import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildSchema,
  graphql,
  type GraphQLArgument,
  isEnumType,
  isInputObjectType,
  isObjectType,
  type GraphQLSchema,
} from 'graphql';
import { builder, type GraphqlContext, type TenantContext } from '@prosa/server/platform';
import type { TestPlatform } from '@prosa/server/platform/testing';
import { DEVICE, identityPlatform } from '../testing/identity-platform';
import { seedTenant, type SeededMember, type SeededTenant } from '../testing/seed-tenant';
import { authenticate } from './authenticate';
import './session.graphql';

const VIEWER = `viewer { permissions user { id email locale } member { id role active user { id } tenant { id name currency } } tenant { id timeZone } memberships { id role tenant { id name } user { id } } }`;
const REGISTER = `mutation ($input: RegisterInput!) { register(input: $input) { token userErrors { code path } ${VIEWER} } }`;
const LOGIN = `mutation ($input: LoginInput!) { login(input: $input) { token userErrors { code path message } ${VIEWER} } }`;
const SWITCH = `mutation ($input: SwitchTenantInput!) { switchTenant(input: $input) { token userErrors { code path } ${VIEWER} } }`;

/** What other domains say of these types, which are not loaded here. */
const ADDED_DOWNSTREAM = new Set(['Member.openConversations']);

describe('identity over GraphQL', () => {
  let test: TestPlatform;
  let schema: GraphQLSchema;
  let counter = 0;

  beforeAll(async () => {
    test = await identityPlatform();
    schema = builder.toSchema();
  });
  afterAll(() => test.close());

  async function ask(source: string, variables: object = {}, tenant: TenantContext | null = null) {
    const cookies: (string | null)[] = [];
    const contextValue: GraphqlContext = {
      platform: test.platform,
      tenant,
      request: { ...DEVICE, ip: `10.0.${counter}.${++counter % 250}` },
      setSession: (token) => void cookies.push(token),
      loaders: new Map(),
    };
    const { data, errors } = await graphql({ schema, source, variableValues: variables as never, contextValue });
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers of many shapes
    return { data: data as any, codes: errors?.map((error) => error.extensions['code'] ?? error.message), cookies };
  }
  const input = (over: object = {}) => ({
    input: {
      tenantName: 'Bikes',
      name: 'Ana',
      email: `ana${++counter}@example.com`,
      password: 'um cavalo azul',
      ...over,
    },
  });
  const idOf = (type: string, id: string) => Buffer.from(`${type}:${id}`).toString('base64');

  it('is what the committed schema says', () => {
    const committed = buildSchema(readFileSync(join(__dirname, '../../../../../schema.graphql'), 'utf8'));
    const shape = (of: GraphQLSchema, name: string, only?: readonly string[]) => {
      const type = of.getType(name);
      if (isEnumType(type))
        return type
          .getValues()
          .map((value) => value.name)
          .sort();
      if (!isObjectType(type) && !isInputObjectType(type)) throw new Error(`${name} is missing`);
      return Object.values(type.getFields())
        .filter((field) => (only ? only.includes(field.name) : !ADDED_DOWNSTREAM.has(`${name}.${field.name}`)))
        .map(
          (field) =>
            `${field.name}(${'args' in field ? (field.args as readonly GraphQLArgument[]).map((arg) => `${arg.name}: ${arg.type}`).sort() : ''}): ${field.type}`,
        )
        .sort();
    };
    for (const name of [
      'Viewer',
      'Tenant',
      'User',
      'Member',
      'MemberConnection',
      'MemberEdge',
      'Role',
      'SessionPayload',
      'LogoutPayload',
      'RegisterInput',
      'LoginInput',
      'SwitchTenantInput',
    ]) {
      expect([name, shape(schema, name)]).toEqual([name, shape(committed, name)]);
    }
    const queries = ['viewer', 'members'];
    expect(shape(schema, 'Query', queries)).toEqual(shape(committed, 'Query', queries));
    const mutations = ['register', 'login', 'logout', 'switchTenant'];
    expect(shape(schema, 'Mutation', mutations)).toEqual(shape(committed, 'Mutation', mutations));
  });

  it('registers, and answers as the new owner in the same breath', async () => {
    const { data, codes, cookies } = await ask(REGISTER, input({ locale: 'en' }));
    expect(codes).toBeUndefined();
    const { token, userErrors, viewer } = data.register;
    expect(userErrors).toEqual([]);
    expect(cookies).toEqual([token]);
    expect(viewer).toMatchObject({
      permissions: expect.arrayContaining(['tenant:manage', 'inbox:reply']),
      user: { locale: 'en' },
      member: { role: 'OWNER', active: true, tenant: { name: 'Bikes', currency: 'USD' } },
    });
    expect(viewer.memberships).toEqual([
      {
        id: viewer.member.id,
        role: 'OWNER',
        tenant: { id: viewer.tenant.id, name: 'Bikes' },
        user: { id: viewer.user.id },
      },
    ]);
    expect(await authenticate(test.platform, { ...DEVICE, cookieToken: token })).not.toBeNull();
  });

  it('answers what the caller can put right as userErrors, and sets no cookie', async () => {
    const { data, cookies } = await ask(REGISTER, input({ password: 'short' }));
    expect(data.register).toEqual({
      token: null,
      viewer: null,
      userErrors: [{ code: 'WEAK_PASSWORD', path: ['password'] }],
    });
    expect(cookies).toEqual([]);
  });

  it('has no way to name a tenant when registering', async () => {
    const { codes } = await ask(REGISTER, input({ tenantId: idOf('Tenant', '01900000-0000-7000-8000-000000000000') }));
    expect(String(codes)).toContain('not defined by type "RegisterInput"');
  });

  it('logs in and out', async () => {
    const account = input();
    await ask(REGISTER, account);
    const { email, password } = account.input;
    const { data } = await ask(LOGIN, { input: { email, password } });
    const viewer = await authenticate(test.platform, { ...DEVICE, bearer: data.login.token });
    expect(data.login.viewer.user.email).toBe(email);
    const out = await ask('mutation { logout { ok } }', {}, viewer);
    expect(out).toMatchObject({ data: { logout: { ok: true } }, cookies: [null] });
    expect(await authenticate(test.platform, { ...DEVICE, bearer: data.login.token })).toBeNull();
    expect((await ask('mutation { logout { ok } }')).data.logout.ok).toBe(true);
  });

  it('gives a wrong password and an unknown e-mail the same words', async () => {
    const account = input();
    await ask(REGISTER, account);
    const wrong = await ask(LOGIN, { input: { email: account.input.email, password: 'not this one at all' } });
    const unknown = await ask(LOGIN, { input: { email: 'nobody@example.com', password: 'not this one at all' } });
    expect(wrong.data.login).toMatchObject({
      token: null,
      viewer: null,
      userErrors: [{ code: 'INVALID_CREDENTIALS', path: ['password'] }],
    });
    expect(unknown.data.login).toEqual(wrong.data.login);
  });

  it('does not let what follows a logout in the same document act for the member any more', async () => {
    const { owner } = await seedTenant(test.platform);
    const source = `mutation { logout { ok } switchTenant(input: { tenantId: "${idOf('Tenant', owner.tenantId)}" }) { token } }`;
    const { codes } = await ask(source, {}, owner);
    expect(codes).toEqual(['UNAUTHENTICATED']);
  });

  it('is nobody when signed out', async () => {
    expect((await ask('{ viewer { user { id } } }')).data.viewer).toBeNull();
    expect((await ask('{ members { edges { node { id } } } }')).codes).toEqual(['UNAUTHENTICATED']);
    expect((await ask('mutation { switchTenant(input: { tenantId: "x" }) { token } }')).codes).toEqual([
      'UNAUTHENTICATED',
    ]);
  });

  describe('between two tenants', () => {
    let ours: SeededTenant;
    let theirs: SeededTenant;
    let rep: SeededMember;
    beforeEach(async () => {
      ours = await seedTenant(test.platform);
      theirs = await seedTenant(test.platform);
      rep = await ours.member('REP');
    });
    const nodes = (ids: string[], as: TenantContext | null) =>
      ask('query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }', { ids }, as);
    const all = (of: SeededTenant) => [
      idOf('Tenant', of.tenantId),
      idOf('User', of.owner.userId),
      idOf('Member', of.owner.memberId),
    ];

    it("finds one's own nodes and nobody else's", async () => {
      const mine = await nodes(all(ours), rep);
      expect(mine.codes).toBeUndefined();
      expect(mine.data.nodes.map((node: { __typename: string }) => node.__typename)).toEqual([
        'Tenant',
        'User',
        'Member',
      ]);
      expect((await nodes(all(theirs), rep)).data.nodes).toEqual([null, null, null]);
      expect((await nodes(all(ours), null)).codes).toEqual(expect.arrayContaining(['UNAUTHENTICATED']));
    });

    it('pages members of this tenant only', async () => {
      const page =
        'query ($after: String) { members(first: 1, after: $after) { edges { node { id user { id } } } pageInfo { hasNextPage hasPreviousPage endCursor } } }';
      const first = (await ask(page, {}, rep)).data.members;
      expect(first).toMatchObject({
        edges: [{ node: { id: idOf('Member', ours.owner.memberId), user: { id: idOf('User', ours.owner.userId) } } }],
        pageInfo: { hasNextPage: true, hasPreviousPage: false },
      });
      const second = (await ask(page, { after: first.pageInfo.endCursor }, rep)).data.members;
      expect(second).toMatchObject({
        edges: [{ node: { id: idOf('Member', rep.memberId) } }],
        pageInfo: { hasNextPage: false, hasPreviousPage: true },
      });
    });

    it('switches where one is a member, and answers as the member there', async () => {
      const guest = await theirs.guest(rep, 'ADMIN');
      const { data, cookies } = await ask(SWITCH, { input: { tenantId: idOf('Tenant', theirs.tenantId) } }, rep);
      expect(data.switchTenant).toMatchObject({
        userErrors: [],
        viewer: {
          member: { id: idOf('Member', guest.memberId), role: 'ADMIN' },
          tenant: { id: idOf('Tenant', theirs.tenantId) },
        },
      });
      expect(data.switchTenant.viewer.memberships).toHaveLength(2);
      expect(cookies).toEqual([data.switchTenant.token]);
    });

    it.each([
      ['a stranger', () => idOf('Tenant', theirs.tenantId)],
      ['another kind of node', () => idOf('User', theirs.tenantId)],
      ['garbage', () => 'garbage'],
    ])('answers %s with NOT_FOUND', async (_name, tenantId) => {
      const { data, codes, cookies } = await ask(SWITCH, { input: { tenantId: tenantId() } }, rep);
      expect(codes).toBeUndefined();
      expect(data.switchTenant).toMatchObject({ token: null, viewer: null, userErrors: [{ code: 'NOT_FOUND' }] });
      expect(cookies).toEqual([]);
    });
  });
});
