import { seedTenant, type SeededMember } from '@prosa/server/identity';
import { globalId } from '@prosa/server/platform';
import { startProduct, type Product } from '../testing';
import { opened, textMessage } from '../testing/outside-world';

const ANA = '5511999990001';
const CONNECT = `mutation ($input: ConnectEvolutionForAgentInput!) { connectEvolutionForAgent(input: $input) { channel { id instanceName } } }`;
const HOURS = 'businessHours { hours { weekday from to } timeZone awayMessage closedSince } team { id }';
const UPDATE = `mutation ($input: UpdateChannelInput!) { updateChannel(input: $input) { channel { ${HOURS} } userErrors { code path } } }`;
const CONVERSATIONS = `{ conversations { edges { node { handler handoffReason assignee { id } team { id }
  messages(first: 10) { edges { node { text status author { __typename ... on Channel { displayName } } } } } } } } }`;
const ADDED = `subscription { messageReceived { message { text author { __typename } } } }`;

jest.setTimeout(60_000);

describe('a channel with hours, words for other times, and a team, over the door', () => {
  let product: Product;
  let owner: SeededMember;
  let rep: SeededMember;
  let team: string;
  let channel: { id: string; instanceName: string };
  const update = async (change: object) =>
    (await product.graphql(owner.token, UPDATE, { input: { id: channel.id, ...change } })).data.updateChannel;

  beforeAll(async () => {
    product = await startProduct({ start: '2026-11-24T15:00:00Z' }); // Tuesday noon in São Paulo
    const tenant = await seedTenant(product.prosa.platform, { name: 'Loja' });
    owner = tenant.owner;
    const teamId = await tenant.team('Sales');
    team = globalId('Team', teamId);
    rep = await tenant.member('REP', 'OWN', [teamId]);
    await product.prosa.platform.db.write(`update team set assignment = 'ROUND_ROBIN' where id = ?`, [teamId]);
    await product.prosa.platform.db.write(`update member set availability = 'ONLINE' where id = ?`, [rep.memberId]);
    const { agent } = (
      await product.graphql(owner.token, `mutation { saveAgent(input: { name: "Bia" }) { agent { id } } }`)
    ).data.saveAgent;
    channel = (await product.graphql(owner.token, CONNECT, { input: { agentId: agent.id } })).data
      .connectEvolutionForAgent.channel;
    await product.settle();
    await product.deliver(channel.instanceName, ...opened());
    await product.settle();
  });
  afterAll(() => product.stop());

  it('keeps what it is given, and refuses what is none', async () => {
    const hours = [{ weekday: 2, from: '13:00', to: '18:00' }];
    const businessHours = {
      hours,
      timeZone: 'america/sao_paulo',
      awayMessage: 'Oi {{contact.firstName}}, até as 13h!',
    };
    expect(await update({ businessHours, teamId: team })).toEqual({
      channel: {
        businessHours: { ...businessHours, timeZone: 'America/Sao_Paulo', closedSince: '2026-11-17T21:00:00.000Z' },
        team: { id: team },
      },
      userErrors: [],
    });
    const refused = async (change: object) => (await update(change)).userErrors;
    expect(await refused({ businessHours: { timeZone: 'Mars/Olympus' } })).toEqual([
      { code: 'INVALID', path: ['businessHours', 'timeZone'] },
    ]);
    expect(await refused({ businessHours: { awayMessage: '{{member.name}}' } })).toEqual([
      { code: 'UNKNOWN_VARIABLE', path: ['businessHours', 'awayMessage'] },
    ]);
    expect(await refused({ businessHours: { hours: [{ weekday: 7, from: '09:00', to: '10:00' }] } })).toEqual([
      { code: 'INVALID', path: ['businessHours', 'hours'] },
    ]);
    expect(await refused({ teamId: globalId('Team', rep.memberId) })).toEqual([
      { code: 'TEAM_NOT_FOUND', path: ['teamId'] },
    ]);
    // What was left out is still there.
    expect((await update({ businessHours: { timeZone: null } })).channel).toMatchObject({
      businessHours: { hours, timeZone: null, awayMessage: businessHours.awayMessage },
      team: { id: team },
    });
    const asRep = await product.graphql(rep.token, UPDATE, { input: { id: channel.id, teamId: null } });
    expect(asRep.codes).toEqual(['FORBIDDEN']);
  });

  it('says once that nobody is there, as itself, and gives who wrote to the team and its member', async () => {
    const socket = await product.socket(owner.token);
    const added = socket.subscribe(ADDED);
    await product.deliver(channel.instanceName, ...textMessage(ANA, 'Oi', { at: product.clock.now() }));
    for (let second = 0; second < 20; second++) {
      await product.settle();
      product.clock.advance(1_000);
    }
    await product.settle();
    const texts = product.outside.calls.filter(({ path }) => path.startsWith('/message/sendText/'));
    expect(texts.map(({ body }) => (body as { text: string }).text)).toEqual(['Oi Ana, até as 13h!']);
    const { conversations } = (await product.graphql(owner.token, CONVERSATIONS)).data;
    const [{ node }] = conversations.edges;
    expect(node).toMatchObject({
      handler: 'HUMAN',
      handoffReason: 'AGENT_NOT_ACTIVE',
      team: { id: team },
      assignee: { id: globalId('Member', rep.memberId) },
    });
    const messages = node.messages.edges.map((edge: { node: object }) => edge.node);
    expect(messages).toMatchObject([
      { text: 'Oi Ana, até as 13h!', status: 'SENT', author: { __typename: 'Channel' } },
      { text: 'Oi', author: { __typename: 'Contact' } },
    ]);
    expect((await added.next()).data.messageReceived.message.author.__typename).toBe('Contact');
    expect((await added.next()).data.messageReceived.message.author.__typename).toBe('Channel');
    added.stop();
  });

  it('still names the channel when that is deleted', async () => {
    await product.graphql(
      owner.token,
      `mutation ($input: IdInput!) { deleteChannel(input: $input) { userErrors { code } } }`,
      {
        input: { id: channel.id },
      },
    );
    const { data, errors } = await product.graphql(owner.token, CONVERSATIONS);
    expect(errors).toBeUndefined();
    expect(data.conversations.edges[0].node.messages.edges[0].node.author.__typename).toBe('Channel');
  });
});
