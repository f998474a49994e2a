import { getNamedType, isLeafType, isObjectType } from 'graphql';
import { schema } from '../../schema';
import type { Answer, Data } from '../start-product';
import { cursorPaths, fieldsOf, idPaths, operationOn, withValue } from './schema-paths';
import { each, expectNoTrace, gives, isRequired, type Field, type Walk } from './walk';

/** The same for everyone: there are no rows behind it. */
const OF_THE_PRODUCT = ['Query.roles'];
/** Whoever holds the link may read it, signed in or not. */
const BY_ITS_LINK = ['Query.openInvitation'];

/** One query, with each id and each cursor that it takes. */
export function walkQuery(walk: Walk, field: Field): void {
  const { name } = field;
  const entry = `Query.${name}`;
  const document = operationOn(schema, 'query', field);
  const type = getNamedType(field.type);
  // Nothing in numbers alone says whose they are: `sight-walk.spec.ts` counts them.
  const isLeaf = isLeafType(type) || (isObjectType(type) && fieldsOf(type).every(({ type: of }) => String(of) === 'Int!'));
  const required = field.args.map((arg) => [arg.name]).filter((path) => isRequired(field, path));
  const base = (world = walk.mine, thread = world.hidden) => walk.idsFor(entry, required, world, thread);
  const cursors = (answer: Answer): string[] => (answer.data[name]?.edges ?? []).map((edge: Data) => edge.cursor);

  async function expectOwnerFinds(variables: object): Promise<Answer> {
    const answer = await walk.asOwner(document, variables);
    expect(answer.errors).toBeUndefined();
    if (isLeaf || OF_THE_PRODUCT.includes(entry)) expect(answer.data[name]).not.toBeNull();
    else if (gives(answer, walk.mySecrets).length === 0)
      throw new Error(`The seed has nothing that the owner finds by ${entry} with ${JSON.stringify(variables)}.`);
    return answer;
  }

  it('shows the owner rows, and another tenant its own', async () => {
    await expectOwnerFinds(base());
    const other = await walk.asOther(document, base(walk.theirs));
    expect(other.errors).toBeUndefined();
    if (!OF_THE_PRODUCT.includes(entry)) {
      if (!isLeaf) expect(gives(other, walk.theirSecrets)).not.toEqual([]);
      expectNoTrace(other, walk.mySecrets);
    }
    if (!BY_ITS_LINK.includes(entry)) await walk.expectSignedOutRefused(entry, document, base());
  });

  each(idPaths(field), 'finds nothing of another tenant, nor out of sight, by', async (path) => {
    const foreign = walk.idFor(entry, path, walk.mine, walk.mine.hidden);
    await expectOwnerFinds(withValue(base(), path, foreign));
    expectNoTrace(await walk.asOther(document, withValue(base(walk.theirs), path, foreign)), walk.mySecrets);
    expectNoTrace(await walk.asRep(document, withValue(base(), path, foreign)), walk.hiddenSecrets);
    await walk.expectSignedOutRefused(entry, document, withValue(base(), path, foreign));
  });

  each(cursorPaths(field), 'finds nothing of theirs with a cursor of another as', async (path) => {
    const cursor = cursors(await expectOwnerFinds(base()))[0] ?? walk.mine.start;
    await expectOwnerFinds(withValue(base(), path, cursor));
    const other = await walk.asOther(document, withValue(base(walk.theirs), path, cursor));
    expectNoTrace(other, walk.mySecrets);
    const isOfLog = String(field.args.find((arg) => arg.name === path[0])?.type) === 'EventCursor';
    if (isOfLog) expect(other.codes).toEqual(['CURSOR_EXPIRED']);
    expectNoTrace(await walk.asRep(document, withValue(base(), path, cursor)), walk.hiddenSecrets);
    await walk.expectSignedOutRefused(entry, document, withValue(base(), path, cursor));
  });

  it('shows a member who sees only their own rows no other', async () => {
    const owner = await expectOwnerFinds(base());
    const whole = await walk.asRep(document, base(walk.mine, walk.mine.shown));
    if (!walk.repMay(entry)) return expect(whole.codes).toEqual(['FORBIDDEN']);
    expect(whole.errors).toBeUndefined();
    expectNoTrace(whole, walk.hiddenSecrets);
    if (!isLeaf && gives(owner, walk.hiddenSecrets).length > 0) expect(gives(whole, walk.mySecrets)).not.toEqual([]);
    expectNoTrace(await walk.asRep(document, base()), walk.hiddenSecrets);
    if (!whole.data[name]?.pageInfo) return;
    // A last page of exactly what they see has no next one: what they do not see is not counted either.
    let page = whole;
    let rest = base(walk.mine, walk.mine.shown);
    while (page.data[name].pageInfo.hasNextPage) {
      rest = { ...rest, after: page.data[name].pageInfo.endCursor };
      page = await walk.asRep(document, rest);
      expectNoTrace(page, walk.hiddenOfPast);
    }
    const last = await walk.asRep(document, { ...rest, first: cursors(page).length });
    expect(last.data[name].pageInfo.hasNextPage).toBe(false);
  });
}
