import { seedTenant, type SeededMember, type SeededTenant } from '@prosa/server/identity';
import { globalId } from '@prosa/server/platform';
import { startProduct, type Data, type Product } from '../testing';
import { opened, textMessage, writing } from '../testing/outside-world';

const ANA = '5511999990001';
const CONNECT = `mutation ($input: ConnectEvolutionForAgentInput!) { connectEvolutionForAgent(input: $input) { channel { instanceName } } }`;
const TYPING = `subscription ($id: ID!) { typing(conversationId: $id) { typing recording conversation { id } author { ... on Contact { name } } } }`;
const ASSIGN = `mutation ($input: UpdateConversationInput!) { updateConversation(input: $input) { userErrors { code } } }`;

jest.setTimeout(60_000);

describe('who is typing, over the door', () => {
  let product: Product;
  let tenant: SeededTenant;
  let owner: SeededMember;
  let rep: SeededMember;
  let instance: string;
  let conversation: string;
  const assign = (member: SeededMember) =>
    product.graphql(owner.token, ASSIGN, {
      input: { id: conversation, assigneeId: globalId('Member', member.memberId) },
    });
  const held = () => product.prosa.http.shared.held;
  const until = async (so: () => boolean) => {
    for (let turn = 0; turn < 5_000 && !so(); turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(so()).toBe(true);
  };
  const types = async (presence: string) => {
    expect(await product.deliver(instance, ...writing(ANA, presence))).toBe(200);
    await product.settle();
  };

  beforeAll(async () => {
    product = await startProduct();
    tenant = await seedTenant(product.prosa.platform);
    owner = tenant.owner;
    rep = await tenant.member('REP', 'OWN');
    const { agent } = (
      await product.graphql(owner.token, `mutation { saveAgent(input: { name: "Bia" }) { agent { id } } }`)
    ).data.saveAgent;
    instance = (await product.graphql(owner.token, CONNECT, { input: { agentId: agent.id } })).data
      .connectEvolutionForAgent.channel.instanceName;
    await product.settle();
    await product.deliver(instance, ...opened());
    await product.deliver(instance, ...textMessage(ANA, 'Oi', { at: product.clock.now() }));
    await product.settle();
    const { conversations } = (await product.graphql(owner.token, '{ conversations { edges { node { id } } } }')).data;
    conversation = conversations.edges[0].node.id;
  });
  afterAll(() => product.stop());

  it('is told while they do, and that it has passed; whoever comes later is told what is so', async () => {
    const socket = await product.socket(owner.token);
    const first = socket.subscribe(TYPING, { id: conversation });
    await until(() => held().subscriptions === 1);
    await types('composing');
    const state = { typing: true, recording: false, conversation: { id: conversation }, author: { name: 'Ana' } };
    expect((await first.next()).data.typing).toEqual(state);
    const later = socket.subscribe(TYPING, { id: conversation });
    expect((await later.next()).data.typing).toEqual(state);
    await types('recording');
    expect((await first.next()).data.typing).toMatchObject({ typing: true, recording: true });
    product.clock.advance(20_000);
    for (const following of [first, later])
      expect((await following.next(({ data }: { data: Data }) => !data.typing.typing)).data.typing).toEqual({
        ...state,
        typing: false,
      });
    socket.close();
    await until(() => held().subscriptions === 0);
    expect(held()).toEqual({ subscriptions: 0, tails: 0, results: 0 });
  });

  it('is told to nobody who has lost sight of the conversation', async () => {
    await assign(rep);
    const theirs = (await product.socket(rep.token)).subscribe(TYPING, { id: conversation });
    const ours = (await product.socket(owner.token)).subscribe(TYPING, { id: conversation });
    await until(() => held().subscriptions === 2);
    await types('composing');
    await Promise.all([theirs.next(), ours.next()]);
    await assign(owner);
    await types('recording');
    await types('paused');
    await ours.next(({ data }: { data: Data }) => !data.typing.typing);
    expect(ours.delivered).toHaveLength(3);
    expect(theirs.delivered).toHaveLength(1);
    expect(theirs.ended).toBeNull();
  });
});
