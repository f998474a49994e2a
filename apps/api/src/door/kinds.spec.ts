import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startProduct, type Data, type Product } from '../testing';

const FOLDER = join(__dirname, '../../../../libs/server/channels/fixtures/evolution/webhooks');
const captured = (name: string) => JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8')).body;

const CONNECT = `mutation ($input: ConnectEvolutionForAgentInput!) { connectEvolutionForAgent(input: $input) { channel { id instanceName } } }`;
const GROUPS = `mutation ($input: UpdateChannelInput!) { updateChannel(input: $input) { channel { groups } userErrors { code } } }`;
const CONVERSATIONS = `{ conversations { edges { node { id unreadCount handler lastActivityAt contact { name } } } } }`;
const MESSAGES = `query ($id: ID!) { node(id: $id) { ... on Conversation { messages(first: 100) { edges { node {
  id providerId kind direction text viewOnce ephemeral forwarded mentionsUs mentions { text contact { name } } quotedText unsupportedType replyTo { text }
  location { latitude longitude name address live } contactCards { name phones } poll { question options } choice { id title }
  referral { title body sourceUrl sourceId sourceType clickId } system { code } attachment { fileName durationSeconds voice videoNote waveform }
  author { __typename ... on Contact { name } } } } } } } }`;

/** What is so of a message unless its line says otherwise. */
const PLAIN = {
  direction: 'INBOUND',
  text: null,
  viewOnce: false,
  ephemeral: false,
  forwarded: false,
  mentionsUs: false,
  mentions: [],
  quotedText: null,
  unsupportedType: null,
  replyTo: null,
  location: null,
  contactCards: [],
  poll: null,
  choice: null,
  referral: null,
  system: null,
  attachment: null,
  author: { __typename: 'Contact', name: 'Ana Souza' },
};
const file = (more: object = {}) => ({
  fileName: null,
  durationSeconds: null,
  voice: false,
  videoNote: false,
  waveform: [],
  ...more,
});
const owner = { __typename: 'PhoneOwner' };

/** What Ana (or the shop, on its phone) did, and so what the inbox has to show of it. Written from the manifest of the captures. */
const SHOWN: Record<string, object> = {
  'messages-upsert.text': { kind: 'TEXT', text: 'Oi, tudo bem?' },
  'messages-upsert.extended-text-link-preview': { kind: 'TEXT', text: 'Olha isso https://example.test/p/1' },
  'messages-upsert.text-quoted-reply': {
    kind: 'TEXT',
    text: 'Sim, é esse',
    quotedText: 'Oi, tudo bem?',
    replyTo: { text: 'Oi, tudo bem?' },
  },
  'messages-upsert.text-quoted-our-message': {
    kind: 'TEXT',
    text: 'Sim, é esse 2',
    quotedText: 'Qual produto?',
  },
  'messages-upsert.text-forwarded': { kind: 'TEXT', text: 'encaminhada', forwarded: true },
  'messages-upsert.text-ephemeral-chat': { kind: 'TEXT', text: 'some em 24h', ephemeral: true },
  'messages-upsert.ephemeral-wrapped-text': { kind: 'TEXT', text: 'embrulhada', ephemeral: true },
  'messages-upsert.text-ads-referral': {
    kind: 'TEXT',
    text: 'Olá! Tenho interesse e queria mais informações, por favor.',
    referral: {
      title: 'Promoção de verão',
      body: 'Até 40% off',
      sourceUrl: 'https://fb.me/fakeAd1',
      sourceId: '120210000000000001',
      sourceType: 'ad',
      clickId: 'ARAfakeClid01',
    },
  },
  'messages-upsert.image': { kind: 'IMAGE', text: 'Foto do produto', attachment: file() },
  'messages-upsert.image-no-caption': { kind: 'IMAGE', attachment: file() },
  'messages-upsert.image-ephemeral-wrapped': {
    kind: 'IMAGE',
    text: 'foto que some',
    ephemeral: true,
    attachment: file(),
  },
  // Viewed on the phone alone: its file is not kept.
  'messages-upsert.image-view-once-v2': { kind: 'IMAGE', viewOnce: true },
  'messages-upsert.from-me-image-other-device': {
    kind: 'IMAGE',
    direction: 'OUTBOUND',
    text: 'do celular',
    attachment: file(),
    author: owner,
  },
  'messages-upsert.video': { kind: 'VIDEO', text: 'vídeo', attachment: file({ durationSeconds: 1 }) },
  'messages-upsert.video-note-ptv': { kind: 'VIDEO', attachment: file({ durationSeconds: 1, videoNote: true }) },
  'messages-upsert.audio-ptt': {
    kind: 'AUDIO',
    attachment: file({ durationSeconds: 1, voice: true, waveform: [0, 3, 9, 20, 40, 20, 9, 3] }),
  },
  'messages-upsert.audio-file': { kind: 'AUDIO', attachment: file({ durationSeconds: 1 }) },
  'messages-upsert.document': { kind: 'DOCUMENT', attachment: file({ fileName: 'orcamento.pdf' }) },
  'messages-upsert.document-with-caption': {
    kind: 'DOCUMENT',
    text: 'segue o orçamento',
    attachment: file({ fileName: 'orcamento.pdf' }),
  },
  'messages-upsert.sticker': { kind: 'STICKER', attachment: file() },
  'messages-upsert.location': {
    kind: 'LOCATION',
    location: { latitude: -23.5505, longitude: -46.6333, name: 'Loja Centro', address: 'Rua Falsa, 123', live: false },
  },
  'messages-upsert.location-pin-only': {
    kind: 'LOCATION',
    location: { latitude: -10.5, longitude: 40.25, name: null, address: null, live: false },
  },
  'messages-upsert.live-location': {
    kind: 'LOCATION',
    text: 'estou indo',
    location: { latitude: -23.5, longitude: -46.6, name: null, address: null, live: true },
  },
  'messages-upsert.contact': {
    kind: 'CONTACT_CARD',
    contactCards: [{ name: 'Bruno Dias', phones: ['+5511999990003'] }],
  },
  'messages-upsert.contacts-array': {
    kind: 'CONTACT_CARD',
    contactCards: [
      { name: 'Bruno Dias', phones: ['+5511999990003'] },
      { name: 'Outro', phones: ['+5511999990098'] },
    ],
  },
  'messages-upsert.poll-creation': {
    kind: 'POLL',
    text: 'Qual cor?',
    poll: { question: 'Qual cor?', options: ['Azul', 'Verde'] },
  },
  'messages-upsert.buttons-response': {
    kind: 'BUTTON_REPLY',
    text: 'Sim, quero',
    choice: { id: 'btn_yes', title: 'Sim, quero' },
    quotedText: 'Deseja continuar?',
  },
  'messages-upsert.template-button-reply': {
    kind: 'BUTTON_REPLY',
    text: 'Falar com vendas',
    choice: { id: 'id_vendas', title: 'Falar com vendas' },
  },
  'messages-upsert.interactive-response': {
    kind: 'BUTTON_REPLY',
    text: 'Quero saber mais',
    choice: { id: 'quick_1', title: 'Quero saber mais' },
  },
  'messages-upsert.list-response': {
    kind: 'LIST_REPLY',
    text: 'Plano Ouro',
    choice: { id: 'row_gold', title: 'Plano Ouro' },
  },
  'messages-upsert.template-message-inbound': { kind: 'TEMPLATE', text: 'Seu pedido saiu' },
  'messages-upsert.order': { kind: 'UNSUPPORTED', text: 'pedido', unsupportedType: 'orderMessage' },
  'messages-upsert.product': { kind: 'UNSUPPORTED', text: 'Camiseta', unsupportedType: 'productMessage' },
  'messages-upsert.group-invite': { kind: 'UNSUPPORTED', text: 'entra aí', unsupportedType: 'groupInviteMessage' },
  'messages-upsert.unknown-type': { kind: 'UNSUPPORTED', text: 'pix', unsupportedType: 'sendPaymentMessage' },
  'messages-upsert.business-sender': { kind: 'TEXT', text: 'sou empresa' },
};

jest.setTimeout(120_000);

describe('what a captured delivery shows, from the webhook to the API', () => {
  let product: Product;
  let token: string;
  let channel: { id: string; instanceName: string };
  const post = async (...names: string[]) => {
    const { url, secret } = product.outside.webhookOf(channel.instanceName);
    for (const name of names) {
      product.clock.advance(10);
      const { status } = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-webhook-secret': secret },
        body: JSON.stringify({ ...captured(name), instance: channel.instanceName }),
      });
      expect(status).toBe(200);
    }
    await product.settle();
  };
  const ask = async (query: string, variables: object = {}) => {
    const { data, errors } = await product.graphql(token, query, variables);
    expect(errors).toBeUndefined();
    return data;
  };
  const conversations = async () => {
    const nodes = (await ask(CONVERSATIONS)).conversations.edges.map(({ node }: Data) => node);
    return Promise.all(
      nodes.map(async (node: Data) => {
        const { node: conversation } = await ask(MESSAGES, { id: node.id });
        return { ...node, messages: conversation.messages.edges.map((edge: Data) => edge.node) };
      }),
    );
  };
  const messages = async () => (await conversations()).flatMap(({ messages }: Data) => messages) as Data[];

  beforeAll(async () => {
    product = await startProduct({ start: '2026-11-23T10:00:00Z' });
    ({ token } = await product.register());
    const { agent } = (await product.graphql(token, `mutation { saveAgent(input: { name: "Bia" }) { agent { id } } }`))
      .data.saveAgent;
    channel = (await product.graphql(token, CONNECT, { input: { agentId: agent.id } })).data.connectEvolutionForAgent
      .channel;
    await product.settle();
    await post('connection-update.open-after-pairing.2');
    product.clock.advance(6 * 60 * 60_000);
    await product.settle();
  });
  afterAll(() => product.stop());

  describe('messages', () => {
    let shown: Map<string, Data>;
    beforeAll(async () => {
      await post(...Object.keys(SHOWN));
      shown = new Map((await messages()).map(({ providerId, ...message }) => [providerId, message]));
    });

    it.each(Object.entries(SHOWN))('%s', (name, expected) => {
      const message = shown.get(captured(name).data.key.id);
      expect(message).toEqual({ ...PLAIN, ...expected, id: message.id });
    });

    it.each([
      'messages-upsert.pinned-message',
      'messages-upsert.keep-in-chat',
      'messages-upsert.edit-by-secret-encrypted',
      'messages-upsert.reaction',
    ])('%s makes no bubble', async (name) => {
      const before = (await messages()).length;
      await post(name);
      expect(await messages()).toHaveLength(before);
    });

    it('keep what nobody understands for three months, to be taken in once more', async () => {
      const EVENTS = `{ inboundEvents(first: 100, filter: { status: [PROCESSED] }) { edges { node { id problem } } } }`;
      const { inboundEvents } = (await product.graphql(token, EVENTS)).data;
      const kept = inboundEvents.edges.map(({ node }: Data) => node).filter(({ problem }: Data) => problem);
      expect(kept.map(({ problem }: Data) => problem).sort()).toEqual([
        'UNSUPPORTED groupInviteMessage',
        'UNSUPPORTED orderMessage',
        'UNSUPPORTED productMessage',
        'UNSUPPORTED sendPaymentMessage',
      ]);
      const before = await messages();
      const REPLAY = `mutation ($input: IdInput!) { replayInboundEvent(input: $input) { inboundEvent { status problem } userErrors { code } } }`;
      const { data } = await product.graphql(token, REPLAY, { input: { id: kept[0].id } });
      expect(data.replayInboundEvent).toEqual({ inboundEvent: { status: 'RECEIVED', problem: null }, userErrors: [] });
      await product.settle();
      expect(await messages()).toEqual(before);
    });
  });

  it('a contact keeps the advertisement by which they first came', async () => {
    const { conversations } = await ask(
      `{ conversations { edges { node { contact { name referral { clickId } } } } } }`,
    );
    const of = (name: string) =>
      conversations.edges.find(({ node }: Data) => node.contact.name === name).node.contact.referral;
    expect(of('Ana Souza')).toEqual({ clickId: 'ARAfakeClid01' });
  });

  it('a call is one line, and what became of it', async () => {
    await post('call.call-terminate', 'call.call-offer-voice', 'call.call-terminate');
    const calls = (await messages()).filter(({ kind }) => kind === 'SYSTEM');
    expect(calls.map(({ system, author, direction, text }) => ({ system, author, direction, text }))).toEqual([
      { system: { code: 'CALL_MISSED_VOICE' }, author: PLAIN.author, direction: 'INBOUND', text: null },
    ]);
  });

  it('groups are nothing until they are wanted, and then have a name, and each of their messages its author', async () => {
    const GROUP = [
      'groups-upsert.groups-upsert',
      'messages-upsert.group-text-lid',
      'messages-upsert.group-mention',
      'messages-upsert.group-from-me',
      'contacts-upsert.group-text-pn',
    ];
    const before = await conversations();
    await post(...GROUP);
    expect(await conversations()).toEqual(before);
    await product.graphql(token, GROUPS, { input: { id: channel.id, groups: true } });
    // Those that came before are in the past; as others, they are told again by the phone's own list.
    const { url, secret } = product.outside.webhookOf(channel.instanceName);
    for (const name of GROUP)
      await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-webhook-secret': secret },
        body: JSON.stringify({ ...captured(name), instance: channel.instanceName, date_time: 'later' }),
      });
    await product.settle();
    const [group, ...more] = (await conversations()).filter(({ messages }: Data) =>
      messages.some(({ text }: Data) => text === 'oi grupo (lid)'),
    );
    expect(more).toEqual([]);
    expect(group).toMatchObject({ handler: 'HUMAN', unreadCount: 2, contact: { name: 'Equipe Loja' } });
    expect(
      group.messages.map(({ text, author, mentionsUs, mentions, direction }: Data) => ({
        text,
        author,
        mentionsUs,
        mentions,
        direction,
      })),
    ).toEqual([
      { text: 'eu no grupo', author: owner, mentionsUs: false, mentions: [], direction: 'OUTBOUND' },
      {
        text: '@5511999990000 vê isso',
        author: PLAIN.author,
        mentionsUs: true,
        mentions: [{ text: '@5511999990000', contact: null }],
        direction: 'INBOUND',
      },
      { text: 'oi grupo (lid)', author: PLAIN.author, mentionsUs: false, mentions: [], direction: 'INBOUND' },
    ]);
  });

  it('the past comes silently, and stays where it was', async () => {
    const seen = await product.graphql(token, `{ eventCursor }`);
    await post('messages-set.history-set', 'chats-set.history-set');
    const all = await conversations();
    const past = all.find(({ contact }: Data) => contact.name === 'Cliente Antigo');
    expect(past).toMatchObject({ unreadCount: 0, handler: 'HUMAN', lastActivityAt: '2025-06-15T15:08:20.000Z' });
    expect(past.messages.map(({ text, direction }: Data) => [text, direction])).toEqual([
      ['histórico resposta', 'OUTBOUND'],
      ['histórico 1', 'INBOUND'],
    ]);
    expect(all.at(-1).id).toBe(past.id);
    expect(product.outside.calls.filter(({ path }) => path.startsWith('/message/'))).toEqual([]);
    expect(seen.errors).toBeUndefined();
  });
});
