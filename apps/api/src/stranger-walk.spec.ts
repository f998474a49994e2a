import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getNamedType, isLeafType, type GraphQLField } from 'graphql';
import { globalId } from '@prosa/server/platform';
import { schema } from './schema';
import {
  cursorPaths,
  eachObject,
  fieldsOf,
  idPaths,
  nodeTypes,
  objectTypes,
  operationOn,
  selectionOf,
  takesList,
  valueAt,
  withValue,
  type ArgumentPath,
} from './testing/schema-paths';
import { givenAway, onlyIn, rowsOfTenant, textsIn, type Secrets, type TenantRows } from './testing/tenant-rows';
import {
  rowOf,
  startProduct,
  type Answer,
  type Data,
  type Following,
  type GraphqlSocket,
  type Product,
} from './testing';
import { MUTATIONS, NAMED_IDS, TRIGGERS, type MutationCase } from './testing/walk-cases';
import { seedWorld, type Thread, type World } from './testing/walk-world';

/**
 * Walks every query, node, mutation and subscription that the schema has today, with every id and cursor that they take: as the
 * owner, who must get something from each; as a member of another tenant with the owner's ids; signed out; and as a member of the
 * same tenant who sees only their own rows. What fails with "seed" in its words is a path that leads nowhere even for the owner:
 * add the row to `walk-world.ts` or the line to `walk-cases.ts`.
 */
type Field = GraphQLField<unknown, unknown>;
const queries = fieldsOf(schema.getQueryType());
const mutations = fieldsOf(schema.getMutationType());
const subscriptions = fieldsOf(schema.getSubscriptionType());
const nodes = nodeTypes(schema);
const each = (paths: ArgumentPath[], what: string, test: (path: ArgumentPath) => Promise<void>) =>
  paths.forEach((path) => it(`${what} ${path.join('.')}`, () => test(path)));
const named = (fields: Field[]) => fields.map((field) => ({ name: field.name, field }));
const PUBLIC = new Set(
  readFileSync(join(__dirname, '../../../access.txt'), 'utf8')
    .split('\n')
    .flatMap((line) => /^(.*): public$/.exec(line)?.[1] ?? []),
);
/** Tables that stay empty: nothing writes them by now. */
const EMPTY_TABLES: string[] = [];

/** Fields that an interface asks of a type that has nothing to say there. */
const NEVER_FILLED = ['MessageEvent.version'];

let product: Product;
let mine: World;
let theirs: World;
/** Every text of the owner's rows that the other tenant has not, and the other way round. */
let mySecrets: Secrets;
let theirSecrets: Secrets;
/** What of my rows the representative must not see, and what they may. */
let hiddenSecrets: Secrets;
const seen = new Set<string>();

beforeAll(async () => {
  product = await startProduct();
  mine = await seedWorld(product, { shown: '5511988880001', hidden: '5511988880002' });
  theirs = await seedWorld(product, { shown: '5511977770001', hidden: '5511977770002' });
}, 30_000);
afterAll(() => product.stop());
beforeEach(readSecrets);

const rowsOf = (world: World) => rowsOfTenant(product.prosa.platform, world.tenant.tenantId);

async function readSecrets(): Promise<void> {
  const rows = await rowsOf(mine);
  const my = textsIn(rows);
  const their = textsIn(await rowsOf(theirs));
  mySecrets = { texts: onlyIn(my, their), words: [mine.word] };
  theirSecrets = { texts: onlyIn(their, my), words: [theirs.word] };
  hiddenSecrets = secretsOf(rows, mine.hidden);
}

/** The texts of the rows of one thread that no row outside of it has. Log, jobs and raw deliveries tell of many threads. */
function secretsOf(rows: TenantRows, thread: Thread): Secrets {
  const keys = new Set([thread.conversation, thread.contact].map(rowOf));
  const tables = Object.entries(rows).filter(
    ([table]) => !['event_log', 'async_job', 'inbound_event', 'message_ack'].includes(table),
  );
  const all = tables.flatMap(([, list]) => list);
  const ofThread = all.filter((row) => Object.values(row).some((value) => keys.has(value as string)));
  return {
    texts: onlyIn(textsIn(ofThread), textsIn(all.filter((row) => !ofThread.includes(row)))),
    words: [thread.phone],
  };
}

function note(answer: unknown): void {
  eachObject(answer, (type, _, filled) => filled.forEach((field) => seen.add(`${type}.${field}`)));
}
async function asOwner(document: string, variables: object): Promise<Answer> {
  const answer = await product.graphql(mine.owner.token, document, variables);
  note(answer.data);
  return answer;
}
const gives = (answer: Answer, secrets: Secrets) => givenAway([answer.data, answer.errors], secrets);

function idFor(owner: string, path: ArgumentPath, world: World, thread: Thread): string | string[] {
  const name = NAMED_IDS[`${owner}.${path.join('.')}`] ?? NAMED_IDS[path.at(-1) as string];
  if (!name)
    throw new Error(
      `Say in walk-cases.ts (NAMED_IDS) what ${owner}(${path.join('.')}) names: the seed has no id for it.`,
    );
  return name(world, thread);
}
function requiredIds(owner: string, field: Field, world: World, thread: Thread): object {
  const required = field.args.filter(({ type }) => String(type).endsWith('!'));
  return required.reduce(
    (variables, { name }) => withValue(variables, [name], idFor(owner, [name], world, thread)),
    {},
  );
}

function expectNoTrace(answer: Answer, secrets: Secrets): void {
  expect(gives(answer, secrets)).toEqual([]);
  expect(answer.codes).not.toContain('INTERNAL');
}
async function expectSignedOutRefused(entry: string, document: string, variables: object): Promise<void> {
  const answer = await product.graphql(null, document, variables);
  expect(gives(answer, mySecrets)).toEqual([]);
  if (PUBLIC.has(entry)) return;
  expect(answer.codes).toEqual(['UNAUTHENTICATED']);
  expect(Object.values((answer.data as object | null) ?? {}).filter((value) => value !== null)).toEqual([]);
}

describe('the seed', () => {
  it('has a row in every table', async () => {
    const rows = await rowsOf(mine);
    const empty = Object.entries(rows).flatMap(([table, list]) => (list.length === 0 ? [table] : []));
    expect(empty.filter((table) => !EMPTY_TABLES.includes(table))).toEqual([]);
  });
});

describe.each(named(queries))('Query.$name', ({ name, field }) => {
  const entry = `Query.${name}`;
  const document = operationOn(schema, 'query', field);
  const isLeaf = isLeafType(getNamedType(field.type));
  const base = (world: World, thread = world.hidden) => requiredIds(entry, field, world, thread);

  async function expectOwnerFinds(variables: object): Promise<Answer> {
    const answer = await asOwner(document, variables);
    expect(answer.errors).toBeUndefined();
    if (isLeaf) expect(answer.data[name]).not.toBeNull();
    else if (gives(answer, mySecrets).length === 0)
      throw new Error(`The seed has nothing that the owner finds by ${entry} with ${JSON.stringify(variables)}.`);
    return answer;
  }
  const cursors = (answer: Answer): string[] => (answer.data[name]?.edges ?? []).map((edge: Data) => edge.cursor);

  it('shows the owner rows and another tenant its own', async () => {
    await expectOwnerFinds(base(mine));
    const other = await product.graphql(theirs.owner.token, document, base(theirs));
    expect(other.errors).toBeUndefined();
    if (!isLeaf) expect(gives(other, theirSecrets)).not.toEqual([]);
    expectNoTrace(other, mySecrets);
    await expectSignedOutRefused(entry, document, base(mine));
  });

  each(idPaths(field), 'finds nothing of another tenant by', async (path) => {
    const variables = withValue(base(mine), path, idFor(entry, path, mine, mine.hidden));
    await expectOwnerFinds(variables);
    const other = await product.graphql(
      theirs.owner.token,
      document,
      withValue(base(theirs), path, idFor(entry, path, mine, mine.hidden)),
    );
    expectNoTrace(other, mySecrets);
    await expectSignedOutRefused(entry, document, variables);
  });

  each(cursorPaths(field), 'finds nothing by another tenant’s', async (path) => {
    const [first] = cursors(await expectOwnerFinds(base(mine)));
    const cursor = first ?? mine.start;
    const variables = withValue(base(mine), path, cursor);
    await expectOwnerFinds(variables);
    const other = await product.graphql(theirs.owner.token, document, withValue(base(theirs), path, cursor));
    expectNoTrace(other, mySecrets);
    if (String(field.args.find(({ name: arg }) => arg === path[0])?.type) === 'EventCursor')
      expect(other.codes).toEqual(['CURSOR_EXPIRED']);
    await expectSignedOutRefused(entry, document, variables);
  });

  it('shows a member who sees only their own rows no other', async () => {
    const owner = await expectOwnerFinds(base(mine));
    for (const thread of [mine.shown, mine.hidden]) {
      const rep = await product.graphql(mine.rep.token, document, base(mine, thread));
      expectNoTrace(rep, hiddenSecrets);
      if (rep.codes.length > 0) expect(rep.codes).toEqual(['FORBIDDEN']);
      else if (thread === mine.shown && !isLeaf && gives(owner, hiddenSecrets).length > 0)
        expect(gives(rep, mySecrets)).not.toEqual([]);
      if (rep.codes.length > 0 || !rep.data[name]?.pageInfo) continue;
      // A page of exactly what they see has no next one: what they do not see is not counted either.
      const page = await product.graphql(mine.rep.token, document, { ...base(mine), first: cursors(rep).length });
      expect(page.data[name].pageInfo.hasNextPage).toBe(false);
    }
  });
});

describe('nodes', () => {
  const BY_ID = `query ($id: ID!) { node(id: $id) { __typename id } }`;
  const BY_IDS = `query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }`;
  /** Every row of the owner under the name of every type: whatever is a node is among them. */
  let guesses: string[];
  let found: { __typename: string; id: string }[];
  const findAll = async (token: string, mayNot: string[] = []) => {
    const all: typeof found = [];
    for (let from = 0; from < guesses.length; from += 100) {
      const { data, codes } = await product.graphql(token, BY_IDS, { ids: guesses.slice(from, from + 100) });
      expect(codes.filter((code) => !mayNot.includes(code))).toEqual([]);
      all.push(...data.nodes.filter((node: unknown) => node !== null));
    }
    return all;
  };
  beforeAll(async () => {
    const rows = Object.values(await rowsOf(mine))
      .flat()
      .flatMap(({ id }) => (typeof id === 'string' ? [id] : []));
    guesses = nodes.flatMap(({ name }) => rows.map((id) => globalId(name, id)));
    found = await findAll(mine.owner.token);
  });

  it.each(nodes.map((type) => ({ name: type.name, type })))(
    '$name is there for the owner alone',
    async ({ name, type }) => {
      const whole = `query ($id: ID!) { node(id: $id) { ... on ${name} ${selectionOf(schema, type, 2)} } }`;
      const ids = found.filter(({ __typename }) => __typename === name).map(({ id }) => id);
      if (ids.length === 0) throw new Error(`The seed has no ${name}.`);
      for (const id of ids) {
        const owner = await asOwner(whole, { id });
        expect(owner.errors).toBeUndefined();
        expect(owner.data.node).toMatchObject({ __typename: name, id });
        const other = await product.graphql(theirs.owner.token, whole, { id });
        expect({ data: other.data, codes: other.codes }).toEqual({ data: { node: null }, codes: [] });
        await expectSignedOutRefused('Query.node', BY_ID, { id });
        const rep = await product.graphql(mine.rep.token, whole, { id });
        expectNoTrace(rep, hiddenSecrets);
        if (hiddenSecrets.texts.has(rowOf(id))) expect(rep.data.node).toBeNull();
      }
    },
  );

  it('are found by nobody else, whatever name a row is asked for under', async () => {
    expect(await findAll(theirs.owner.token)).toEqual([]);
    const byRep = await findAll(mine.rep.token, ['FORBIDDEN']);
    expect(byRep.filter(({ id }) => hiddenSecrets.texts.has(rowOf(id)))).toEqual([]);
    expect(byRep.map(({ id }) => id)).toContain(mine.shown.conversation);
    await expectSignedOutRefused('Query.nodes', BY_IDS, { ids: guesses.slice(0, 100) });
  });

  const nested = objectTypes(schema)
    .filter((type) => ![schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].includes(type))
    .flatMap((type) =>
      fieldsOf(type).flatMap((field) =>
        idPaths(field).map((path) => ({ name: `${type.name}.${field.name}(${path.join('.')})`, type, field, path })),
      ),
    );
  it.each(nested)('$name takes no id of another tenant', async ({ type, field, path }) => {
    if (!nodes.includes(type))
      throw new Error(`The walk reaches only fields of nodes by an id; teach it ${type.name}.${field.name}.`);
    const [, ...rest] = operationOn(schema, 'query', field)
      .replace(/^query/, '')
      .split('{');
    const declared = field.args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ');
    const document = `query ($id: ID!, ${declared}) { node(id: $id) { ... on ${type.name} { ${rest.join('{').replace(/\}\s*$/, '')} } } }`;
    const at = (world: World) => ({ id: idFor(`${type.name}.${field.name}`, ['id'], world, world.hidden) });
    const foreign = idFor(`${type.name}.${field.name}`, path, mine, mine.hidden);
    const owner = await asOwner(document, withValue(at(mine), path, foreign));
    expect(owner.errors).toBeUndefined();
    expect(givenAway(owner.data.node[field.name], mySecrets)).not.toEqual([]);
    expectNoTrace(await product.graphql(theirs.owner.token, document, withValue(at(theirs), path, foreign)), mySecrets);
    const shown = idFor(`${type.name}.${field.name}`, ['id'], mine, mine.shown);
    expectNoTrace(
      await product.graphql(mine.rep.token, document, withValue({ id: shown }, path, foreign)),
      hiddenSecrets,
    );
    await expectSignedOutRefused('Query.node', document, withValue(at(mine), path, foreign));
  });
});

describe.each(named(subscriptions))('Subscription.$name', ({ name, field }) => {
  const entry = `Subscription.${name}`;
  const document = operationOn(schema, 'subscription', field);
  const ids = idPaths(field);
  const variants: ArgumentPath[][] = [
    ids.filter(([arg]) => String(field.args.find((one) => one.name === arg)?.type).endsWith('!')),
    ids,
  ].filter((paths, i, all) => i === 0 || paths.length !== all[0]?.length);
  const variablesOf = (world: World, thread: Thread, paths: ArgumentPath[]) =>
    paths.reduce<object>((all, path) => withValue(all, path, idFor(entry, path, world, thread)), {});
  let owner: GraphqlSocket;
  let other: GraphqlSocket;
  let rep: GraphqlSocket;
  beforeAll(async () => {
    owner = await product.socket(mine.owner.token);
    other = await product.socket(theirs.owner.token);
    rep = await product.socket(mine.rep.token);
  });
  afterAll(() => [owner, other, rep].forEach((socket) => socket.close()));

  async function trigger(world: World, thread: Thread): Promise<void> {
    const make = TRIGGERS[name];
    if (!make) throw new Error(`The seed has nothing that makes ${entry} speak: add it to walk-cases.ts (TRIGGERS).`);
    await make(product, world, thread);
    await product.settle();
  }
  const turns = async (many: number) => {
    for (let i = 0; i < many; i++) await new Promise((resolve) => setImmediate(resolve));
  };
  /** Triggers until something is delivered after what there is: the first triggers may come before the door has taken the subscription. */
  async function until(following: Following, world: World, thread: Thread): Promise<void> {
    const before = following.delivered.length;
    for (let tries = 0; following.delivered.length === before; tries++) {
      if (following.ended)
        throw new Error(
          `The seed lets ${entry} end at once for one who should get an event: ${JSON.stringify(following.ended)}`,
        );
      if (tries > 50) throw new Error(`The seed has nothing that the owner is told by ${entry}.`);
      await trigger(world, thread);
      await turns(200);
    }
  }
  /** The codes with which a subscription was refused; what it delivered before that, otherwise. */
  async function refusal(following: Following): Promise<unknown> {
    const ended = await following.end();
    const [only, ...more] = following.delivered;
    if (ended !== 'complete') return { data: null, codes: ended.map(({ code }) => code) };
    return only?.errors && more.length === 0
      ? { data: only.data ?? null, codes: only.errors.map(({ extensions }) => extensions?.code) }
      : following.delivered;
  }
  const refusedWith = (code: string) => ({ data: null, codes: [code] });

  it.each(variants.map((paths) => ({ with: paths.map((path) => path.join('.')).join(', ') || 'no id', paths })))(
    'tells the owner, and neither another tenant nor who may not see it (with $with)',
    async ({ paths }) => {
      const ownerGets = owner.subscribe(document, variablesOf(mine, mine.hidden, paths));
      const otherGets = other.subscribe(document, variablesOf(theirs, theirs.hidden, paths));
      const repGets = rep.subscribe(document, variablesOf(mine, mine.shown, paths));
      await until(ownerGets, mine, mine.hidden);
      await until(otherGets, theirs, theirs.hidden);
      await turns(200);
      const repMay = repGets.ended === null;
      if (repMay) await until(repGets, mine, mine.shown);
      else expect(await refusal(repGets)).toEqual(refusedWith('FORBIDDEN'));
      // All are live. Now to the owner something happens, then to the representative, then to the others, who would have been told before.
      await until(ownerGets, mine, mine.hidden);
      if (repMay) await until(repGets, mine, mine.shown);
      await until(otherGets, theirs, theirs.hidden);
      await readSecrets();
      ownerGets.delivered.forEach(({ data }) => note(data));
      expect(givenAway(ownerGets.delivered, mySecrets)).not.toEqual([]);
      expect(givenAway(otherGets.delivered, mySecrets)).toEqual([]);
      expect(givenAway(repGets.delivered, hiddenSecrets)).toEqual([]);
      [ownerGets, otherGets, repGets].forEach((following) => following.stop());
    },
  );

  each(ids, 'takes no id of another tenant nor one out of sight as', async (path) => {
    const foreign = idFor(entry, path, mine, mine.hidden);
    const otherGets = other.subscribe(document, withValue(variablesOf(theirs, theirs.hidden, ids), path, foreign));
    expect(await refusal(otherGets)).toEqual(refusedWith('NOT_FOUND'));
    if (!hiddenSecrets.texts.has(rowOf(String(foreign)))) return;
    const repGets = rep.subscribe(document, withValue(variablesOf(mine, mine.shown, ids), path, foreign));
    expect(await refusal(repGets)).toEqual(refusedWith('NOT_FOUND'));
  });

  each(cursorPaths(field), 'replays to each their own by', async (path) => {
    const after = (world: World, thread: Thread) =>
      withValue(variablesOf(world, thread, variants[0] as ArgumentPath[]), path, world.start);
    const otherGets = other.subscribe(document, withValue(after(theirs, theirs.hidden), path, mine.start));
    expect(await refusal(otherGets)).toEqual(refusedWith('CURSOR_EXPIRED'));

    const seqOf = ({ data }: { data: Data }) =>
      Number(Buffer.from(data[name].cursor, 'base64url').toString().split(':')[1]);
    const replays = [
      { socket: owner, world: mine, thread: mine.hidden },
      { socket: other, world: theirs, thread: theirs.hidden },
      { socket: rep, world: mine, thread: mine.shown },
    ];
    const delivered: Following['delivered'][] = [];
    for (const { socket, world, thread } of replays) {
      const head = seqOf({
        data: { [name]: { cursor: (await product.graphql(world.owner.token, '{ eventCursor }')).data.eventCursor } },
      });
      await trigger(world, thread);
      const following = socket.subscribe(document, after(world, thread));
      await following.next((one) => seqOf(one) > head);
      following.stop();
      delivered.push(following.delivered);
    }
    await readSecrets();
    expect(givenAway(delivered[0], hiddenSecrets)).not.toEqual([]);
    expect(givenAway(delivered[1], mySecrets)).toEqual([]);
    expect(givenAway(delivered[2], hiddenSecrets)).toEqual([]);
    delivered[0]?.forEach(({ data }) => note(data));
  });

  it('lets nobody in who is signed out', async () => {
    const variables = variablesOf(mine, mine.hidden, ids);
    await expect(product.socket(null)).rejects.toThrow();
    const response = await fetch(`${product.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query: document, variables }),
    });
    const text = await response.text();
    expect(text).toContain('"UNAUTHENTICATED"');
    expect(givenAway(text, mySecrets)).toEqual([]);
  });
});

describe.each(named(mutations))('Mutation.$name', ({ name, field }) => {
  const entry = `Mutation.${name}`;
  const document = operationOn(schema, 'mutation', field);
  const cases = MUTATIONS[name] ?? [];

  const sessionOf = async (world: World, who: 'owner' | 'rep', { endsSession }: MutationCase) => {
    if (!endsSession) return world[who].token;
    return (await (who === 'owner' ? world.tenant.member('OWNER') : world.tenant.member('REP', 'OWN'))).token;
  };
  const told = (answer: Answer): string[] => [
    ...answer.codes,
    ...(answer.data?.[name]?.userErrors ?? []).map(({ code }: Data) => code),
  ];
  async function expectRefused(token: string | null, variables: object, codes: RegExp): Promise<void> {
    const before = [await rowsOf(mine), await rowsOf(theirs)];
    const answer = await product.graphql(token, document, variables);
    note(answer.data);
    await product.settle();
    expect(told(answer)).toEqual([expect.stringMatching(codes)]);
    const { userErrors: _told, __typename: _name, ...changed } = answer.data?.[name] ?? {};
    expect(Object.values(changed).filter((value) => value !== null)).toEqual([]);
    expect([await rowsOf(mine), await rowsOf(theirs)]).toEqual(before);
  }
  async function expectDone(token: string | null, variables: object): Promise<void> {
    const answer = await product.graphql(token, document, variables);
    note(answer.data);
    await product.settle();
    if (told(answer).length > 0)
      throw new Error(
        `The seed gives ${entry} nothing that it succeeds with: ${JSON.stringify(answer.errors ?? answer.data)}`,
      );
  }

  it('has a case, and one that gives each of its ids', async () => {
    if (cases.length === 0)
      throw new Error(
        `Add a case of ${entry} to walk-cases.ts (MUTATIONS): the seed has no arguments that it succeeds with.`,
      );
    for (const path of idPaths(field)) {
      const given = await Promise.all(
        cases.map(async (one) => valueAt(await one.args(mine, mine.hidden, product), path)),
      );
      if (given.every((value) => value == null))
        throw new Error(`No case of ${entry} in walk-cases.ts gives ${path.join('.')}.`);
    }
  });

  // The owner comes last: what they do to a row (delete it) would make the stranger's failure prove nothing.
  it.each(cases.map((one, i) => ({ i, one })))(
    'does nothing with a foreign id, nothing signed out, and all for the owner (case $i)',
    async ({ one }) => {
      for (const path of idPaths(field)) {
        const target = valueAt(await one.args(mine, mine.hidden, product), path);
        if (target == null) continue;
        const foreign = takesList(field, path) ? [target].flat() : target;
        await expectRefused(
          theirs.owner.token,
          withValue(await one.args(theirs, theirs.hidden, product), path, foreign),
          /^([A-Z]+_)?NOT_FOUND$/,
        );
        if (!hiddenSecrets.texts.has(rowOf(String(target)))) continue;
        await expectRefused(
          mine.rep.token,
          withValue(await one.args(mine, mine.shown, product), path, foreign),
          /^NOT_FOUND$/,
        );
      }
      if (!PUBLIC.has(entry))
        await expectRefused(null, await one.args(mine, mine.hidden, product), /^UNAUTHENTICATED$/);
      const rep = await product.graphql(
        await sessionOf(mine, 'rep', one),
        document,
        await one.args(mine, mine.shown, product),
      );
      expect(['', 'FORBIDDEN']).toContain(told(rep).join());
      await product.settle();
      await expectDone(await sessionOf(mine, 'owner', one), await one.args(mine, mine.hidden, product));
      await expectDone(await sessionOf(theirs, 'owner', one), await one.args(theirs, theirs.hidden, product));
    },
  );
});

it('has shown the owner something in every field that there is', () => {
  const all = objectTypes(schema).filter(
    (type) => ![schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].includes(type),
  );
  const missing = all
    .flatMap((type) => fieldsOf(type).map((field) => `${type.name}.${field.name}`))
    .filter((field) => !seen.has(field));
  expect(missing.filter((field) => !NEVER_FILLED.includes(field))).toEqual([]);
});
