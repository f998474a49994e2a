import { codeAt } from '@prosa/server/identity';
import { globalId, newId } from '@prosa/server/platform';
import { edited, qrCode, textMessage, writing } from '../outside-world';
import { createHash } from 'node:crypto';
import type { GraphqlSocket } from '../graphql-socket';
import { rowOf, type Data, type Product } from '../start-product';
import { asker, EVERY_DAY, PASSWORD, seedSecondFactor, type Thread, type World } from './world';

/**
 * What the schema cannot say of itself: which row an argument names, what a mutation takes, what makes a subscription speak.
 * Whoever adds a field, a mutation or a subscription adds a line here, or the walk fails and says so.
 */

const member = (memberId: string) => globalId('Member', memberId);

/** The id that an argument of this name takes in a world; `Type.field.path` before the bare name. */
export const NAMED_IDS: Record<string, (world: World, thread: Thread) => string | string[]> = {
  id: (_, thread) => thread.conversation,
  ids: (_, thread) => [thread.conversation, thread.contact, thread.message],
  assigneeId: (world, thread) => member(thread === world.shown ? world.rep.memberId : world.owner.memberId),
  around: (_, thread) => thread.message,
  channelId: ({ channel }) => channel.id,
  teamId: ({ team }) => team,
  'Query.openInvitation.token': ({ invitation }) => invitation,
  conversationId: (_, thread) => thread.conversation,
  'Subscription.channelConnection.channelId': ({ waiting }) => waiting.id,
  'Subscription.channelQrCode.channelId': ({ waiting }) => waiting.id,
};

export interface MutationCase {
  /** Arguments that succeed for the world's owner; made anew for each call. */
  args(world: World, thread: Thread, product: Product): object | Promise<object>;
  /** Puts back what `args` had to move out of the way. */
  after?(world: World, product: Product): Promise<unknown>;
  /** Ends the session that it is called with, so that each call needs its own. */
  endsSession?: boolean;
  /** Whoever is no owner is refused these arguments, whatever right the entry declares. */
  ownerOnly?: boolean;
}
let calls = 0;
const input = (make: (world: World, thread: Thread) => object): MutationCase => ({
  args: (world, thread) => ({ input: make(world, thread) }),
});

/** One of the tenant's own messages that the other side has: only such can be edited and taken back. */
const sentMessage: (...at: Parameters<MutationCase['args']>) => Promise<string> = async (
  { word, owner },
  { conversation },
  product,
) => {
  const { sendMessage } = await asker(product)(
    owner.token,
    `mutation ($input: SendMessageInput!) { sendMessage(input: $input) { message { id } userErrors { code } } }`,
    { input: { conversationId: conversation, text: `To change ${word} ${++calls}`, clientKey: `call-${++calls}` } },
  );
  await product.settle();
  return sendMessage.message.id;
};

/** A file that is of the member who may use it in this thread. */
const uploaded: (...at: Parameters<MutationCase['args']>) => Promise<string> = async (world, thread, product) => {
  const { token } = thread === world.shown ? world.rep : world.owner;
  const bytes = `%PDF-1.7 ${world.word}`;
  const { createUpload } = await asker(product)(
    token,
    `mutation ($input: CreateUploadInput!) { createUpload(input: $input) { upload { id url } userErrors { code } } }`,
    { input: { fileName: `${world.word} ${++calls}.pdf`, mimeType: 'application/pdf', size: bytes.length } },
  );
  await fetch(createUpload.upload.url, { method: 'PUT', headers: { authorization: `Bearer ${token}` }, body: bytes });
  return createUpload.upload.id;
};

/** Somebody who wrote just now: in sight of whoever sees the thread. */
async function newcomer(
  ...[world, thread, product]: Parameters<MutationCase['args']>
): Promise<{ id: string; phone: string }> {
  const { word, channel, owner, rep } = world;
  const phone = `55119660${10_000 + ++calls}`;
  await product.deliver(
    channel.instanceName,
    ...textMessage(phone, `Here I am ${word} ${phone}`, {
      at: product.clock.now(),
      pushName: `Newcomer ${word} ${phone}`,
    }),
  );
  await product.settle();
  const ask = asker(product);
  const { contacts } = await ask(
    owner.token,
    `query ($search: String) { contacts(filter: { search: $search }) { edges { node { id conversations { edges { node { id } } } } } } }`,
    { search: phone },
  );
  const { id, conversations } = contacts.edges[0].node;
  const assigneeId = member(thread === world.shown ? rep.memberId : owner.memberId);
  await ask(
    owner.token,
    `mutation ($input: UpdateConversationInput!) { updateConversation(input: $input) { userErrors { code } } }`,
    { input: { id: conversations.edges[0].node.id, assigneeId } },
  );
  return { id, phone: `+${phone}` };
}
const MERGE = `mutation ($input: MergeContactsInput!) { mergeContacts(input: $input) { contact { id merges { id } } userErrors { code } } }`;
/** A contact that two became. */
async function merged(
  ...at: Parameters<MutationCase['args']>
): Promise<{ id: string; phone: string; mergeId: string }> {
  const [kept, other] = [await newcomer(...at), await newcomer(...at)];
  const { mergeContacts } = await asker(at[2])(at[0].owner.token, MERGE, {
    input: { keepId: kept.id, mergeIds: [other.id] },
  });
  return { id: kept.id, phone: other.phone, mergeId: mergeContacts.contact.merges[0].id };
}

export const CREATE_KEY = `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { apiKey { id } secret userErrors { code } } }`;

/** Another server needs a tenant without channels: they are gone for as long as the call lasts. */
const HIDDEN_AT = 7;
const withoutChannels = (args: (world: World, product: Product) => object): MutationCase => ({
  args: async (world, _thread, product) => {
    const { db } = product.prosa.platform;
    await db.write(`update channel set deleted_at = ? where tenant_id = ? and deleted_at is null`, [
      HIDDEN_AT,
      world.tenant.tenantId,
    ]);
    return args(world, product);
  },
  after: (world, { prosa }) =>
    prosa.platform.db.write(`update channel set deleted_at = null where tenant_id = ? and deleted_at = ?`, [
      world.tenant.tenantId,
      HIDDEN_AT,
    ]),
});

const VIEW = { list: 'CONVERSATIONS', state: { view: 'mine' } };
/** A view of whoever is about to change it. */
const keptView: (...at: Parameters<MutationCase['args']>) => Promise<string> = async (world, thread, product) => {
  const { saveSavedView } = await asker(product)(
    (thread === world.shown ? world.rep : world.owner).token,
    `mutation ($input: SaveSavedViewInput!) { saveSavedView(input: $input) { savedView { id } userErrors { code } } }`,
    { input: { ...VIEW, name: `View ${world.word} ${++calls}`, shared: false } },
  );
  return saveSavedView.savedView.id;
};

/** A label that only this call needs. */
const madeLabel: (...at: Parameters<MutationCase['args']>) => Promise<string> = async ({ word, owner }, _, product) => {
  const { saveLabel } = await asker(product)(
    owner.token,
    `mutation ($input: SaveLabelInput!) { saveLabel(input: $input) { label { id } userErrors { code } } }`,
    { input: { name: `made ${word} ${++calls}`, colour: 'BLUE' } },
  );
  return saveLabel.label.id;
};

/** A canned reply of the member's own who acts in this thread. */
const ownReply: (...at: Parameters<MutationCase['args']>) => Promise<string> = async (world, thread, product) => {
  const { token } = thread === world.shown ? world.rep : world.owner;
  const { saveCannedReply } = await asker(product)(
    token,
    `mutation ($input: SaveCannedReplyInput!) { saveCannedReply(input: $input) { cannedReply { id } userErrors { code } } }`,
    { input: { shortcut: `own-${world.word}-${++calls}`.slice(0, 40), text: `Own ${world.word}`, shared: false } },
  );
  return saveCannedReply.cannedReply.id;
};

/** A message for later that only this call needs. */
const scheduled: (...at: Parameters<MutationCase['args']>) => Promise<string> = async (
  { word, owner },
  { conversation },
  product,
) => {
  const { scheduleMessage } = await asker(product)(owner.token, SCHEDULE, {
    input: {
      conversationId: conversation,
      text: `Later ${word} ${++calls}`,
      sendAt: inADay(product),
      clientKey: `call-${++calls}`,
    },
  });
  return scheduleMessage.scheduledMessage.id;
};
const SCHEDULE = `mutation ($input: ScheduleMessageInput!) { scheduleMessage(input: $input) { scheduledMessage { id } userErrors { code } } }`;
const inADay = ({ clock }: Product): string => new Date(clock.now().getTime() + 86_400_000).toISOString();

/** A browser's, made for this alone: nobody has its private half. */
export const browserKeys = {
  p256dh: Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 7)]).toString('base64url'),
  auth: Buffer.alloc(16, 7).toString('base64url'),
};

/** What still waits to be taken back would keep the next message of its conversation waiting. */
const untilSent = async (_world: World, product: Product): Promise<void> => {
  product.clock.advance(6_000);
  await product.settle();
};

/** Together the cases of a mutation give a value to each of its ID arguments. */
const callerOf = (world: World, thread: Thread) => (thread === world.shown ? world.rep : world.owner);
const factorOff = ({ prosa: { platform } }: Product, userId: string) => platform.db.write('delete from second_factor where user_id = ?', [userId]);
/** The code of now, which was not used yet. */
async function codeOf({ prosa: { platform } }: Product, userId: string): Promise<string> {
  const [row] = await platform.db.write<{ secret_sealed: string }>('update second_factor set last_step = 0 where user_id = ? returning secret_sealed', [userId]);
  return codeAt(platform.secrets.open(row?.secret_sealed ?? '', `second-factor:${userId}`), platform.clock.now());
}
/** With the second step on, and its code of now. */
const withFactor: MutationCase = {
  args: async (world, thread, product) => {
    const { token, userId } = callerOf(world, thread);
    await factorOff(product, userId);
    await seedSecondFactor(product, token);
    return { input: { password: PASSWORD, code: await codeOf(product, userId) } };
  },
};
const newAddress = (word: string) => `someone-${++calls}-${word}@example.com`;
const INVITE = `mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { acceptUrl invitation { id } userErrors { code } } }`;
const invited = async ({ owner, word }: World, product: Product) =>
  (await asker(product)(owner.token, INVITE, { input: { email: newAddress(word), role: 'REP' } })).inviteMember;

export const MUTATIONS: Record<string, MutationCase[]> = {
  acceptInvitation: [
    {
      args: async (world, _thread, product) => ({
        input: { token: (await invited(world, product)).acceptUrl.split('/').at(-1), name: `Taken in ${world.word}`, password: PASSWORD },
      }),
    },
  ],
  confirmSecondFactor: [
    {
      args: async (world, thread, product) => {
        const { token, userId } = callerOf(world, thread);
        await factorOff(product, userId);
        await asker(product)(token, `mutation { startSecondFactor(input: { password: "${PASSWORD}" }) { userErrors { code } } }`);
        return { input: { code: await codeOf(product, userId) } };
      },
    },
  ],
  deleteTeam: [
    {
      args: async ({ tenant, word }) => ({ input: { id: globalId('Team', await tenant.team(`Gone soon ${++calls} ${word}`)) } }),
    },
  ],
  endSecondFactor: [withFactor],
  inviteMember: [
    {
      args: ({ word, team }) => ({ input: { email: newAddress(word), role: 'REP', visibility: 'TEAM', teamIds: [team] } }),
    },
  ],
  renewRecoveryCodes: [withFactor],
  requestPasswordReset: [{ args: () => ({ input: { email: newAddress('nobody') } }) }],
  resendInvitation: [{ args: async (world, _thread, product) => ({ input: { id: (await invited(world, product)).invitation.id } }) }],
  resetPassword: [
    {
      args: async (_world, _thread, product) => {
        const { tenantId, userId } = await product.register();
        const token = `token-${++calls}`;
        const now = product.clock.now().getTime();
        await product.prosa.platform.db.write(
          `insert into password_reset (id, tenant_id, user_id, token_hash, created_at, expires_at) values (?, ?, ?, ?, ?, ?)`,
          [newId(), rowOf(tenantId), rowOf(userId), createHash('sha256').update(token).digest('hex'), now, now + 60_000],
        );
        return { input: { token, password: PASSWORD } };
      },
    },
  ],
  revokeInvitation: [{ args: async (world, _thread, product) => ({ input: { id: (await invited(world, product)).invitation.id } }) }],
  revokeOtherSessions: [{ args: () => ({}) }],
  revokeSession: [
    {
      args: async (world, thread, product) => {
        const { memberId, userId, tenantId } = callerOf(world, thread);
        const id = newId();
        const now = product.clock.now().getTime();
        await product.prosa.platform.db.write(
          `insert into session (id, token_hash, user_id, tenant_id, member_id, created_at, last_seen_at, expires_at) values (?, ?, ?, ?, ?, ?, ?, ?)`,
          [id, id.replaceAll('-', ''), userId, tenantId, memberId, now, now, now + 60_000],
        );
        return { input: { id: globalId('Session', id) } };
      },
    },
  ],
  saveTeam: [
    input(({ team, word, owner }) => ({ id: team, name: `Team ${word}`, memberIds: [member(owner.memberId)], assignment: 'MANUAL', capacity: 5 })),
    input(({ word, owner }) => ({ name: `Another team ${++calls} ${word}`, memberIds: [member(owner.memberId)] })),
  ],
  startSecondFactor: [
    {
      args: async (world, thread, product) => {
        await factorOff(product, callerOf(world, thread).userId);
        return { input: { password: PASSWORD } };
      },
    },
  ],
  updateMember: [
    input((world, thread) => ({ id: member(callerOf(world, thread).memberId), availability: 'BUSY' })),
    {
      args: async ({ tenant, team }) => ({ input: { id: member((await tenant.member('VIEWER')).memberId), visibility: 'OWN', teamIds: [team] } }),
      ownerOnly: true,
    },
  ],
  updateProfile: [input(({ word }) => ({ name: `Person ${word}` }))],
  updateTenant: [input(({ word }) => ({ name: `Workspace ${word}`, timeZone: 'America/Recife' }))],
  bindChannel: [input(({ channel, agent }) => ({ channelId: channel.id, agentId: agent }))],
  connectEvolutionForAgent: [input(({ agent, word }) => ({ agentId: agent, displayName: `One more ${word}` }))],
  createApiKey: [input(({ word }) => ({ name: `Key ${word} ${++calls}`, scopes: ['READ'] }))],
  revokeApiKey: [
    {
      args: async ({ owner }, _thread, product) => {
        const made = await asker(product)(owner.token, CREATE_KEY, { input: { name: `To revoke ${++calls}`, scopes: ['READ'] } });
        return { input: { id: made.createApiKey.apiKey.id } };
      },
    },
  ],
  createUpload: [input(({ word }) => ({ fileName: `${word}.pdf`, mimeType: 'application/pdf', size: 12 }))],
  deleteCannedReply: [{ args: async (...at) => ({ input: { id: await ownReply(...at) } }) }],
  deleteLabel: [{ args: async (...at) => ({ input: { id: await madeLabel(...at) } }) }],
  deleteSavedView: [{ args: async (...at) => ({ input: { id: await keptView(...at) } }) }],
  deleteMessage: [{ args: async (...at) => ({ input: { id: await sentMessage(...at) } }) }],
  editMessage: [
    { args: async (...at) => ({ input: { id: await sentMessage(...at), text: `Edited ${at[0].word} ${++calls}` } }) },
  ],
  reactToMessage: [input((_, thread) => ({ id: thread.message, emoji: '👍' }))],
  cancelMessage: [
    {
      args: async (...[world, thread, product]) => {
        const { token } = thread === world.shown ? world.rep : world.owner;
        const { sendMessage } = await asker(product)(
          token,
          `mutation ($input: SendMessageInput!) { sendMessage(input: $input) { message { id } userErrors { code } } }`,
          {
            input: {
              conversationId: thread.conversation,
              text: `To take back ${world.word} ${++calls}`,
              undoSeconds: 5,
              clientKey: `call-${++calls}`,
            },
          },
        );
        return { input: { id: sendMessage.message.id } };
      },
      after: untilSent,
    },
  ],
  cancelScheduledMessage: [{ args: async (...at) => ({ input: { id: await scheduled(...at) } }) }],
  deleteChannel: [input(({ refused }) => ({ id: refused.id }))],
  disconnectChannel: [input(({ waiting }) => ({ id: waiting.id }))],
  login: [
    {
      args: async (_world, _thread, product) => {
        const { email, password } = await product.register();
        return { input: { email, password } };
      },
    },
  ],
  logout: [{ args: () => ({}), endsSession: true }],
  markConversationRead: [input((_, thread) => ({ id: thread.conversation, upToMessageId: thread.message }))],
  markNotificationsRead: [
    {
      args: async (world, thread, product) => {
        const { token } = thread === world.shown ? world.rep : world.owner;
        await write(product, world, thread);
        await product.settle();
        const { notifications } = await asker(product)(
          token,
          '{ notifications { edges { node { id conversation { id } } } } }',
        );
        const { node } = notifications.edges.find(({ node }: Data) => node.conversation?.id === thread.conversation);
        return { input: { ids: [node.id] } };
      },
    },
    {
      args: async (world, thread, product) => {
        await write(product, world, thread);
        await product.settle();
        return { input: { ids: [thread.conversation] } };
      },
    },
  ],
  reconnectChannel: [input(({ waiting }) => ({ id: waiting.id }))],
  register: [
    input(() => ({
      tenantName: 'Newcomers',
      name: 'A newcomer',
      email: `newcomer-${++calls}@example.com`,
      password: 'a long enough passphrase 7',
    })),
  ],
  removeEvolutionServer: [withoutChannels(() => ({}))],
  replayInboundEvent: [
    {
      args: async ({ owner }, _thread, product) => {
        const { inboundEvents } = await asker(product)(
          owner.token,
          '{ inboundEvents(first: 1) { edges { node { id } } } }',
        );
        return { input: { id: inboundEvents.edges[0].node.id } };
      },
    },
  ],
  retryMessage: [input((_, thread) => ({ id: thread.failed }))],
  returnConversationToAgent: [input((_, thread) => ({ id: thread.conversation }))],
  markConversationUnread: [input((_, thread) => ({ id: thread.conversation }))],
  mergeContacts: [
    {
      args: async (...at) => ({
        input: { keepId: (await newcomer(...at)).id, mergeIds: [(await newcomer(...at)).id] },
      }),
    },
  ],
  saveContact: [input(({ word }, thread) => ({ id: thread.contact, name: `Named ${word} ${++calls}` }))],
  setContactOptOut: [
    input((_, thread) => ({ id: thread.contact, optedOut: true })),
    input((_, thread) => ({ id: thread.contact, optedOut: false })),
  ],
  splitContact: [
    {
      args: async (...at) => {
        const { id, phone } = await merged(...at);
        return { input: { id, phones: [phone] } };
      },
    },
    {
      args: async (...at) => {
        const { id, mergeId } = await merged(...at);
        return { input: { id, mergeId } };
      },
    },
  ],
  saveAgent: [
    input(({ agent, word }) => ({ id: agent, name: `Renamed ${word} ${++calls}` })),
    input(({ word }) => ({ name: `Made ${word}`, clientKey: `call-${++calls}` })),
  ],
  saveEvolutionServer: [
    withoutChannels(({ word }, { outside }) => ({
      input: { url: `${outside.url}/own-${word}`, apiKey: `another-key-${word}` },
    })),
  ],
  sendMessage: [
    {
      ...input(({ word }, thread) => ({
        conversationId: thread.conversation,
        text: `Sent a little later ${word}`,
        undoSeconds: 5,
        clientKey: `call-${++calls}`,
      })),
      after: untilSent,
    },
    input(({ word }, thread) => ({
      conversationId: thread.conversation,
      text: `Sent ${word}`,
      replyToId: thread.message,
      clientKey: `call-${++calls}`,
    })),
    {
      args: async (...at) => ({
        input: {
          conversationId: at[1].conversation,
          attachment: { uploadId: await uploaded(...at), caption: `Sent ${at[0].word}` },
          clientKey: `call-${++calls}`,
        },
      }),
    },
    input(({ word }, thread) => ({
      conversationId: thread.conversation,
      contactCards: [{ contactId: thread.contact, name: `Card ${word}` }],
      clientKey: `call-${++calls}`,
    })),
    input(({ word }, thread) => ({
      conversationId: thread.conversation,
      location: { latitude: 1, longitude: 2, name: `Place ${word}` },
      clientKey: `call-${++calls}`,
    })),
    input((world, thread) => ({
      conversationId: thread.conversation,
      text: `Note ${world.word}`,
      note: true,
      mentionedMemberIds: [member(thread === world.shown ? world.rep.memberId : world.owner.memberId)],
      clientKey: `call-${++calls}`,
    })),
  ],
  saveCannedReply: [
    {
      args: async (...at) => {
        const { word } = at[0];
        const shortcut = `own-${word}-${++calls}`.slice(0, 40);
        return {
          input: { id: await ownReply(...at), shortcut, text: `Changed ${word} {{contact.name}}`, shared: false },
        };
      },
    },
  ],
  savePushSubscription: [input(({ word }) => ({ ...browserKeys, endpoint: `https://push.example.com/${word}/${++calls}` }))],
  removePushSubscription: [input(({ word }) => ({ endpoint: `https://push.example.com/${word}` }))],
  sendTestPush: [{ args: () => ({}) }],
  saveNotificationSettings: [input(() => ({ kinds: [{ kind: 'MESSAGE', sound: false }], hideText: false }))],
  saveLabel: [
    {
      args: async (...at) => ({ input: { id: await madeLabel(...at), name: `renamed ${at[0].word} ${++calls}` } }),
    },
  ],
  saveSavedView: [
    {
      args: async (...at) => ({
        input: { ...VIEW, id: await keptView(...at), name: `Renamed ${at[0].word} ${++calls}`, shared: true },
      }),
    },
  ],
  scheduleMessage: [
    {
      args: ({ word }, { conversation }, product) => ({
        input: {
          conversationId: conversation,
          text: `For later ${word}`,
          sendAt: inADay(product),
          cancelOnReply: true,
          clientKey: `call-${++calls}`,
        },
      }),
    },
  ],
  sendScheduledMessage: [{ args: async (...at) => ({ input: { id: await scheduled(...at) } }) }],
  updateScheduledMessage: [
    {
      args: async (...at) => ({
        input: { id: await scheduled(...at), text: `Changed ${at[0].word}`, cancelOnReply: true },
      }),
    },
  ],
  setAgentStatus: [input(({ agent }) => ({ id: agent, status: 'PAUSED' }))],
  setTyping: [input((_, thread) => ({ conversationId: thread.conversation, typing: true }))],
  startConversation: [
    input(({ channel, word }) => ({
      channelId: channel.id,
      phone: `+55119770${String(10_000 + ++calls)}`,
      name: `Approached ${word}`,
      text: `First message ${word}`,
      clientKey: `call-${++calls}`,
    })),
  ],
  switchTenant: [
    { args: ({ tenant }) => ({ input: { tenantId: globalId('Tenant', tenant.tenantId) } }), endsSession: true },
  ],
  takeOverConversation: [input((_, thread) => ({ id: thread.conversation }))],
  transferConversation: [
    input((world, thread) => ({
      id: thread.conversation,
      assigneeId: member(thread === world.shown ? world.rep.memberId : world.owner.memberId),
      teamId: world.team,
      note: `Please call ${world.word} ${thread.phone}`,
    })),
  ],
  updateConversations: [
    input((world, thread) => ({
      items: [
        {
          id: thread.conversation,
          assigneeId: member(thread === world.shown ? world.rep.memberId : world.owner.memberId),
          teamId: world.team,
          labels: [`label-${world.word}-${++calls}`],
        },
      ],
    })),
  ],
  updateChannel: [
    input(({ channel, word }) => ({
      id: channel.id,
      displayName: `Renamed ${word}`,
      pacing: { minSeconds: 0, maxSeconds: 2, typing: false },
      readReceipts: true,
      businessHours: { hours: EVERY_DAY, timeZone: 'America/Sao_Paulo', awayMessage: `Away ${word} ${++calls}` },
    })),
    input(({ waiting, team }) => ({ id: waiting.id, teamId: team })),
  ],
  updateConversation: [
    input((world, thread) => ({
      id: thread.conversation,
      assigneeId: member(thread === world.shown ? world.rep.memberId : world.owner.memberId),
      teamId: world.team,
      labels: [`label-${world.word}-${++calls}`],
    })),
  ],
};

type Trigger = (product: Product, world: World, thread: Thread) => Promise<unknown>;
const write: Trigger = (product, { word, channel }, { phone }) =>
  product.deliver(
    channel.instanceName,
    ...textMessage(phone, `Live ${word} ${phone} ${++calls}`, {
      at: product.clock.now(),
      pushName: `Customer ${word} ${phone}`,
    }),
  );
const showCode: Trigger = (product, { word, waiting }) =>
  product.deliver(waiting.instanceName, ...qrCode(`2@live-${word}-${++calls}`));

const SET_TYPING = `mutation ($input: SetTypingInput!) { setTyping(input: $input) { userErrors { code } } }`;
/** Those who stay while the walk goes on. */
const visitors: GraphqlSocket[] = [];

/** Makes something happen that a subscription tells of: in one of the threads, where it is about conversations. */
export const TRIGGERS: Record<string, Trigger> = {
  channelConnection: showCode,
  channelQrCode: showCode,
  contactChanged: (product, { word, owner }, { contact }) =>
    asker(product)(
      owner.token,
      `mutation ($input: SaveContactInput!) { saveContact(input: $input) { userErrors { code } } }`,
      {
        input: { id: contact, name: `Renamed ${word} ${++calls}` },
      },
    ),
  // One who comes by: nobody is told of themselves.
  conversationPresence: async (product, { tenant }, { conversation }) => {
    const { token } = await tenant.member('MANAGER');
    const other = await product.socket(token);
    const ask = `subscription ($id: ID!) { conversationPresence(conversationId: $id) { typing } }`;
    await other.subscribe(ask, { id: conversation }).next();
    await asker(product)(token, SET_TYPING, { input: { conversationId: conversation, typing: true } });
    visitors.push(other);
  },
  conversationChanged: (product, { word, owner }, { conversation }) =>
    asker(product)(
      owner.token,
      `mutation ($input: UpdateConversationInput!) { updateConversation(input: $input) { userErrors { code } } }`,
      {
        input: { id: conversation, labels: [`label-${word}-${++calls}`] },
      },
    ),
  events: write,
  integrationChanged: showCode,
  messageChanged: (product, { word, channel }, { phone, providerId }) =>
    product.deliver(channel.instanceName, ...edited(phone, providerId, `Corrected ${word} ${phone} ${++calls}`)),
  messageReceived: write,
  notificationReceived: write,
  // To go on with the same is no news.
  typing: (product, { channel }, { phone }) =>
    product.deliver(channel.instanceName, ...writing(phone, ++calls % 2 ? 'composing' : 'recording')),
};
