import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rowOf, startProduct, type Product } from '../testing';

const CONNECT = `mutation ($input: ConnectEvolutionForAgentInput!) { connectEvolutionForAgent(input: $input) { channel { id instanceName } } }`;
const FOLDER = join(__dirname, '../../../../libs/server/channels/fixtures/evolution');
const read = (path: string) => JSON.parse(readFileSync(join(FOLDER, path), 'utf8'));
const files = readdirSync(join(FOLDER, 'webhooks')).map((name) => `webhooks/${name}`);
const unreadable = new Set((read('unreadable-fixtures.json') as { file: string }[]).map(({ file }) => file));

jest.setTimeout(120_000);

/** The normaliser's own spec checks what each delivery means; this one that none is lost between the door and the inbox. */
describe('every captured delivery, through the door and the whole pipeline', () => {
  let product: Product;
  let rows: { body_hash: string; event: string; status: string; problem: string | null; payload: string }[];
  let bodies: Map<string, string>;
  const statuses = new Map<string, number>();
  const rowOfFile = new Map<string, (typeof rows)[number]>();

  beforeAll(async () => {
    product = await startProduct();
    const { token } = await product.register();
    const { agent } = (await product.graphql(token, `mutation { saveAgent(input: { name: "Bia" }) { agent { id } } }`)).data.saveAgent;
    const { channel } = (await product.graphql(token, CONNECT, { input: { agentId: agent.id } })).data.connectEvolutionForAgent;
    await product.settle();
    const { url, secret } = product.outside.webhookOf(channel.instanceName);
    // As if all of it had happened to this channel's instance.
    bodies = new Map(files.map((file) => [file, JSON.stringify({ ...read(file).body, instance: channel.instanceName })]));
    for (const [file, body] of bodies) {
      const { status } = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', 'x-webhook-secret': secret }, body });
      statuses.set(file, status);
      product.clock.advance(100);
    }
    await product.settle();
    rows = await product.prosa.platform.db.read('select body_hash, event, status, problem, payload from inbound_event where integration_id = ? order by id', [rowOf(channel.id)]);
    const byHash = new Map(rows.map((row) => [row.body_hash.split('.').at(-1), row]));
    for (const [file, body] of bodies) {
      const row = byHash.get(createHash('sha256').update(body).digest('base64url'));
      if (row) rowOfFile.set(file, row);
    }
  });
  afterAll(() => product.stop());

  it('is acknowledged and kept', () => {
    expect([...statuses].filter(([, status]) => status !== 200)).toEqual([]);
    expect(files.filter((file) => !rowOfFile.has(file))).toEqual([]);
    expect(rows).toHaveLength(new Set(bodies.values()).size);
  });

  it('is understood, or unreadable where the list says so', () => {
    const ends = files.map((file) => [file, rowOfFile.get(file)?.status, rowOfFile.get(file)?.problem] as const);
    expect(ends.filter(([file, status]) => (status === 'UNREADABLE') !== unreadable.has(file))).toEqual([]);
    expect(ends.filter(([file, status]) => !unreadable.has(file) && status !== 'PROCESSED' && status !== 'IGNORED')).toEqual([]);
  });

  it('is in the inbox when it is a message between two people', async () => {
    const wanted = files.filter((file) => /webhooks\/(messages-upsert|send-message)\./.test(file)).flatMap((file) => {
      const { data, sender } = read(file).body;
      const kinds = Object.keys(data.message ?? {});
      const isBubble = !kinds.some((kind) => /^(reactionMessage|pinInChatMessage|keepInChatMessage|secretEncryptedMessage|encCommentMessage)$/.test(kind));
      const isToSelf = data.key.remoteJid === sender;
      return data.key.remoteJid.endsWith('@g.us') || !isBubble || isToSelf ? [] : [data.key.id];
    });
    const found = await product.prosa.platform.db.read<{ provider_id: string }>('select provider_id from message');
    const known = new Set(found.map(({ provider_id }) => provider_id));
    expect(wanted.length).toBeGreaterThan(80);
    expect(wanted.filter((id) => !known.has(id))).toEqual([]);
  });

  it('leaves neither an instance’s key nor a code to scan behind', () => {
    const keys = files.flatMap((file) => read(file).body.apikey ?? []);
    const codes = files.flatMap((file) => read(file).body.data?.qrcode?.code ?? []);
    const kept = rows.map(({ payload }) => payload).join('\n');
    expect([keys.length > 100, codes.length > 2]).toEqual([true, true]);
    expect([...keys, ...codes].filter((secret) => kept.includes(secret))).toEqual([]);
  });
});
