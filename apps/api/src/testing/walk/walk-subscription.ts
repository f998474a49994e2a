import { schema } from '../../schema';
import type { Following, GraphqlSocket } from '../graphql-socket';
import type { Data } from '../start-product';
import { TRIGGERS } from './cases';
import { cursorPaths, idPaths, operationOn, withValue } from './schema-paths';
import { givenAway } from './tenant-rows';
import { each, isRequired, type Field, type Walk } from './walk';
import type { Thread, World } from './world';

/** After so many triggers in vain there is nothing to come. */
const MOST_TRIES = 50;

/** One subscription: live, from a cursor, and with each id that it takes. */
export function walkSubscription(walk: Walk, field: Field): void {
  const { name } = field;
  const entry = `Subscription.${name}`;
  const document = operationOn(schema, 'subscription', field);
  const ids = idPaths(field);
  const required = ids.filter((path) => isRequired(field, path));
  let owner: GraphqlSocket;
  let other: GraphqlSocket;
  let rep: GraphqlSocket;
  beforeAll(async () => {
    const { product, mine, theirs } = walk;
    owner = await product.socket(mine.owner.token);
    other = await product.socket(theirs.owner.token);
    rep = await product.socket(mine.rep.token);
  });
  afterAll(() => [owner, other, rep].forEach((socket) => socket.close()));

  async function trigger(world: World, thread: Thread): Promise<void> {
    const make = TRIGGERS[name];
    if (!make) throw new Error(`The seed has nothing that makes ${entry} speak: add it to walk/cases.ts (TRIGGERS).`);
    await make(walk.product, world, thread);
    await walk.product.settle();
  }
  /** Triggers until something more is delivered: the first ones may come before the door has taken the subscription. */
  async function until(following: Following, world: World, thread: Thread): Promise<void> {
    const before = following.delivered.length;
    for (let tries = 0; following.delivered.length === before; tries++) {
      if (following.ended)
        throw new Error(`The seed ends ${entry} at once for one who is to be told: ${JSON.stringify(following.ended)}`);
      if (tries > MOST_TRIES) throw new Error(`The seed has nothing that one who may know is told by ${entry}.`);
      await trigger(world, thread);
      for (let turn = 0; turn < 200 && following.delivered.length === before; turn++)
        await new Promise((resolve) => setImmediate(resolve));
    }
  }
  /** How a subscription was refused; what it delivered, when it was not. */
  async function refusal(following: Following): Promise<unknown> {
    await Promise.race([following.end(), following.next()]);
    const [first] = following.delivered;
    if (Array.isArray(following.ended)) return { data: null, codes: following.ended.map(({ code }) => code) };
    return first?.errors
      ? { data: first.data ?? null, codes: first.errors.map(({ extensions }) => extensions?.code) }
      : following.delivered;
  }
  const refusedWith = (code: string) => ({ data: null, codes: [code] });

  const variants = [required, ...(required.length < ids.length ? [ids] : [])];
  it.each(variants.map((paths) => ({ taking: paths.map((path) => path.join('.')).join(', ') || 'no id', paths })))(
    'tells the owner, and neither another tenant nor who may not see it ($taking)',
    async ({ paths }) => {
      const { mine, theirs } = walk;
      const ownerGets = owner.subscribe(document, walk.idsFor(entry, paths, mine, mine.hidden));
      const otherGets = other.subscribe(document, walk.idsFor(entry, paths, theirs, theirs.hidden));
      const repGets = rep.subscribe(document, walk.idsFor(entry, paths, mine, mine.shown));
      const repMay = walk.repMay(entry);
      if (!repMay) expect(await refusal(repGets)).toEqual(refusedWith('FORBIDDEN'));
      // Twice: when each has been told something once all are live; then something happens to the owner, and after it to the others.
      for (let round = 0; round < 2; round++) {
        await until(ownerGets, mine, mine.hidden);
        if (repMay) await until(repGets, mine, mine.shown);
        await until(otherGets, theirs, theirs.hidden);
      }
      await walk.readSecrets();
      ownerGets.delivered.forEach(({ data }) => walk.note(data));
      expect(givenAway(ownerGets.delivered, walk.mySecrets)).not.toEqual([]);
      expect(givenAway(otherGets.delivered, walk.mySecrets)).toEqual([]);
      expect(givenAway(repGets.delivered, walk.hiddenSecrets)).toEqual([]);
      [ownerGets, otherGets, repGets].forEach((following) => following.stop());
    },
  );

  each(ids, 'takes no id of another tenant, nor one out of sight, as', async (path) => {
    const { mine, theirs } = walk;
    const foreign = walk.idFor(entry, path, mine, mine.hidden);
    const otherGets = other.subscribe(
      document,
      withValue(walk.idsFor(entry, ids, theirs, theirs.hidden), path, foreign),
    );
    expect(await refusal(otherGets)).toEqual(refusedWith('NOT_FOUND'));
    if (!walk.isHidden(foreign)) return;
    const repGets = rep.subscribe(document, withValue(walk.idsFor(entry, ids, mine, mine.shown), path, foreign));
    expect(await refusal(repGets)).toEqual(refusedWith('NOT_FOUND'));
  });

  each(cursorPaths(field), 'replays to each their own by', async (path) => {
    const { mine, theirs } = walk;
    const from = (world: World, thread: Thread, cursor = world.start) =>
      withValue(walk.idsFor(entry, required, world, thread), path, cursor);
    expect(await refusal(other.subscribe(document, from(theirs, theirs.hidden, mine.start)))).toEqual(
      refusedWith('CURSOR_EXPIRED'),
    );

    const ownerGets = await replay(owner, mine, mine.hidden, from);
    const otherGets = await replay(other, theirs, theirs.hidden, from);
    const repGets = await replay(rep, mine, mine.shown, from);
    await walk.readSecrets();
    ownerGets.forEach(({ data }) => walk.note(data));
    expect(givenAway(ownerGets, walk.hiddenSecrets)).not.toEqual([]);
    expect(givenAway(otherGets, walk.mySecrets)).toEqual([]);
    expect(givenAway(repGets, walk.hiddenOfPast)).toEqual([]);
  });
  /** All that was ever told, up to something that has just happened. */
  async function replay(
    socket: GraphqlSocket,
    world: World,
    thread: Thread,
    from: (world: World, thread: Thread) => object,
  ): Promise<Following['delivered']> {
    const seqOf = (cursor: string) => Number(Buffer.from(cursor, 'base64url').toString().split(':')[1]);
    const head = seqOf((await walk.product.graphql(world.owner.token, '{ eventCursor }')).data.eventCursor);
    await trigger(world, thread);
    const following = socket.subscribe(document, from(world, thread));
    await following.next(({ data }: { data: Data }) => seqOf(data[name].cursor) > head);
    following.stop();
    return following.delivered;
  }

  it('lets nobody in who is signed out', async () => {
    await expect(walk.product.socket(null)).rejects.toThrow('4403');
    const response = await fetch(`${walk.product.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query: document, variables: walk.idsFor(entry, ids, walk.mine, walk.mine.hidden) }),
    });
    const text = await response.text();
    expect(text).toContain('"UNAUTHENTICATED"');
    expect(givenAway(text, walk.mySecrets)).toEqual([]);
  });
}
