import { startProduct, type Data, type Product } from '../testing';
import { FOR_WORLD, seedWorld, type World } from '../testing/walk/world';

describe('the door of profile pictures', () => {
  let product: Product;
  let mine: World;
  let theirs: World;
  beforeAll(async () => {
    product = await startProduct(FOR_WORLD);
    mine = await seedWorld(product, { shown: '5511999990001', hidden: '5511999990002' });
    theirs = await seedWorld(product, { shown: '5511999990003', hidden: '5511999990004' });
    for (let turn = 0; turn < 6; turn += 1) {
      product.clock.advance(3_000);
      await product.settle();
    }
  }, 60_000);
  afterAll(() => product.stop());

  const addressOf = async (world: World, thread: { contact: string }): Promise<string> => {
    const query = `query ($id: ID!) { node(id: $id) { ... on Contact { avatarUrl } } }`;
    const { data }: { data: Data } = await product.graphql(world.owner.token, query, { id: thread.contact });
    return data.node.avatarUrl;
  };
  const get = (url: string, token: string | null) =>
    fetch(url, { headers: { ...(token && { authorization: `Bearer ${token}` }) } });

  it('gives a picture to whoever sees the contact, kept by their browser while it is that one', async () => {
    const url = await addressOf(mine, mine.shown);
    expect(url).toMatch(/\/media\/contacts\/[0-9a-f-]{36}\?v=1$/);
    for (const token of [mine.owner.token, mine.rep.token]) {
      const response = await get(url, token);
      expect(response.status).toBe(200);
      expect(Buffer.from(await response.arrayBuffer())).toEqual(product.outside.picture);
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'content-type': 'image/jpeg',
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, max-age=86400',
        'content-security-policy': expect.stringContaining('sandbox'),
      });
    }
    const another = await get(url.replace('v=1', 'v=2'), mine.owner.token);
    expect([another.status, another.headers.get('cache-control')]).toEqual([200, 'private, no-cache']);
  });

  it('is shut to strangers, other tenants and who does not see the contact', async () => {
    const url = await addressOf(mine, mine.hidden);
    expect((await get(url, mine.owner.token)).status).toBe(200);
    const signedOut = await get(url, null);
    expect([signedOut.status, signedOut.headers.get('cache-control')]).toEqual([401, 'private, no-cache']);
    const answers = await Promise.all([
      get(url, theirs.owner.token),
      get(url, mine.rep.token),
      get(`${product.url}/media/contacts/${crypto.randomUUID()}?v=1`, mine.owner.token),
      get(`${product.url}/media/contacts/..%2fsecret.key`, mine.owner.token),
    ]);
    expect(
      await Promise.all(answers.map(async (one) => [one.status, one.headers.get('cache-control'), await one.text()])),
    ).toEqual(Array(4).fill([404, 'private, no-cache', '{"error":"Not found"}']));
  });
});
