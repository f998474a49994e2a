import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { documentMessage } from '../testing/outside-world';
import { startProduct, type Data, type Product } from '../testing';
import { FOR_WORLD, seedWorld, type World } from '../testing/walk/world';

const FILES = `query ($id: ID!) { node(id: $id) { ... on Message { conversation { messages(first: 50) { edges { node { kind
  attachment { thumbnailUrl url mimeType fileName size thumbnailUrl state } } } } } } } }`;

describe('the door of files', () => {
  let product: Product;
  let mine: World;
  let theirs: World;
  beforeAll(async () => {
    product = await startProduct(FOR_WORLD);
    mine = await seedWorld(product, { shown: '5511999990001', hidden: '5511999990002' });
    theirs = await seedWorld(product, { shown: '5511999990003', hidden: '5511999990004' });
  }, 60_000);
  afterAll(() => product.stop());

  const fileOf = async (world: World, thread = world.shown): Promise<Data> => {
    const { data } = await product.graphql(world.owner.token, FILES, { id: thread.message });
    const files = data.node.conversation.messages.edges.flatMap(({ node }: Data) => node.attachment ?? []);
    return files.find(({ thumbnailUrl }: Data) => thumbnailUrl !== null); // the document
  };
  const get = (url: string, token: string | null, headers: Record<string, string> = {}) =>
    fetch(url, { headers: { ...(token && { authorization: `Bearer ${token}` }), ...headers } });

  it('gives the file to whoever sees the conversation, as what its bytes are, kept to the browser', async () => {
    const file = await fileOf(mine);
    expect(file).toMatchObject({ mimeType: 'image/jpeg', state: 'READY', size: 19 });
    const response = await get(file.url, mine.owner.token);
    expect(response.status).toBe(200);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(product.outside.file);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-length': '19',
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-cache',
      'accept-ranges': 'bytes',
      'content-security-policy': expect.stringContaining('sandbox'),
      'content-disposition': expect.stringMatching(/^inline; filename="File /),
    });
    const etag = response.headers.get('etag') as string;
    expect((await get(file.url, mine.owner.token, { 'if-none-match': etag })).status).toBe(304);
    const small = await get(file.thumbnailUrl, mine.owner.token);
    expect([small.status, small.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    expect((await get(file.url, mine.rep.token)).status).toBe(200);
  });

  it('gives parts of it', async () => {
    const { url } = await fileOf(mine);
    const part = await get(url, mine.owner.token, { range: 'bytes=10-12' });
    expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([206, 'bytes 10-12/19', 'a p']);
    const beyond = await get(url, mine.owner.token, { range: 'bytes=19-' });
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, 'bytes */19']);
    expect((await get(url, mine.owner.token, { range: 'bytes=0-1', 'if-range': '"another"' })).status).toBe(200);
  });

  it.each(['', '?thumbnail'])(
    'is shut to strangers, other tenants and who does not see the conversation %s',
    async (what) => {
      const { url } = await fileOf(mine, mine.hidden);
      expect((await get(url + what, mine.owner.token)).status).toBe(200);
      const signedOut = await get(url + what, null);
      expect([signedOut.status, signedOut.headers.get('cache-control')]).toEqual([401, 'private, no-cache']);
      const answers = await Promise.all([
        get(url + what, theirs.owner.token),
        get(url + what, mine.rep.token),
        get(`${product.url}/media/${crypto.randomUUID()}${what}`, mine.owner.token),
        get(`${product.url}/media/..%2fsecret.key${what}`, mine.owner.token),
      ]);
      expect(await Promise.all(answers.map(async (answer) => [answer.status, await answer.text()]))).toEqual(
        Array(4).fill([404, '{"error":"Not found"}']),
      );
    },
  );

  it('lets a browser run nothing of it', async () => {
    product.outside.file = Buffer.from('<html><script>alert(1)</script></html>');
    const name = 'invoice.html';
    await product.deliver(
      mine.channel.instanceName,
      ...documentMessage(mine.shown.phone, name, { at: product.clock.now() }),
    );
    await product.settle();
    const file = await fileOf(mine);
    expect(file).toMatchObject({ fileName: name, mimeType: 'application/octet-stream' });
    const response = await get(file.url, mine.owner.token);
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="invoice.html"/);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('has a file fetched anew that is no longer on the disk', async () => {
    const { url } = await fileOf(mine);
    const id = url.split('/').at(-1) as string;
    await rm(join(product.prosa.platform.config.dataDir, 'media', mine.tenant.tenantId, id));
    expect((await get(url, mine.owner.token)).status).toBe(202);
    await product.settle();
    expect((await get(url, mine.owner.token)).status).toBe(200);
  });
});
