import { seedTenant, type SeededMember } from '@prosa/server/identity';
import { globalId } from '@prosa/server/platform';
import { startProduct, type Product } from '../testing';
import { opened, textMessage } from '../testing/outside-world';

const ANA = '5511999990001';
const CONNECT = `mutation ($input: ConnectEvolutionForAgentInput!) { connectEvolutionForAgent(input: $input) { channel { instanceName } } }`;
const PRESENCE = `subscription ($id: ID!) { conversationPresence(conversationId: $id) { typing member { id } } }`;
const SET_TYPING = `mutation ($input: SetTypingInput!) { setTyping(input: $input) { userErrors { code } } }`;
const ASSIGN = `mutation ($input: UpdateConversationInput!) { updateConversation(input: $input) { userErrors { code } } }`;

jest.setTimeout(60_000);

describe('who of the team is at a conversation, over the door', () => {
  let product: Product;
  let owner: SeededMember;
  let rep: SeededMember;
  let conversation: string;
  const idOf = ({ memberId }: SeededMember) => globalId('Member', memberId);
  const assign = (member: SeededMember) =>
    product.graphql(owner.token, ASSIGN, { input: { id: conversation, assigneeId: idOf(member) } });
  const types = ({ token }: SeededMember, typing: boolean) =>
    product.graphql(token, SET_TYPING, { input: { conversationId: conversation, typing } });

  beforeAll(async () => {
    product = await startProduct();
    const tenant = await seedTenant(product.prosa.platform);
    owner = tenant.owner;
    rep = await tenant.member('REP', 'OWN');
    const { agent } = (
      await product.graphql(owner.token, `mutation { saveAgent(input: { name: "Bia" }) { agent { id } } }`)
    ).data.saveAgent;
    const instance = (await product.graphql(owner.token, CONNECT, { input: { agentId: agent.id } })).data
      .connectEvolutionForAgent.channel.instanceName;
    await product.settle();
    await product.deliver(instance, ...opened());
    await product.deliver(instance, ...textMessage(ANA, 'Oi', { at: product.clock.now() }));
    await product.settle();
    const { conversations } = (await product.graphql(owner.token, '{ conversations { edges { node { id } } } }')).data;
    conversation = conversations.edges[0].node.id;
    await assign(rep);
  });
  afterAll(() => product.stop());

  it('is told of others as they come, write and go, and of nobody to themselves', async () => {
    const mine = await product.socket(owner.token);
    const following = mine.subscribe(PRESENCE, { id: conversation });
    const next = async () => (await following.next()).data.conversationPresence;
    expect(await next()).toEqual([]);
    const theirs = await product.socket(rep.token);
    const there = theirs.subscribe(PRESENCE, { id: conversation });
    expect((await there.next()).data.conversationPresence).toEqual([{ typing: false, member: { id: idOf(owner) } }]);
    expect(await next()).toEqual([{ typing: false, member: { id: idOf(rep) } }]);
    await types(rep, true);
    expect(await next()).toEqual([{ typing: true, member: { id: idOf(rep) } }]);
    product.clock.advance(8_000);
    expect(await next()).toEqual([{ typing: false, member: { id: idOf(rep) } }]);
    theirs.close(); // the browser went, without a word
    expect(await next()).toEqual([]);
    following.stop();
    mine.close();
  });

  it('is for who sees the conversation', async () => {
    await assign(owner);
    const socket = await product.socket(rep.token);
    const refused = socket.subscribe(PRESENCE, { id: conversation });
    await refused.end();
    expect(refused.delivered).toMatchObject([{ errors: [{ extensions: { code: 'NOT_FOUND' } }] }]);
    expect((await types(rep, true)).data.setTyping.userErrors).toEqual([{ code: 'NOT_FOUND' }]);
    socket.close();
  });
});
