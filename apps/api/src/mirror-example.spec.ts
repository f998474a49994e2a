import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seedTenant, type SeededMember } from '@prosa/server/identity';
import { globalId } from '@prosa/server/platform';
import { parse, validate } from 'graphql';
import { schema } from './schema';
import { startProduct, type Product } from './testing';
import { opened, textMessage } from './testing/outside-world';

const EXAMPLE = join(__dirname, '../../../examples/mirror');
const ANA = '5511999990001';
const BIA = '5511999990002';
const CONNECT = `mutation ($input: ConnectEvolutionForAgentInput!) { connectEvolutionForAgent(input: $input) { channel { instanceName } } }`;
const CREATE_KEY = `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { apiKey { id } secret } }`;
const REVOKE_KEY = `mutation ($input: IdInput!) { revokeApiKey(input: $input) { userErrors { code } } }`;
const ALL = `{ conversations(first: 10) { edges { node { id version status contact { name } messages(first: 50) { edges { node { id text status } } } } } } }`;

interface Mirrored {
  cursor: string;
  conversations: Record<string, { id: string; version: number; status: string; contact: { name: string } }>;
  messages: Record<string, { id: string; text: string; status: string; conversation: { id: string } }>;
}

jest.setTimeout(120_000);

describe('examples/mirror', () => {
  let product: Product;
  let owner: SeededMember;
  let rep: SeededMember;
  let key: { id: string; secret: string };
  let instance: string;
  let dir: string;
  const running: ChildProcess[] = [];
  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'prosa-mirror-'));
    product = await startProduct();
    const tenant = await seedTenant(product.prosa.platform);
    owner = tenant.owner;
    rep = await tenant.member('REP', 'OWN');
    const { agent } = (
      await product.graphql(owner.token, `mutation { saveAgent(input: { name: "Bia" }) { agent { id } } }`)
    ).data.saveAgent;
    instance = (await product.graphql(owner.token, CONNECT, { input: { agentId: agent.id } })).data
      .connectEvolutionForAgent.channel.instanceName;
    await product.settle();
    await product.deliver(instance, ...opened());
    await write(ANA, 'before it began');
    key = await makeKey(owner);
  });
  afterEach(() => {
    for (const child of running.splice(0)) child.kill('SIGKILL');
  });
  afterAll(async () => {
    await product.stop();
    rmSync(dir, { recursive: true });
  });

  async function write(phone: string, text: string): Promise<void> {
    await product.deliver(instance, ...textMessage(phone, text, { at: product.clock.now() }));
    await product.settle();
  }
  /** A key that reads, as its member. */
  async function makeKey({ token }: SeededMember): Promise<{ id: string; secret: string }> {
    const input = { name: 'Mirror', scopes: ['READ'] };
    const { apiKey, secret } = (await product.graphql(token, CREATE_KEY, { input })).data.createApiKey;
    return { id: apiKey.id, secret };
  }
  function start(file: string, token = key.secret): ChildProcess & { said: string } {
    const child = spawn(process.execPath, [join(EXAMPLE, 'main.mjs')], {
      env: { PATH: process.env['PATH'], PROSA_URL: product.url, PROSA_TOKEN: token, MIRROR_FILE: join(dir, file) },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    running.push(child);
    const told = Object.assign(child, { said: '' });
    child.stderr?.on('data', (chunk) => (told.said += String(chunk)));
    return told;
  }
  const ended = (child: ChildProcess) =>
    new Promise<number | null>((resolve) =>
      child.exitCode === null ? child.once('exit', resolve) : resolve(child.exitCode),
    );
  const copy = (file: string): Mirrored | null =>
    existsSync(join(dir, file)) ? (JSON.parse(readFileSync(join(dir, file), 'utf8')) as Mirrored) : null;

  /** What the API says now, in the mirror's shape. */
  async function truth(token = owner.token) {
    const { conversations } = (await product.graphql(token, ALL)).data;
    const nodes = conversations.edges.map(({ node }: { node: object }) => node);
    return {
      conversations: nodes.map(({ id, version, status, contact }: Mirrored['conversations'][string]) => ({
        id,
        version,
        status,
        contact,
      })),
      messages: nodes.flatMap((node: { messages: { edges: { node: object }[] } }) =>
        node.messages.edges.map((edge) => edge.node),
      ),
    };
  }
  const shown = (mirrored: Mirrored | null) =>
    mirrored && {
      conversations: Object.values(mirrored.conversations).map(({ id, version, status, contact: { name } }) => ({
        id,
        version,
        status,
        contact: { name },
      })),
      messages: Object.values(mirrored.messages).map(({ id, text, status }) => ({ id, text, status })),
    };
  const sorted = (rows: unknown) =>
    JSON.stringify(rows, (_, part) => (Array.isArray(part) ? [...part].sort((a, b) => (a.id < b.id ? -1 : 1)) : part));
  async function same(file: string, token = owner.token): Promise<void> {
    const until = Date.now() + 30_000;
    for (;;) {
      const [wanted, have] = [await truth(token), shown(copy(file))];
      if (sorted(wanted) === sorted(have)) return;
      if (Date.now() > until) return expect(have).toEqual(wanted);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  const change = (input: object) =>
    product.graphql(
      owner.token,
      `mutation ($input: UpdateConversationInput!) { updateConversation(input: $input) { userErrors { code } } }`,
      { input },
    );

  it('asks for what the schema has', async () => {
    const text = readFileSync(join(EXAMPLE, 'documents.mjs'), 'utf8');
    const fragments = [...text.matchAll(/^const (\w+) = `([\s\S]*?)`;/gm)].map(
      ([, name, body]) => [name, body] as const,
    );
    const documents = [...text.matchAll(/^export const \w+ = `([\s\S]*?)`;/gm)].map(([, body]) => body as string);
    expect(documents).toHaveLength(4);
    for (const document of documents) {
      const whole = fragments.reduce((sofar, [name, body]) => sofar.replace(`\${${name}}`, body as string), document);
      expect(validate(schema, parse(whole))).toEqual([]);
    }
  });

  it('loads what there is, follows what happens, and goes on after it was killed', async () => {
    const first = start('whole.json');
    await same('whole.json');
    expect(Object.values(copy('whole.json')?.messages ?? {}).map(({ text }) => text)).toContain('before it began');
    await write(ANA, 'while it follows');
    await write(BIA, 'somebody new');
    await same('whole.json');
    first.kill('SIGKILL');
    await ended(first);

    const { cursor, conversations } = copy('whole.json') as Mirrored;
    await write(ANA, 'while it was away');
    await change({ id: Object.keys(conversations)[0], status: 'CLOSED' });
    start('whole.json');
    await same('whole.json');
    expect(copy('whole.json')?.cursor).not.toBe(cursor);
  });

  it('holds what its key sees and no more, as that changes', async () => {
    const [id] = Object.keys((copy('whole.json') as Mirrored).conversations) as [string];
    await change({ id, assigneeId: globalId('Member', rep.memberId) });
    start('own.json', rep.token); // who may not make keys is mirrored by a session
    await same('own.json', rep.token);
    expect(Object.keys(copy('own.json')?.conversations ?? {})).toEqual([id]);
    await change({ id, assigneeId: globalId('Member', owner.memberId) });
    await same('own.json', rep.token);
    expect(copy('own.json')).toMatchObject({ conversations: {}, messages: {} });
    await change({ id, assigneeId: globalId('Member', rep.memberId) });
    await same('own.json', rep.token);
    expect(Object.keys(copy('own.json')?.messages ?? {}).length).toBeGreaterThan(1);
  });

  it('loads anew with a cursor that is not kept any more, and ends when its key is refused', async () => {
    // As a cursor that lies before what is kept: one of another log.
    const other = await seedTenant(product.prosa.platform);
    const { eventCursor } = (await product.graphql(other.owner.token, '{ eventCursor }')).data;
    const stale = { ...(copy('whole.json') as Mirrored), cursor: eventCursor, conversations: {}, messages: {} };
    writeFileSync(join(dir, 'stale.json'), JSON.stringify(stale));
    start('stale.json');
    await same('stale.json');
    const refused = start('refused.json', 'x'.repeat(43));
    expect(await ended(refused)).toBe(1);
    expect(refused.said).toContain('Sign in first.');
    expect(copy('refused.json')).toBeNull();
  });

  it('ends at once when its key is revoked', async () => {
    const follows = start('whole.json');
    await write(ANA, 'the last that it hears');
    await same('whole.json');
    await product.graphql(owner.token, REVOKE_KEY, { input: { id: key.id } });
    expect(await ended(follows)).toBe(1);
    expect(follows.said).toMatch(/not valid any more|Sign in first/);
    await write(ANA, 'not for it');
    expect(JSON.stringify(copy('whole.json'))).not.toContain('not for it');
  });
});
