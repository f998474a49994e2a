import { opened, qrCode, startProduct, textMessage, type Product } from './index';

const CONNECT = `mutation ($input: ConnectEvolutionForAgentInput!) { connectEvolutionForAgent(input: $input) { channel { id instanceName } userErrors { code } } }`;

describe('the product under test', () => {
  let product: Product;
  beforeAll(async () => void (product = await startProduct()));
  afterAll(() => product.stop());

  it('is whole: a registered owner connects a channel, sees the code, and gets a message live', async () => {
    const { token } = await product.register();
    const agent = (await product.graphql(token, `mutation { saveAgent(input: { name: "Bia" }) { agent { id } } }`)).data
      .saveAgent.agent;
    const { channel } = (await product.graphql(token, CONNECT, { input: { agentId: agent.id } })).data
      .connectEvolutionForAgent;
    const socket = await product.socket(token);
    const states = socket.subscribe(
      `subscription ($id: ID!) { channelConnection(channelId: $id) { state qrCode { code } } }`,
      { id: channel.id },
    );
    await states.next(({ data }) => data.channelConnection.state === 'WAITING_QR');

    expect(await product.deliver(channel.instanceName, ...qrCode('2@shown'))).toBe(200);
    await states.next(({ data }) => data.channelConnection.qrCode?.code === '2@shown');
    await product.deliver(channel.instanceName, ...opened());
    await states.next(({ data }) => data.channelConnection.state === 'CONNECTED');

    const { eventCursor } = (await product.graphql(token, '{ eventCursor }')).data;
    const messages = socket.subscribe(
      `subscription ($after: EventCursor) { messageReceived(after: $after) { message { text } } }`,
      { after: eventCursor },
    );
    await product.deliver(channel.instanceName, ...textMessage('5511988887777', 'Good morning'));
    expect((await messages.next()).data.messageReceived.message).toEqual({ text: 'Good morning' });
  });

  it('lets no signed-out caller open a socket', async () => {
    await expect(product.socket(null)).rejects.toThrow('4403');
  });
});
