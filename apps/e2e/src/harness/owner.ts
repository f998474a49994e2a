import { eventually } from './eventually';
import type { Product } from './product';

/** An owner at the public API, as a third party's program would be. */
export interface Owner {
  token: string;
  ask<Data>(query: string, variables?: object): Promise<Data>;
}

export interface ConnectedDesk extends Owner {
  agentId: string;
  channelId: string;
  instanceName: string;
}

let owners = 0;
export const OWNERS_PASSWORD = 'uma frase bem comprida';

export async function registerOwner(product: Product, tenantName = 'Padaria Aurora'): Promise<Owner> {
  const ask = async <Data>(query: string, variables: object = {}, token?: string): Promise<Data> => {
    const answer = await fetch(`${product.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await answer.json()) as { data: Data; errors?: { message: string }[] };
    if (errors) throw new Error(errors.map(({ message }) => message).join('; '));
    return data;
  };
  const input = {
    tenantName,
    name: 'Ana Prado',
    email: `ana${++owners}@aurora.test`,
    password: OWNERS_PASSWORD,
    locale: 'pt-BR',
  };
  const { register } = await ask<{ register: { token: string } }>(
    `mutation ($input: RegisterInput!) { register(input: $input) { token userErrors { code } } }`,
    { input },
  );
  return { token: register.token, ask: (query, variables) => ask(query, variables, register.token) };
}

export async function createAgent(owner: Owner, status: 'ACTIVE' | 'DRAFT' = 'ACTIVE'): Promise<string> {
  const input = {
    name: 'Lia',
    type: 'SDR',
    config: {
      business: 'Padaria artesanal em Pinheiros',
      offer: 'Pão de fermentação natural a R$ 18',
      language: 'pt-BR',
    },
  };
  const { saveAgent } = await owner.ask<{ saveAgent: { agent: { id: string } } }>(
    `mutation ($input: SaveAgentInput!) { saveAgent(input: $input) { agent { id } userErrors { code } } }`,
    { input },
  );
  if (status === 'ACTIVE') {
    await change(owner, 'setAgentStatus', 'SetAgentStatusInput', { id: saveAgent.agent.id, status });
  }
  return saveAgent.agent.id;
}

/** A mutation that has to work: what it refuses is an error here. */
export async function change(owner: Owner, mutation: string, inputType: string, input: object): Promise<void> {
  const answer = await owner.ask<Record<string, { userErrors: { code: string }[] }>>(`mutation ($input: ${inputType}!) { ${mutation}(input: $input) { userErrors { code } } }`, { input });
  const refused = answer[mutation]?.userErrors.map(({ code }) => code) ?? [];
  if (refused.length > 0) throw new Error(`${mutation}: ${refused.join(', ')}`);
}

/** Registered, with an agent and a connected number: where most stories begin. */
export async function connectedDesk(product: Product, status: 'ACTIVE' | 'DRAFT' = 'ACTIVE'): Promise<ConnectedDesk> {
  const owner = await registerOwner(product);
  const agentId = await createAgent(owner, status);
  const { connectEvolutionForAgent } = await owner.ask<{
    connectEvolutionForAgent: { channel: { id: string; instanceName: string } };
  }>(
    `mutation ($input: ConnectEvolutionForAgentInput!) { connectEvolutionForAgent(input: $input) { channel { id instanceName } userErrors { code } } }`,
    { input: { agentId } },
  );
  const { id: channelId, instanceName } = connectEvolutionForAgent.channel;
  await eventually(() => product.sandbox.act('scan', { instance: instanceName }));
  await eventually(async () => expect(await channelState(owner, channelId)).toBe('CONNECTED'));
  return { ...owner, agentId, channelId, instanceName };
}

export async function channelState(owner: Owner, id: string): Promise<string> {
  const { node } = await owner.ask<{ node: { connection: { state: string } } }>(
    `query ($id: ID!) { node(id: $id) { ... on Channel { connection { state } } } }`,
    { id },
  );
  return node.connection.state;
}

export interface StoredMessage {
  text: string | null;
  direction: 'INBOUND' | 'OUTBOUND';
  status: string;
  providerId: string | null;
  failure: { code: string } | null;
}

/** Every conversation's messages by the contact's name, oldest first. */
export async function storedMessages(owner: Owner): Promise<Map<string, StoredMessage[]>> {
  type Edges<Node> = { edges: { node: Node }[] };
  const { conversations } = await owner.ask<{ conversations: Edges<{ id: string; contact: { name: string } }> }>(
    `{ conversations(first: 50) { edges { node { id contact { name } } } } }`,
  );
  const threads = conversations.edges.map(async ({ node: { id, contact } }): Promise<[string, StoredMessage[]]> => {
    const { node } = await owner.ask<{ node: { messages: Edges<StoredMessage> } }>(
      `query ($id: ID!) { node(id: $id) { ... on Conversation { messages(first: 100) { edges { node { text direction status providerId failure { code } } } } } } }`,
      { id },
    );
    return [contact.name, node.messages.edges.map((edge) => edge.node).reverse()];
  });
  return new Map(await Promise.all(threads));
}
