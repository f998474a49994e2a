import { getNamedType, type GraphQLObjectType } from 'graphql';
import { schema } from '../../schema';
import type { Answer, Data } from '../start-product';
import { MUTATIONS, type MutationCase } from './cases';
import { fieldsOf, idPaths, keyPaths, operationOn, selectionOf, takesList, valueAt, withValue } from './schema-paths';
import { each, expectNoTrace, isPublic, type Field, type Walk } from './walk';
import type { World } from './world';

/** One mutation, with each id that it takes. */
export function walkMutation(walk: Walk, field: Field): void {
  const { name } = field;
  const entry = `Mutation.${name}`;
  // What becomes of each of many lies one deeper.
  const many = fieldsOf(getNamedType(field.type) as GraphQLObjectType).some(({ name: of }) => of === 'outcomes');
  const document = operationOn(schema, 'mutation', field, selectionOf(schema, field.type, many ? 2 : 1));
  const cases = MUTATIONS[name] ?? [];
  const ids = idPaths(field);

  const told = ({ codes, data }: Answer): string[] => [
    ...codes,
    ...(data?.[name]?.userErrors ?? []).map(({ code }: Data) => code),
    // Of many at once, each has its own.
    ...outcomesOf(data).flatMap(({ userErrors }) => userErrors.map(({ code }: Data) => code)),
  ];
  const outcomesOf = (data: Data): Data[] => data?.[name]?.outcomes ?? [];
  const rows = async () => [await walk.rowsOf(walk.mine), await walk.rowsOf(walk.theirs)];

  async function expectRefused(token: string | null, variables: object, codes: RegExp): Promise<void> {
    const before = await rows();
    const answer = await walk.product.graphql(token, document, variables);
    walk.note(answer.data);
    await walk.product.settle();
    expect(told(answer)).toEqual([expect.stringMatching(codes)]);
    const changed = Object.entries(answer.data?.[name] ?? {}).filter(
      ([key]) => !['userErrors', 'outcomes', '__typename'].includes(key),
    );
    expect(outcomesOf(answer.data).filter(({ conversation }) => conversation !== null)).toEqual([]);
    const isNothing = (value: unknown) => value === null || (Array.isArray(value) && value.length === 0);
    expect(changed.filter(([, value]) => !isNothing(value))).toEqual([]);
    const after = await rows();
    // Thousands of rows, hundreds of times: which of them differ is looked for only where some do.
    if (JSON.stringify(after) !== JSON.stringify(before)) expect(after).toEqual(before);
  }
  async function expectDone(token: string, variables: object): Promise<void> {
    const answer = await walk.product.graphql(token, document, variables);
    walk.note(answer.data);
    await walk.product.settle();
    if (told(answer).length > 0)
      throw new Error(
        `The seed gives ${entry} nothing that it succeeds with: ${JSON.stringify(answer.errors ?? answer.data)}`,
      );
  }
  const sessionOf = async ({ tenant, owner }: World, { endsSession }: MutationCase) =>
    endsSession ? (await tenant.member('OWNER')).token : owner.token;
  const sessionOfRep = async ({ tenant, rep }: World, { endsSession }: MutationCase) =>
    endsSession ? (await tenant.member('REP', 'OWN')).token : rep.token;

  it('has a case that gives each of its ids and keys', async () => {
    if (cases.length === 0)
      throw new Error(
        `Add a case of ${entry} to walk/cases.ts (MUTATIONS): the seed has no arguments that it succeeds with.`,
      );
    const given = await Promise.all(cases.map((one) => one.args(walk.mine, walk.mine.hidden, walk.product)));
    for (const one of cases) await one.after?.(walk.mine, walk.product);
    for (const path of [...ids, ...keyPaths(field)]) {
      if (given.every((variables) => valueAt(variables, path) == null))
        throw new Error(`No case of ${entry} in walk/cases.ts gives ${path.join('.')}.`);
    }
  });

  // The owner comes after the strangers: what they do to a row (delete it) would make a later refusal prove nothing.
  it.each(cases.map((one, i) => ({ i, one })))(
    'does nothing with a foreign id, nothing signed out, and all for the owner (case $i)',
    async ({ one }) => {
      const { mine, theirs, product } = walk;
      for (const path of ids) {
        const target = valueAt(await one.args(mine, mine.hidden, product), path);
        if (target == null) continue;
        const foreign = takesList(field, path) ? [target].flat() : target;
        await expectRefused(
          theirs.owner.token,
          withValue(await one.args(theirs, theirs.hidden, product), path, foreign),
          /^([A-Z]+_)?NOT_FOUND$/,
        );
        if (!walk.isHidden(target)) continue;
        const asRep = withValue(await one.args(mine, mine.shown, product), path, foreign);
        await expectRefused(mine.rep.token, asRep, walk.repMay(entry) ? /^NOT_FOUND$/ : /^FORBIDDEN$/);
      }
      if (!isPublic(entry)) await expectRefused(null, await one.args(mine, mine.hidden, product), /^UNAUTHENTICATED$/);
      const rep = await sessionOfRep(mine, one);
      if (walk.repMay(entry) && !one.ownerOnly) await expectDone(rep, await one.args(mine, mine.shown, product));
      else await expectRefused(rep, await one.args(mine, mine.shown, product), /^FORBIDDEN$/);
      for (const world of [mine, theirs]) {
        await expectDone(await sessionOf(world, one), await one.args(world, world.hidden, product));
        await one.after?.(world, product);
      }
    },
  );

  each(keyPaths(field), 'gives nobody what the owner made with the same', async (path) => {
    const { mine, theirs, product } = walk;
    for (const one of cases) {
      const made = await one.args(mine, mine.hidden, product);
      const key = valueAt(made, path);
      if (key == null) continue;
      await expectDone(mine.owner.token, made);
      await walk.readSecrets();
      const other = await walk.asOther(document, withValue(await one.args(theirs, theirs.hidden, product), path, key));
      expect(told(other)).toEqual([]);
      expectNoTrace(other, walk.mySecrets);
      expectNoTrace(
        await walk.asRep(document, withValue(await one.args(mine, mine.shown, product), path, key)),
        walk.hiddenSecrets,
      );
    }
  });
}
