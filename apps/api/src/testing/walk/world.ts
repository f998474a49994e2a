import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { codeAt, passwords, seedTenant, type SeededMember, type SeededTenant } from '@prosa/server/identity';
import { FolderBlobs, globalId, newId, systemContext, unitOfWork, type Role, type Visibility } from '@prosa/server/platform';
import {
  called,
  contentMessage,
  deleted,
  documentMessage,
  edited,
  messageStatus,
  opened,
  priorChat,
  qrCode,
  reacted,
  textMessage,
} from '../outside-world';
import { rowOf, type Data, type Product } from '../start-product';

/** One conversation with everything in it, by node ids. */
export interface Thread {
  phone: string;
  conversation: string;
  contact: string;
  /** The newest inbound message. */
  message: string;
  /** The provider's id of a message of theirs. */
  providerId: string;
  /** A message that may be sent again. */
  failed: string;
}

/**
 * A tenant with a row of everything that the schema can show, made by the API and the webhook door wherever there is a way.
 * Each text in it holds `word`, so that it is recognised wherever it turns up.
 */
export interface World {
  word: string;
  tenant: SeededTenant;
  owner: SeededMember;
  /** Sees not all: `shown`, not `hidden`. */
  rep: SeededMember;
  team: string;
  /** The token of an invitation that is open. */
  invitation: string;
  agent: string;
  /** Connected. */
  channel: { id: string; instanceName: string };
  /** Shows a code to scan. */
  waiting: { id: string; instanceName: string };
  /** Evolution refused it. */
  refused: { id: string; instanceName: string };
  shown: Thread;
  hidden: Thread;
  /** The log's first position. */
  start: string;
}

export type Ask = (token: string, query: string, variables?: object) => Promise<Data>;

/** Asks and expects an answer without a single error: a seed that failed must not look like a wall that held. */
export const asker =
  (product: Product): Ask =>
  async (token, query, variables = {}) => {
    const { data, errors } = await product.graphql(token, query, variables);
    const refused = Object.values(data ?? {}).flatMap((payload) => (payload as Data)?.userErrors ?? []);
    if (errors || refused.length > 0)
      throw new Error(`Refused: ${JSON.stringify(errors ?? refused)} to ${query} ${JSON.stringify(variables)}`);
    return data;
  };

const CHANNEL = 'channel { id instanceName } userErrors { code message }';
const CONNECT = `mutation ($input: ConnectEvolutionForAgentInput!) { connectEvolutionForAgent(input: $input) { ${CHANNEL} } }`;
const SAVE_AGENT = `mutation ($input: SaveAgentInput!) { saveAgent(input: $input) { agent { id } userErrors { code } } }`;
const SAVE_SERVER = `mutation ($input: SaveEvolutionServerInput!) { saveEvolutionServer(input: $input) { userErrors { code } } }`;
const SAVE_TEAM = `mutation ($input: SaveTeamInput!) { saveTeam(input: $input) { userErrors { code } } }`;
const INVITE = `mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { acceptUrl userErrors { code } } }`;
const ACCEPT = `mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { userErrors { code } } }`;
const START_FACTOR = `mutation ($input: StartSecondFactorInput!) { startSecondFactor(input: $input) { setup { secret } userErrors { code } } }`;
const CONFIRM_FACTOR = `mutation ($input: ConfirmSecondFactorInput!) { confirmSecondFactor(input: $input) { recoveryCodes userErrors { code } } }`;
const UPDATE = `mutation ($input: UpdateConversationInput!) { updateConversation(input: $input) { conversation { id } userErrors { code } } }`;
const SAVE_VIEW = `mutation ($input: SaveSavedViewInput!) { saveSavedView(input: $input) { userErrors { code } } }`;
const TRANSFER = `mutation ($input: TransferConversationInput!) { transferConversation(input: $input) { userErrors { code } } }`;
const REACT = `mutation ($input: ReactToMessageInput!) { reactToMessage(input: $input) { message { id } userErrors { code } } }`;
const START = `mutation ($input: StartConversationInput!) { startConversation(input: $input) { conversation { id } userErrors { code } } }`;
const SAVE_REPLY = `mutation ($input: SaveCannedReplyInput!) { saveCannedReply(input: $input) { userErrors { code } } }`;
const SCHEDULE = `mutation ($input: ScheduleMessageInput!) { scheduleMessage(input: $input) { scheduledMessage { id } userErrors { code } } }`;
const UPLOAD = `mutation ($input: CreateUploadInput!) { createUpload(input: $input) { upload { id url } userErrors { code } } }`;
const SETTINGS = `mutation ($input: SaveNotificationSettingsInput!) { saveNotificationSettings(input: $input) { userErrors { code } } }`;
const READ = `mutation ($input: IdsInput!) { markNotificationsRead(input: $input) { userErrors { code } } }`;
const SEND = `mutation ($input: SendMessageInput!) { sendMessage(input: $input) { message { id } userErrors { code } } }`;

/** The whole week. */
export const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, from: '00:00', to: '00:00' }));

/** What a product must be started with for `seedWorld`: noon of a Tuesday in São Paulo, when the agent is at work, and servers of one's own allowed. */
export const FOR_WORLD = { start: '2026-11-24T15:00:00Z', env: { PROSA_EVOLUTION_HOSTS: '127.0.0.1' } };

/** Who looks on: sees `shown`, because it is theirs, and must not see `hidden`. */
export interface Onlooker {
  role: Role;
  visibility: Visibility;
}

export async function seedWorld(
  product: Product,
  phones: { shown: string; hidden: string },
  onlooker: Onlooker = { role: 'REP', visibility: 'OWN' },
): Promise<World> {
  const word = `word${randomBytes(6).toString('hex')}`;
  const { platform } = product.prosa;
  const tenant = await seedTenant(platform, { name: `Workspace ${word}` });
  const { owner } = tenant;
  // `hidden` is the one's, `rep` of the other.
  const team = await tenant.team(`Team ${word}`);
  const rep = await tenant.member(onlooker.role, onlooker.visibility, [await tenant.team(`Other team ${word}`)]);
  await platform.db.write('insert into team_turn (team_id, member_id, tenant_id, turn) values (?, ?, ?, 1)', [team, owner.memberId, tenant.tenantId]);
  const ask = asker(product);
  const start = (await ask(owner.token, '{ eventCursor }')).eventCursor;

  await ask(owner.token, SAVE_TEAM, {
    input: { id: globalId('Team', team), name: `Team ${word}`, memberIds: [globalId('Member', owner.memberId)], assignment: 'ROUND_ROBIN', capacity: 5 },
  });
  const invitation = await seedPeople(product, ask, [owner, rep], word);
  await ask(owner.token, SAVE_SERVER, { input: { url: `${product.outside.url}/own-${word}`, apiKey: `key-${word}` } });
  const agent = await seedAgent(ask, owner.token, word);
  /** One for each channel: Connect goes on with what an agent has begun. */
  const anotherAgent = async (name: string) =>
    (await ask(owner.token, SAVE_AGENT, { input: { name: `${name} ${word}` } })).saveAgent.agent.id as string;
  const connect = async (name: string, agentId: string, more = {}) => {
    const input = { agentId, displayName: `${name} ${word}`, ...more };
    const { channel } = (await ask(owner.token, CONNECT, { input })).connectEvolutionForAgent;
    await product.settle();
    return channel as World['channel'];
  };
  const channel = await connect('Shop', agent);
  await product.deliver(channel.instanceName, ...qrCode(`2@first-${word}`));
  await product.deliver(channel.instanceName, ...opened(`Profile ${word}`, `https://pps.whatsapp.net/${word}.jpg`));
  await product.settle();
  const answers = {
    id: channel.id,
    audience: 'EVERYONE',
    testNumbers: [`+${phones.shown}`],
    // Never closed: what it says at other times is kept, and said to nobody.
    businessHours: { hours: EVERY_DAY, timeZone: 'America/Sao_Paulo', awayMessage: `Away ${word}` },
  };
  await ask(owner.token, `mutation ($input: UpdateChannelInput!) { updateChannel(input: $input) { ${CHANNEL} } }`, {
    input: answers,
  });
  const waiting = await connect('Second shop', await anotherAgent('Second agent'), {
    pairingPhone: `+${phones.shown}`,
  });
  await ask(owner.token, `mutation ($input: UpdateChannelInput!) { updateChannel(input: $input) { ${CHANNEL} } }`, {
    input: {
      id: waiting.id,
      teamId: globalId('Team', team),
      businessHours: { hours: [{ weekday: 1, from: '09:00', to: '10:00' }] },
    },
  });
  await product.deliver(waiting.instanceName, ...qrCode(`2@code-${word}`, `PAIR-${word}`));
  product.outside.override = (call, response) => {
    if (call.path !== '/instance/create') return false;
    response.writeHead(403, { 'content-type': 'application/json' }).end('{"status":403,"error":"Forbidden"}');
    return true;
  };
  const refused = await connect('Refused shop', await anotherAgent('Third agent'));
  product.outside.override = () => false;
  await seedRemoval(product, ask, owner.token, await connect('Left shop', await anotherAgent('Fourth agent')));

  const world = { word, tenant, owner, rep, invitation, agent, channel, waiting, refused, start };
  const shown = await seedThread(product, ask, world, phones.shown);
  const hidden = await seedThread(product, ask, world, phones.hidden);
  // Somebody who never wrote; only the owner sees them.
  const approach = {
    channelId: channel.id,
    phone: `+${phones.hidden.slice(0, -1)}9`,
    name: `Approached ${word}`,
    text: `First ${word}`,
    clientKey: `first-${word}`,
  };
  await ask(owner.token, START, { input: approach });
  await seedOnePerson(product, ask, owner.token, channel.instanceName, hidden, word);
  // One that waits for its time, and one that a reply keeps back.
  for (const [thread, cancelOnReply] of [
    [shown, false],
    [hidden, false],
    [hidden, true],
  ] as const) {
    await ask(owner.token, SCHEDULE, {
      input: {
        conversationId: thread.conversation,
        text: `Later ${word} ${thread.phone}`,
        sendAt: new Date(product.clock.now().getTime() + 300 * 86_400_000).toISOString(),
        cancelOnReply,
        clientKey: `later-${word}-${thread.phone}-${cancelOnReply}`,
      },
    });
  }
  await product.deliver(channel.instanceName, ...textMessage(phones.hidden, `A reply ${word} ${phones.hidden}`, { at: product.clock.now() }));
  await product.settle();
  const until = new Date(product.clock.now().getTime() + 86_400_000).toISOString();
  await ask(owner.token, UPDATE, { input: { id: shown.conversation, assigneeId: globalId('Member', rep.memberId) } });
  await ask(owner.token, TRANSFER, {
    input: {
      id: hidden.conversation,
      assigneeId: globalId('Member', owner.memberId),
      teamId: globalId('Team', team),
      note: `Note ${word} ${phones.hidden}`,
    },
  });
  await ask(owner.token, UPDATE, {
    input: {
      id: hidden.conversation,
      assigneeId: globalId('Member', owner.memberId),
      labels: [`label-${word}`, `label-gone-${word}`],
      snoozedUntil: until,
    },
  });
  await ask(owner.token, UPDATE, { input: { id: hidden.conversation, labels: [`label-${word}`] } });
  await ask(owner.token, SAVE_VIEW, {
    input: { list: 'CONVERSATIONS', name: `View ${word}`, state: { view: 'mine', label: `label-${word}` }, shared: true },
  });
  await product.deliver(channel.instanceName, ...priorChat(phones.hidden));
  await product.deliver(channel.instanceName, 'messages.upsert', { nonsense: word });
  for (const { token } of [owner, rep]) await ask(token, SETTINGS, { input: { hideText: true } });
  await product.settle();
  await seedPush(product, tenant.tenantId, owner);
  await ask(owner.token, READ, { input: { ids: [shown.conversation] } });
  await ask(owner.token, UPLOAD, { input: { fileName: `Waiting ${word}.pdf`, mimeType: 'application/pdf', size: 9 } });
  for (const shared of [true, false])
    await ask(owner.token, SAVE_REPLY, {
      input: { shortcut: `r-${word}`, text: `${shared ? 'Shared' : 'Own'} reply ${word}`, shared },
    });
  await seedKeys(product, ask, owner.token, word);
  await seedDeadJob(product, tenant.tenantId, word);
  await seedGap(product, tenant.tenantId, rowOf(channel.id));
  await seedReceipt(product, tenant.tenantId, shown);
  await product.settle();
  for (const { contact } of [shown, hidden]) await seedPicture(product, tenant.tenantId, contact);
  return { ...world, team: globalId('Team', team), shown, hidden };
}

/** The password of the world's owner and representative. */
export const PASSWORD = 'um cavalo muito azul';
const passwordHash = passwords.hash(PASSWORD);

/** Somebody who was invited and came, somebody who has not come yet, a wish for a new password, and a second step for both that log in. */
async function seedPeople(product: Product, ask: Ask, members: SeededMember[], word: string): Promise<string> {
  const { db } = product.prosa.platform;
  const [owner] = members as [SeededMember];
  for (const { userId } of members) await db.write('update user_account set password_hash = ? where id = ?', [await passwordHash, userId]);
  await db.write(`update session set ip = '203.0.113.9' where tenant_id = ?`, [owner.tenantId]);
  const invite = async (name: string) =>
    (await ask(owner.token, INVITE, { input: { email: `${name}-${word}@example.com`, role: 'VIEWER' } })).inviteMember.acceptUrl.split('/').at(-1);
  await ask(owner.token, ACCEPT, { input: { token: await invite('came'), name: `Came ${word}`, password: PASSWORD } });
  const open = await invite('invited');
  await product.settle();
  await db.write(`insert into password_reset (id, tenant_id, user_id, created_at, expires_at) values (?, ?, ?, 1, 2)`, [newId(), owner.tenantId, owner.userId]);
  for (const { token } of members) await seedSecondFactor(product, token);
  return open;
}
/** Turns the second step on for the caller. */
export async function seedSecondFactor(product: Product, token: string): Promise<void> {
  const ask = asker(product);
  const { secret } = (await ask(token, START_FACTOR, { input: { password: PASSWORD } })).startSecondFactor.setup;
  await ask(token, CONFIRM_FACTOR, { input: { code: codeAt(secret, product.clock.now()) } });
}

/** A channel that was deleted, and that Evolution does not let go of. */
async function seedRemoval(product: Product, ask: Ask, token: string, { id }: World['channel']): Promise<void> {
  const { db, clock } = product.prosa.platform;
  await ask(token, `mutation ($id: ID!) { deleteChannel(input: { id: $id }) { userErrors { code } } }`, { id });
  await product.settle();
  const now = clock.now().getTime();
  await db.write(`update channel set trouble = 'STILL_THERE', state = 'CONNECTED', deleted_at = ?, check_at = ? where id = ?`, [
    now - 3_600_000,
    now + 86_400_000,
    rowOf(id),
  ]);
}

/** A person with two numbers who was taken for two, one taken for one who is two, and one who asked for no messages. */
async function seedOnePerson(
  product: Product,
  ask: Ask,
  token: string,
  instanceName: string,
  thread: Thread,
  word: string,
): Promise<void> {
  const phones = ['6', '7', '8'].map((digit) => `${thread.phone.slice(0, -1)}${digit}`);
  for (const phone of phones)
    await product.deliver(
      instanceName,
      ...textMessage(phone, phone.endsWith('8') ? 'SAIR' : `Second phone ${word}`, {
        pushName: `Twin ${word}`,
        at: product.clock.now(),
      }),
    );
  await product.settle();
  const { contacts } = await ask(
    token,
    `query ($search: String) { contacts(filter: { search: $search }) { edges { node { id phones } } } }`,
    { search: `Twin ${word}` },
  );
  const [first, second] = phones.map(
    (phone) => contacts.edges.find(({ node }: Data) => node.phones.includes(`+${phone}`)).node.id,
  );
  const merge = `mutation ($input: MergeContactsInput!) { mergeContacts(input: $input) { userErrors { code } } }`;
  await ask(token, merge, { input: { keepId: thread.contact, mergeIds: [first, second] } });
  const split = `mutation ($input: SplitContactInput!) { splitContact(input: $input) { userErrors { code } } }`;
  await ask(token, split, { input: { id: thread.contact, phones: [`+${phones[1]}`] } });
}

async function seedAgent(ask: Ask, token: string, word: string): Promise<string> {
  const text = (what: string) => `${what} ${word}`;
  const config = {
    persona: text('persona'),
    business: text('business'),
    offer: text('offer'),
    audience: text('audience'),
    policies: text('policies'),
    goal: text('goal'),
    language: 'pt-BR',
    model: text('model'),
    questions: [text('question')],
    handoffRules: text('handoff'),
    maxRepliesPerConversation: 20,
    operatingHours: [{ weekday: 2, from: '08:00', to: '18:00' }],
    monthlyBudget: { amount: '10.00', currency: 'BRL' },
  };
  const input = { name: text('Agent'), type: 'SDR', tools: [text('tool')], config, clientKey: `agent-${word}` };
  const { agent } = (await ask(token, SAVE_AGENT, { input })).saveAgent;
  await ask(
    token,
    `mutation ($input: SetAgentStatusInput!) { setAgentStatus(input: $input) { userErrors { code } } }`,
    { input: { id: agent.id, status: 'ACTIVE' } },
  );
  return agent.id;
}

/** The agent answers, is read, is taken over from; the customer quotes, edits and deletes; the shop's own phone writes; one message fails. */
async function seedThread(
  product: Product,
  ask: Ask,
  world: Pick<World, 'word' | 'owner' | 'channel'>,
  phone: string,
): Promise<Thread> {
  const { word, owner, channel } = world;
  const at = () => product.clock.now();
  const says = (text: string, over: Parameters<typeof textMessage>[2] = {}) =>
    product.deliver(
      channel.instanceName,
      ...textMessage(phone, `${text} ${word} ${phone}`, { pushName: `Customer ${word} ${phone}`, at: at(), ...over }),
    );
  const id = `IN-${word}-${phone}`;
  product.outside.reply = `Answer ${word} ${phone}`;
  await says('Hello', { id });
  await product.settle();
  product.clock.advance(5_000);
  await product.settle();
  const { providerId } = await newest(product, owner.token, channel.id, phone, 'OUTBOUND');
  for (const status of ['DELIVERY_ACK', 'READ'])
    await product.deliver(channel.instanceName, ...messageStatus(providerId, phone, status));
  await says('As I said', { quotes: id });
  await says('Gone soon', { id: `${id}-gone` });
  await product.deliver(channel.instanceName, ...edited(phone, id, `Corrected ${word} ${phone}`));
  await product.deliver(channel.instanceName, ...reacted(phone, providerId, `👍`, at()));
  await product.deliver(channel.instanceName, ...deleted(phone, `${id}-gone`));
  await says('From the phone itself', { fromMe: true });
  await product.deliver(
    channel.instanceName,
    ...documentMessage(phone, `File ${word} ${phone}`, { pushName: `Customer ${word} ${phone}`, at: at() }),
  );
  for (const [content, contextInfo] of contents(word, phone))
    await product.deliver(channel.instanceName, ...contentMessage(phone, content, { at: at(), contextInfo }));
  await product.deliver(channel.instanceName, ...called(phone, 'timeout', { id: `CALL-${word}-${phone}`, at: at() }));
  await product.settle();
  const { conversation, contact } = await newest(product, owner.token, channel.id, phone, 'INBOUND');
  await ask(owner.token, SEND, {
    input: { conversationId: conversation, text: `By hand ${word} ${phone}`, clientKey: `hand-${word}-${phone}` },
  });
  await ask(owner.token, SEND, {
    input: {
      conversationId: conversation,
      text: `Note ${word} ${phone}`,
      note: true,
      mentionedMemberIds: [globalId('Member', owner.memberId)],
      clientKey: `note-${word}-${phone}`,
    },
  });
  await product.settle();
  product.outside.override = (call, response) => {
    if (!call.path.startsWith('/message/sendText')) return false;
    response.writeHead(403, { 'content-type': 'application/json' }).end('{"status":403,"error":"Forbidden"}');
    return true;
  };
  const failed = (
    await ask(owner.token, SEND, {
      input: { conversationId: conversation, text: `Fails ${word} ${phone}`, clientKey: `fails-${word}-${phone}` },
    })
  ).sendMessage.message;
  await product.settle();
  product.outside.override = () => false;
  product.clock.advance(1_000);
  await says('And another thing');
  await product.settle();
  const { message } = await newest(product, owner.token, channel.id, phone, 'INBOUND');
  product.outside.override = (call, response) => {
    if (!call.path.startsWith('/message/sendReaction')) return false;
    response.writeHead(403, { 'content-type': 'application/json' }).end('{"status":403,"error":"Forbidden"}');
    return true;
  };
  await ask(owner.token, REACT, { input: { id: message, emoji: '❤️' } });
  await product.settle();
  product.outside.override = () => false;
  return { phone, conversation, contact, message, providerId: id, failed: failed.id };
}

/** What else a message can hold, each with the thread's own words in it. */
const contents = (word: string, phone: string): [content: object, contextInfo?: object][] => [
  [
    {
      locationMessage: {
        degreesLatitude: -23.5,
        degreesLongitude: -46.6,
        name: `Place ${word} ${phone}`,
        address: `Street ${word} ${phone}`,
      },
    },
  ],
  [{ audioMessage: { mimetype: 'audio/ogg', ptt: true, seconds: 2, waveform: { 0: 0, 1: 80 } } }],
  [{ conversation: `@${phone} ${word}` }, { mentionedJid: [`${phone}@s.whatsapp.net`] }],
  [{ orderMessage: { message: `Order ${word} ${phone}` } }],
  [
    { conversation: `On what is not here ${word} ${phone}` },
    { stanzaId: `GONE-${phone}`, quotedMessage: { conversation: `Quoted ${word} ${phone}` } },
  ],
  [
    {
      contactMessage: {
        displayName: `Card ${word} ${phone}`,
        vcard: `BEGIN:VCARD\nTEL;waid=${phone}:+${phone}\nEND:VCARD`,
      },
    },
  ],
  [{ pollCreationMessageV3: { name: `Poll ${word} ${phone}`, options: [{ optionName: `Option ${word} ${phone}` }] } }],
  [
    {
      listResponseMessage: {
        title: `Row ${word} ${phone}`,
        singleSelectReply: { selectedRowId: `row-${word}-${phone}` },
      },
    },
  ],
  [
    { conversation: `By an ad ${word} ${phone}` },
    {
      externalAdReply: {
        title: `Ad ${word} ${phone}`,
        body: `Half price ${word} ${phone}`,
        sourceType: 'ad',
        sourceId: `ad-${word}-${phone}`,
        sourceUrl: `https://fb.me/${word}-${phone}`,
        ctwaClid: `click-${word}-${phone}`,
      },
    },
  ],
];

const NEWEST = `{ conversations { edges { node { id channel { id } contact { id phones }
  messages(first: 20) { edges { node { id direction providerId } } } } } } }`;
async function newest(product: Product, token: string, channelId: string, phone: string, direction: string) {
  const { conversations } = await asker(product)(token, NEWEST);
  const { node } = conversations.edges.find(
    ({ node }: Data) => node.channel.id === channelId && node.contact.phones.includes(`+${phone}`),
  ) as Data;
  const message = node.messages.edges.map((edge: Data) => edge.node).find((one: Data) => one.direction === direction);
  if (!message) throw new Error(`No ${direction} message in the thread with ${phone}.`);
  return {
    conversation: node.id as string,
    contact: node.contact.id as string,
    message: message.id as string,
    providerId: message.providerId as string,
  };
}

/** One that a channel's coming back makes is read back, and gone, within a minute. */
async function seedGap({ prosa: { platform }, clock }: Product, tenantId: string, channelId: string): Promise<void> {
  const now = clock.now().getTime();
  await platform.db.write(`insert into channel_gap (channel_id, tenant_id, since, due_at) values (?, ?, ?, ?)`, [
    channelId,
    tenantId,
    now,
    now + 365 * 24 * 60 * 60_000,
  ]);
}

/** One that the phone was told of is gone at once. */
async function seedReceipt({ prosa: { platform }, clock }: Product, tenantId: string, { message, conversation }: Thread): Promise<void> {
  await platform.db.write(`insert into read_receipt (message_id, tenant_id, conversation_id, due_at) values (?, ?, ?, ?)`, [
    rowOf(message),
    tenantId,
    rowOf(conversation),
    clock.now().getTime() + 365 * 24 * 60 * 60_000,
  ]);
}

/** Its server is not the operator's, and so may not name an address inside: what it would have been asked for is here already. */
async function seedPicture({ prosa: { platform }, outside }: Product, tenantId: string, contact: string): Promise<void> {
  const [picture] = await platform.db.write<{ id: string }>(
    `update contact_picture set state = 'SHOWN', mime_type = 'image/jpeg', source = 'seeded', version = 1, due_at = null, attempts = 0
      where tenant_id = ? and contact_id = ? returning id`,
    [tenantId, rowOf(contact)],
  );
  if (!picture) throw new Error('Nobody asked for the picture of whoever wrote.');
  await new FolderBlobs(join(platform.config.dataDir, 'media')).put(tenantId, picture.id, outside.picture);
}

/** One that is used and ends, one that is over. */
async function seedKeys({ clock, graphql }: Product, ask: Ask, token: string, word: string): Promise<void> {
  const create = `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { apiKey { id } secret } }`;
  const expiresAt = new Date(clock.now().getTime() + 90 * 86_400_000).toISOString();
  const { createApiKey } = await ask(token, create, { input: { name: `Shop system ${word}`, scopes: ['READ'], expiresAt } });
  await graphql(createApiKey.secret, '{ eventCursor }');
  const over = await ask(token, create, { input: { name: `Former system ${word}`, scopes: ['WRITE'] } });
  await ask(token, `mutation ($id: ID!) { revokeApiKey(input: { id: $id }) { userErrors { code } } }`, { id: over.createApiKey.apiKey.id });
}

/** No way through the door makes a job fail for good within a test. */
async function seedDeadJob({ prosa: { platform }, clock }: Product, tenantId: string, word: string): Promise<void> {
  const id = newId();
  const now = clock.now().getTime();
  await platform.db.write(
    `insert into async_job (id, tenant_id, kind, key, payload, status, attempts, max_attempts, run_at, started_at, finished_at, last_error, created_at)
     values (?, ?, 'channel.logout', ?, ?, 'DEAD', 5, 5, ?, ?, ?, ?, ?)`,
    [id, tenantId, `key-${word}`, JSON.stringify({ note: word }), now, now, now, `error-${word}`, now],
  );
  await unitOfWork(systemContext(platform, tenantId, 'jobs'), async (unit) => {
    unit.append({ type: 'JOB_DEAD', node: { type: 'Job', id }, audience: { kind: 'operations' } });
  });
}

/** A browser that waits for a push that is never due. */
async function seedPush({ prosa: { platform }, clock }: Product, tenantId: string, owner: SeededMember): Promise<void> {
  const [id, now] = [newId(), clock.now().getTime()];
  await platform.db.write(
    `insert into push_subscription (id, tenant_id, member_id, session_id, endpoint_hash, sealed, created_at) values (?, ?, ?, ?, ?, ?, ?)`,
    [id, tenantId, owner.memberId, owner.actor.sessionId, id, 'sealed', now],
  );
  await platform.db.write(
    `insert into push_delivery (id, tenant_id, subscription_id, notification_id, due_at, attempts) values (?, ?, ?, ?, ?, 0)`,
    [newId(), tenantId, id, newId(), now + 365 * 24 * 60 * 60_000],
  );
}
