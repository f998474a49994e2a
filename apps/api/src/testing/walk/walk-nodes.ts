import { globalId } from '@prosa/server/platform';
import { schema } from '../../schema';
import { fieldsOf, idPaths, nodeTypes, objectTypes, operationOn, selectionOf, withValue } from './schema-paths';
import { givenAway } from './tenant-rows';
import { expectNoTrace, type Walk } from './walk';

const BY_IDS = `query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }`;
const AT_ONCE = 100;
const nodes = nodeTypes(schema);
const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
export const shownTypes = objectTypes(schema).filter((type) => !roots.includes(type));

/** Every type of node through `node` and `nodes`, and each id that a field of one takes. */
export function walkNodes(walk: Walk): void {
  /** Every row of the owner under the name of every type: whatever is a node is among them. */
  let guesses: string[];
  let found: { __typename: string; id: string }[];

  async function findAll(token: string, mayNot: string[] = []): Promise<typeof found> {
    const all: typeof found = [];
    for (let from = 0; from < guesses.length; from += AT_ONCE) {
      const { data, codes } = await walk.product.graphql(token, BY_IDS, { ids: guesses.slice(from, from + AT_ONCE) });
      expect(codes.filter((code) => !mayNot.includes(code))).toEqual([]);
      all.push(...data.nodes.filter((node: unknown) => node !== null));
    }
    return all;
  }
  beforeAll(async () => {
    const rows = Object.values(await walk.rowsOf(walk.mine)).flat();
    const ids = rows.flatMap(({ id }) => (typeof id === 'string' ? [id] : []));
    guesses = nodes.flatMap(({ name }) => ids.map((id) => globalId(name, id)));
    found = await findAll(walk.mine.owner.token);
  });

  it.each(nodes)('$name is there for the owner alone', async (type) => {
    const { name } = type;
    const document = `query ($id: ID!) { node(id: $id) { ... on ${name} ${selectionOf(schema, type, 2)} } }`;
    const ids = found.filter(({ __typename }) => __typename === name).map(({ id }) => id);
    if (ids.length === 0) throw new Error(`The seed has no ${name}.`);
    for (const id of ids) {
      const owner = await walk.asOwner(document, { id });
      expect(owner.errors).toBeUndefined();
      expect(owner.data.node).toMatchObject({ __typename: name, id });
      if (!walk.repMay(name)) continue;
      const rep = await walk.asRep(document, { id });
      expectNoTrace(rep, walk.hiddenSecrets);
      if (walk.isHidden(id)) expect(rep.data.node).toBeNull();
    }
    // The next test asks for all the others.
    const [id] = ids;
    const other = await walk.asOther(document, { id });
    expect({ data: other.data, codes: other.codes }).toEqual({ data: { node: null }, codes: [] });
    await walk.expectSignedOutRefused('Query.node', document, { id });
  });

  it('are found by nobody else, whatever name a row is asked for under', async () => {
    expect(await findAll(walk.theirs.owner.token)).toEqual([]);
    const byRep = (await findAll(walk.mine.rep.token, ['FORBIDDEN'])).map(({ id }) => id);
    expect(byRep.filter((id) => walk.isHidden(id))).toEqual([]);
    expect(byRep).toContain(walk.mine.shown.conversation);
    await walk.expectSignedOutRefused('Query.nodes', BY_IDS, { ids: guesses.slice(0, AT_ONCE) });
  });

  const nested = shownTypes.flatMap((type) =>
    fieldsOf(type).flatMap((field) =>
      idPaths(field).map((path) => ({ name: `${type.name}.${field.name}(${path.join('.')})`, type, field, path })),
    ),
  );
  it.each(nested)('$name takes no id of another tenant', async ({ type, field, path }) => {
    if (!nodes.includes(type))
      throw new Error(`The walk reaches only fields of nodes by an id; teach it ${type.name}.${field.name}.`);
    const at = `${type.name}.${field.name}`;
    const whole = operationOn(schema, 'query', field); // of a field that is no root: its arguments and its selection are what counts
    const selected = whole.slice(whole.indexOf('{') + 1, whole.lastIndexOf('}'));
    const declared = field.args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ');
    const document = `query ($id: ID!, ${declared}) { node(id: $id) { ... on ${type.name} { ${selected} } } }`;
    const { mine, theirs } = walk;
    const foreign = walk.idFor(at, path, mine, mine.hidden);
    const variables = (world: typeof mine, thread = world.hidden) =>
      withValue({ id: walk.idFor(at, ['id'], world, thread) }, path, foreign);
    const owner = await walk.asOwner(document, variables(mine));
    expect(owner.errors).toBeUndefined();
    expect(givenAway(owner.data.node[field.name], walk.mySecrets)).not.toEqual([]);
    expectNoTrace(await walk.asOther(document, variables(theirs)), walk.mySecrets);
    expectNoTrace(await walk.asRep(document, variables(mine, mine.shown)), walk.hiddenSecrets);
    await walk.expectSignedOutRefused('Query.node', document, variables(mine));
  });
}
