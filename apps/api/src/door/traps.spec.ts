import { opened, rowOf, startProduct, textMessage, type Data, type Product } from '../testing';

const CONNECT = `mutation ($input: ConnectEvolutionForAgentInput!) { connectEvolutionForAgent(input: $input) { channel { id instanceName } } }`;
const SEND = `mutation ($input: SendMessageInput!) { sendMessage(input: $input) { message { id } userErrors { code } } }`;
const INBOX = `{ conversations(first: 15) { edges { node { id unreadCount contact { name phones }
  messages(first: 10) { edges { node { kind status direction text sentAt editedAt deletedAt failure { code } attachment { size } author { __typename } } } } } } } }`;
const HISTORY = `query ($id: ID!) { node(id: $id) { ... on Channel { connection { state reason } connectionHistory(first: 50) { edges { node { state } } } } } }`;
const OURS = '5511999990000@s.whatsapp.net';
jest.setTimeout(60_000);

/** The traps of the contract of Evolution (§5), and its delivery rules (§3), as a user would notice them. */
describe('Evolution’s traps', () => {
  let product: Product;
  let token: string;
  let channel: { id: string; instanceName: string };

  beforeAll(async () => {
    product = await startProduct();
    ({ token } = await product.register());
  });
  afterAll(() => product.stop());
  beforeEach(async () => {
    product.outside.override = () => false;
    product.outside.calls.length = 0;
    await connect();
    await deliver(...opened());
    await until('CONNECTED');
  });

  const connect = async () => {
    const { agent } = (await product.graphql(token, `mutation { saveAgent(input: { name: "Bia" }) { agent { id } } }`))
      .data.saveAgent;
    ({ channel } = (
      await product.graphql(token, CONNECT, { input: { agentId: agent.id } })
    ).data.connectEvolutionForAgent);
    await product.settle();
  };
  const standing = async (): Promise<Data> => (await product.graphql(token, HISTORY, { id: channel.id })).data.node;
  const until = async (wanted: string) => {
    for (const giveUpAt = Date.now() + 15_000; Date.now() < giveUpAt; product.clock.advance(1_000)) {
      await product.settle();
      if ((await standing()).connection.state === wanted) return;
    }
    throw new Error(`The channel does not become ${wanted}, but ${JSON.stringify(await standing())}.`);
  };
  const deliver = (event: string, data: object) => product.deliver(channel.instanceName, event, data);
  /** A body as it is, with the channel's own secret. */
  const post = async (body: string, over: { path?: string; headers?: Record<string, string> } = {}) => {
    const { url, secret } = product.outside.webhookOf(channel.instanceName);
    return fetch(url + (over.path ?? ''), {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/json', 'x-webhook-secret': secret, ...over.headers },
      body,
    });
  };
  let people = 0;
  /** Somebody nobody has heard of. */
  const somebody = () => `55119777${String(10_000 + ++people)}`;
  const thread = async (phone: string): Promise<Data> => {
    await product.settle();
    const { edges } = (await product.graphql(token, INBOX)).data.conversations;
    const found = edges.map(({ node }: Data) => node).filter((node: Data) => node.contact.phones.includes(`+${phone}`));
    expect(found.length).toBeLessThan(2);
    return found[0] && { ...found[0], messages: found[0].messages.edges.map(({ node }: Data) => node).reverse() };
  };
  const rows = () =>
    product.prosa.platform.db.read<Data>(
      'select event, status, payload from inbound_event where integration_id = ? order by id',
      [rowOf(channel.id)],
    );
  const send = async (phone: string, text: string) => {
    const { id } = await thread(phone);
    await product.graphql(token, SEND, { input: { conversationId: id, text, clientKey: crypto.randomUUID() } });
    return (await thread(phone)).messages.at(-1);
  };
  const calls = (path: string) => product.outside.calls.filter((call) => call.path.startsWith(path));
  const message = (phone: string, content: object, over: object = {}): [string, object] => [
    'messages.upsert',
    { ...textMessage(phone, '', { id: crypto.randomUUID(), at: product.clock.now() })[1], message: content, ...over },
  ];

  it('trap 1: what comes before the channel is connected is taken, and nothing is answered with a code that drops it', async () => {
    await connect();
    const phone = somebody();
    expect([
      await deliver(...textMessage(phone, 'early', { at: product.clock.now() })),
      (await post('{}')).status,
    ]).toEqual([200, 200]);
    expect((await thread(phone)).messages).toMatchObject([{ text: 'early' }]);
  });

  it('trap 1: the webhook door never redirects: not a trailing slash, not http behind https, not another host', async () => {
    const { url } = product.outside.webhookOf(channel.instanceName);
    const plain = JSON.stringify({ event: 'chats.update', data: [] });
    const asked = [
      await post(plain, { path: '/' }),
      await post(plain, { path: '/messages-upsert' }),
      await post(plain, { headers: { 'x-forwarded-proto': 'http', 'x-forwarded-host': 'other.example' } }),
      await post(plain, { headers: { 'x-webhook-secret': 'wrong' } }),
      await fetch(`${url}/`, { redirect: 'manual' }),
    ].map(({ status }) => status);
    expect(asked).toEqual([200, 200, 200, 401, expect.any(Number)]);
    expect(asked.filter((status) => status >= 300 && status < 400)).toEqual([]);
  });

  it('trap 2: the same message told in other bytes, and in another order, is one message', async () => {
    product.clock.advance(20_000);
    const phone = somebody();
    const [first, second] = [
      textMessage(phone, 'first', { id: `${phone}-1`, at: new Date(product.clock.now().getTime() - 9_000) }),
      textMessage(phone, 'second', { id: `${phone}-2`, at: product.clock.now() }),
    ];
    for (const told of [second, first, second, first]) {
      product.clock.advance(1_000);
      await deliver(...told);
    }
    expect(await thread(phone)).toMatchObject({ unreadCount: 2, messages: [{ text: 'first' }, { text: 'second' }] });
    expect((await rows()).filter(({ status }) => status === 'RETRYING' || status === 'DEAD')).toEqual([]);
  });

  it('trap 3: late deliveries of a deleted channel are answered 200 and ignored', async () => {
    const { url, secret } = product.outside.webhookOf(channel.instanceName);
    const late = (event: string, data: unknown) =>
      fetch(url, {
        method: 'POST',
        headers: { 'x-webhook-secret': secret },
        body: JSON.stringify({ event, data, n: event }),
      });
    const before = (await rows()).length;
    await product.graphql(token, `mutation ($id: ID!) { deleteChannel(input: { id: $id }) { deletedId } }`, {
      id: channel.id,
    });
    product.clock.advance(6_000);
    const phone = somebody();
    const answers = [await late('remove.instance', null), await late(...textMessage(phone, 'too late'))];
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect([await thread(phone), (await rows()).length]).toEqual([undefined, before]);
  });

  it('trap 4: a deletion is asked for until the instance is gone, and its name is not used again', async () => {
    const { instanceName } = channel;
    await product.graphql(token, `mutation ($id: ID!) { deleteChannel(input: { id: $id }) { deletedId } }`, {
      id: channel.id,
    });
    for (let i = 0; i < 4; i++) {
      await product.settle();
      product.clock.advance(30_000);
    }
    await product.settle();
    expect(calls(`/instance/delete/${instanceName}`).length).toBe(2); // taken, then: there is none
    await connect();
    expect(channel.instanceName).not.toBe(instanceName);
  });

  it('trap 5: an answer without a code is no failure, and the code of the event is shown', async () => {
    product.outside.override = ({ path }, response) =>
      path.startsWith('/instance/connect/') &&
      Boolean(response.writeHead(200, { 'content-type': 'application/json' }).end('{"count":0}'));
    await connect();
    product.clock.advance(20_000);
    await product.settle();
    expect((await standing()).connection).toMatchObject({ state: 'WAITING_QR', reason: null });
    await deliver('qrcode.updated', {
      qrcode: { code: '2@event', base64: 'data:image/png;base64,iVBORw0KGgo=', pairingCode: null },
    });
    await product.settle();
    expect((await standing()).connection.state).toBe('WAITING_SCAN');
  });

  it('trap 6: a storm of connecting without a close is one change of state', async () => {
    const changes = async () => (await standing()).connectionHistory.edges.length;
    const before = await changes();
    for (let i = 0; i < 60; i++) await deliver('connection.update', { state: 'connecting', statusReason: 503, n: i });
    await product.settle();
    expect([(await standing()).connection.state, (await changes()) - before]).toEqual(['RECONNECTING', 1]);
  });

  it('trap 7: our own number as the other name of a chat is not whom the chat is with', async () => {
    const [phone, lid] = [somebody(), `1000000${Date.now()}`];
    const named = (over: object) => ({ key: { fromMe: false, id: crypto.randomUUID(), participant: '', ...over } });
    await deliver(
      ...message(
        phone,
        { conversation: 'by lid' },
        named({ remoteJid: `${lid}@lid`, remoteJidAlt: `${phone}@s.whatsapp.net` }),
      ),
    );
    await deliver(
      ...message(phone, { conversation: 'ours' }, named({ remoteJid: `${lid}@lid`, remoteJidAlt: OURS, fromMe: true })),
    );
    await deliver(...message(phone, { conversation: 'no other name' }, named({ remoteJid: `${lid}@lid` })));
    const { messages } = await thread(phone);
    expect(messages.map(({ text }: Data) => text).sort()).toEqual(['by lid', 'no other name', 'ours']);
    expect(await thread('5511999990000')).toBeUndefined();
  });

  it('trap 7: what was read is told by the number; of a chat that has a hidden id alone nothing is told, for it would be skipped', async () => {
    const [phone, lid] = [somebody(), `2000000${Date.now()}`];
    const key = (over: object) => ({ fromMe: false, id: crypto.randomUUID(), participant: '', ...over });
    const hidden = { key: key({ remoteJid: `${lid}@lid` }), pushName: 'Hidden' };
    await deliver(...message(phone, { conversation: 'who am I' }, hidden));
    await deliver(
      ...message(
        phone,
        { conversation: 'by lid' },
        { key: key({ remoteJid: `${lid}1@lid`, remoteJidAlt: `${phone}@s.whatsapp.net` }) },
      ),
    );
    const { id: known } = await thread(phone);
    const { edges } = (await product.graphql(token, INBOX)).data.conversations;
    const unknown = edges.find(({ node }: Data) => node.contact.name === 'Hidden').node.id;
    for (const id of [unknown, known])
      await product.graphql(
        token,
        `mutation ($id: ID!) { markConversationRead(input: { id: $id }) { userErrors { code } } }`,
        { id },
      );
    await product.settle();
    expect(calls('/chat/markMessageAsRead').map(({ body }) => body)).toEqual([
      { readMessages: [{ id: expect.any(String), remoteJid: `${phone}@s.whatsapp.net`, fromMe: false }] },
    ]);
  });

  it('trap 7: what a contact is called is never our name, nothing, or their number', async () => {
    const phone = somebody();
    await deliver(...textMessage(phone, 'hello', { pushName: 'Carla' }));
    await deliver(...textMessage(phone, 'ours', { fromMe: true, pushName: 'The shop' }));
    for (const pushName of ['', null, phone])
      await deliver('contacts.update', { remoteJid: `${phone}@s.whatsapp.net`, pushName });
    expect((await thread(phone)).contact.name).toBe('Carla');
    const nameless = somebody();
    await deliver(...textMessage(nameless, 'from our phone', { fromMe: true, pushName: 'The shop' }));
    await deliver('contacts.update', { remoteJid: `${nameless}@s.whatsapp.net`, pushName: nameless });
    expect([nameless, 'The shop', '']).not.toContain((await thread(nameless)).contact.name);
  });

  it('trap 8: times and sizes are understood in each of their shapes', async () => {
    const phone = somebody();
    const seconds = Math.floor(product.clock.now().getTime() / 1000);
    const sizes = [282, '282', { low: 282, high: 0, unsigned: true }];
    const times = [seconds, String(seconds), { low: seconds | 0, high: 0, unsigned: true }];
    for (const [i, fileLength] of sizes.entries())
      await deliver(
        ...message(
          phone,
          {
            documentMessage: {
              mimetype: 'application/pdf',
              fileName: 'a.pdf',
              fileLength,
              mediaKey: { '0': 1, '1': 255 },
            },
          },
          { messageTimestamp: times[i] },
        ),
      );
    const { messages } = await thread(phone);
    expect(messages).toHaveLength(3);
    expect(new Set(messages.map(({ sentAt }: Data) => Date.parse(sentAt)))).toEqual(new Set([seconds * 1000]));
    expect(
      (
        await product.prosa.platform.db.read<Data>('select count(*) as n from attachment where file_name = ?', [
          'a.pdf',
        ])
      )[0].n,
    ).toBe(3);
  });

  it('trap 8: a delivery of many megabytes that carries its file is taken, its file is not asked for again, and is kept once', async () => {
    const phone = somebody();
    const file = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(16 * 1024 * 1024, 7)]);
    const documentMessage = { mimetype: 'application/pdf', fileName: 'large.pdf', fileLength: String(file.length) };
    expect(await deliver(...message(phone, { documentMessage, base64: file.toString('base64') }))).toBe(200);
    expect((await thread(phone)).messages).toMatchObject([{ kind: 'DOCUMENT', attachment: { size: file.length } }]);
    expect(calls('/chat/getBase64FromMediaMessage')).toEqual([]);
    const [row] = (await rows()).filter(({ payload }) => payload.includes(phone));
    expect([row?.status, (row?.payload as string).length < 2_000]).toEqual(['PROCESSED', true]);
  });

  it('trap 9: what is called edited need not be an edit, and a deletion has two shapes', async () => {
    const phone = somebody();
    for (const id of ['a', 'b', 'c']) await deliver(...textMessage(phone, id, { id: `${phone}-${id}` }));
    const key = (id: string) => ({ remoteJid: `${phone}@s.whatsapp.net`, fromMe: false, id: `${phone}-${id}` });
    await deliver('messages.edited', {
      key: key('a'),
      type: 'EPHEMERAL_SETTING',
      ephemeralExpiration: 86_400,
      editedMessage: { conversation: 'no edit' },
    });
    await deliver('messages.edited', { key: key('a'), type: 3, editedMessage: { conversation: 'no edit' } });
    await deliver('messages.delete', { ...key('b'), participant: '' });
    await deliver('messages.delete', {
      id: 'a-database-id',
      key: { ...key('c'), deleted: true },
      status: 'DELETED',
      messageType: 'conversation',
      message: { conversation: 'c' },
    });
    const { messages } = await thread(phone);
    expect(messages.map(({ text, editedAt, deletedAt }: Data) => [text, editedAt, deletedAt !== null])).toEqual([
      ['a', null, false],
      [null, null, true],
      [null, null, true],
    ]);
  });

  it('trap 10: a name without its message makes no conversation, and a status of a message that never came no harm', async () => {
    const phone = somebody();
    await deliver('contacts.update', { remoteJid: `${phone}@s.whatsapp.net`, pushName: 'Carla' });
    await deliver('messages.update', {
      keyId: 'never',
      remoteJid: `${phone}@s.whatsapp.net`,
      fromMe: true,
      status: 'READ',
    });
    expect(await thread(phone)).toBeUndefined();
    await deliver(...textMessage(phone, 'at last'));
    expect((await thread(phone)).messages).toMatchObject([{ text: 'at last' }]);
  });

  it.each([
    ['a 200 that is an error', 200, { error: true, message: '[object Object]' }, 'UNCONFIRMED'],
    ['a 201 without an id', 201, { key: {}, status: 'PENDING' }, 'UNCONFIRMED'],
    [
      'a list of lists of words',
      400,
      { status: 400, error: 'Bad Request', response: { message: [['instance requires property "text"']] } },
      'FAILED',
    ],
    [
      'a list of objects',
      400,
      { status: 400, response: { message: [{ jid: 'x', exists: false, number: 'x' }] } },
      'FAILED',
    ],
    ['nothing', 400, {}, 'FAILED'],
  ])('trap 11: %s is no sent message', async (_, status, body, shown) => {
    const phone = somebody();
    await deliver(...textMessage(phone, 'hello'));
    product.outside.override = ({ path }, response) =>
      path.startsWith('/message/sendText') &&
      Boolean(response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)));
    expect((await send(phone, 'an answer')).status).toBe(shown);
  });

  it('trap 12: each time a webhook is set, everything is said: what is left out would stay as it was', async () => {
    const [made] = calls('/instance/create').slice(-1);
    const webhook = made?.body?.['webhook'] as Data;
    expect(webhook).toMatchObject({
      enabled: true,
      byEvents: false,
      base64: false,
      headers: { 'X-Webhook-Secret': expect.any(String) },
    });
    expect(webhook.events.length).toBeGreaterThan(10);
  });

  it('trap 13: the envelope’s key is kept nowhere, and a token that has run out refuses no late repetition', async () => {
    const phone = somebody();
    const body = JSON.stringify({
      event: 'messages.upsert',
      data: textMessage(phone, 'late')[1],
      apikey: 'THE-INSTANCE-TOKEN',
    });
    const { status } = await post(body, {
      headers: { authorization: 'Bearer eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjF9.expired' },
    });
    expect([status, (await thread(phone)).messages.length]).toEqual([200, 1]);
    expect(JSON.stringify(await rows())).not.toContain('THE-INSTANCE-TOKEN');
  });

  it('trap 14: an instance that is gone is said to be gone, whatever key was asked with', async () => {
    product.outside.override = ({ path }, response) =>
      path.startsWith('/instance/') &&
      Boolean(
        response.writeHead(404, { 'content-type': 'application/json' }).end(
          JSON.stringify({
            status: 404,
            error: 'Not Found',
            response: { message: [`The "${channel.instanceName}" instance does not exist`] },
          }),
        ),
      );
    product.clock.advance(6 * 60_000);
    await until('FAILED');
    expect((await standing()).connection.reason).toBe('INSTANCE_DELETED');
  });

  it('trap 15: what a Cloud channel tells of a contact names nobody, and is ignored', async () => {
    await deliver('contacts.upsert', { pushName: 'Cloud', profilePicUrl: null, instanceId: 'x' });
    await product.settle();
    expect((await rows()).at(-1)).toMatchObject({ event: 'contacts.upsert', status: 'IGNORED' });
  });

  it('trap 16: no event is counted on that is never delivered', async () => {
    const { events } = calls('/instance/create').at(-1)?.body?.['webhook'] as Data;
    for (const never of ['APPLICATION_STARTUP', 'CONTACTS_SET', 'GROUP_UPDATE', 'LABELS_ASSOCIATION'])
      expect(events).not.toContain(never);
  });

  it('trap 17: settings are read, merged and written whole', async () => {
    const { instanceName } = channel;
    const theirs = {
      rejectCall: true,
      msgCall: 'No calls',
      groupsIgnore: true,
      alwaysOnline: true,
      readMessages: false,
      readStatus: false,
      syncFullHistory: true,
    };
    product.outside.settings.set(instanceName, theirs);
    await product.graphql(
      token,
      `mutation ($input: UpdateChannelInput!) { updateChannel(input: $input) { userErrors { code } } }`,
      { input: { id: channel.id, groups: true } },
    );
    for (let i = 0; i < 20 && calls(`/settings/set/${instanceName}`).length === 0; i++) {
      product.clock.advance(60_000);
      await product.settle();
    }
    expect(calls(`/settings/set/${instanceName}`).at(-1)?.body).toMatchObject({ ...theirs, groupsIgnore: false });
  });

  it('trap 18: long, right-to-left, joined, marked-up and blank texts come through unchanged', async () => {
    const phone = somebody();
    const texts = ['x'.repeat(60_000), 'שלום \u202eעולם', '👩‍👩‍👧‍👦', '<b>&amp;</b><script>', 'a\u0007b\tc', '  \n  '];
    for (const [i, text] of texts.entries())
      await deliver(...textMessage(phone, text, { at: new Date(product.clock.now().getTime() + i * 1_000) }));
    expect((await thread(phone)).messages.map(({ text }: Data) => text)).toEqual(texts);
  });

  it('a send is kept under the chat that the answer names, which can differ from the one that was asked for', async () => {
    const phone = '5531988880001';
    await deliver(...textMessage(phone, 'hello'));
    const answered = '553188880001@s.whatsapp.net';
    product.outside.override = ({ path }, response) =>
      path.startsWith('/message/sendText') &&
      Boolean(
        response.writeHead(201, { 'content-type': 'application/json' }).end(
          JSON.stringify({
            key: { id: 'REWRITTEN', remoteJid: answered, fromMe: true },
            messageTimestamp: Math.floor(product.clock.now().getTime() / 1000),
          }),
        ),
      );
    expect(await send(phone, 'an answer')).toMatchObject({ status: 'SENT' });
    expect(
      await product.prosa.platform.db.read('select remote_jid from message where provider_id = ?', ['REWRITTEN']),
    ).toEqual([{ remote_jid: answered }]);
    await deliver('messages.update', {
      keyId: 'REWRITTEN',
      remoteJid: '100000000000099@lid',
      fromMe: true,
      status: 'READ',
    });
    expect((await thread(phone)).messages.at(-1)).toMatchObject({ status: 'READ' });
  });

  it('repetitions of one attempt are identical bytes: stored once, however late', async () => {
    const phone = somebody();
    const body = JSON.stringify({
      event: 'messages.upsert',
      data: textMessage(phone, 'once')[1],
      date_time: '2026-01-01T00:00:00.000Z',
    });
    for (let i = 0; i < 3; i++) {
      expect((await post(body)).status).toBe(200);
      product.clock.advance(10 * 60_000);
    }
    await product.settle();
    expect((await rows()).filter(({ payload }) => payload.includes(phone))).toHaveLength(1);
  });
});
