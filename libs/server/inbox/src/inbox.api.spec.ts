import { graphql, parse, type GraphQLSchema } from 'graphql';
import { Channel } from '@prosa/server/channels';
import { seedTenant, type SeededMember, type SeededTenant } from '@prosa/server/identity';
import {
  builder,
  describeAccess,
  globalId,
  newId,
  SharedSubscriptions,
  unitOfWork,
  type GraphqlContext,
  type TenantContext,
} from '@prosa/server/platform';
import './index';
import type { Conversation } from './inbox.entities';
import { openTestInbox, textDelivery, type TestInbox } from './testing/test-inbox';

const MESSAGE = `id text status kind direction sortKey providerId failure { code }
  replyTo { id text } author { __typename ... on Contact { id name } ... on Member { id user { name } } ... on PhoneOwner { channel { id } } }`;
const CONVERSATION = `id status handler handoffReason unreadCount version labels isGroup snoozedUntil lastActivityAt
  contact { id name phones } channel { id } assignee { id } lastMessage { id text }`;
const LIST = `query ($filter: ConversationFilter, $first: Int, $after: String) { conversations(filter: $filter, first: $first, after: $after) {
  edges { cursor node { ${CONVERSATION} } } pageInfo { hasNextPage endCursor } } }`;
const THREAD = `query ($id: ID!, $first: Int, $after: String, $last: Int, $before: String, $around: ID) { node(id: $id) { ... on Conversation {
  messages(first: $first, after: $after, last: $last, before: $before, around: $around) { edges { cursor node { ${MESSAGE} } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } } }`;
const SEND = `mutation ($input: SendMessageInput!) { sendMessage(input: $input) { message { ${MESSAGE} conversation { handler } } userErrors { code path } } }`;

describe('the inbox over GraphQL', () => {
  let inbox: TestInbox;
  let tenant: SeededTenant;
  let schema: GraphQLSchema;
  let channel: string;
  let conversation: Conversation;
  let id: string;

  beforeAll(() => {
    schema = builder.toSchema();
  });
  beforeEach(async () => {
    const opened = await openTestInbox();
    tenant = await seedTenant(opened.platform);
    inbox = opened.of(tenant.tenantId);
    channel = await inbox.channel();
    await inbox.deliver(channel, [textDelivery({ id: 'Q1', text: 'first' }), textDelivery({ text: 'second' })]);
    await inbox.drain(channel);
    conversation = (await inbox.conversations())[0] as Conversation;
    id = globalId('Conversation', conversation.id);
  });
  afterEach(() => inbox.close());

  const contextOf = (who: TenantContext | null): GraphqlContext => ({
    platform: inbox.platform,
    tenant: who,
    request: { ip: '127.0.0.1', userAgent: null },
    setSession: () => undefined,
    loaders: new Map(),
  });
  const as = (member: SeededMember): TenantContext => member as unknown as TenantContext;
  async function ask(source: string, variables: object = {}, who: TenantContext | null = as(tenant.owner)) {
    const { data, errors } = await graphql({
      schema,
      source,
      variableValues: variables as never,
      contextValue: contextOf(who),
    });
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers of many shapes
    return { data: data as any, errors: errors?.map(({ message, extensions }) => extensions['code'] ?? message) };
  }

  it('declares who may use each entry', () => {
    const access = describeAccess(schema);
    expect(access).toEqual(
      expect.arrayContaining([
        'Conversation: right inbox:read',
        'Mutation.sendMessage: right inbox:send',
        'Subscription.messageReceived: right inbox:read',
      ]),
    );
  });

  it('lists conversations with all that a list shows', async () => {
    const { data, errors } = await ask(LIST);
    expect(errors).toBeUndefined();
    expect(data.conversations.edges[0].node).toMatchObject({
      id,
      status: 'OPEN',
      unreadCount: 2,
      contact: { name: 'Ana Souza', phones: ['+5511999990001'] },
      channel: { id: globalId('Channel', channel) },
      assignee: null,
      lastMessage: { text: 'second' },
    });
  });

  it('tells whether more conversations follow, and goes on from the cursor', async () => {
    await inbox.deliver(channel, [textDelivery({ jid: '5511966660001@s.whatsapp.net' })]);
    await inbox.drain(channel);
    const first = (await ask(LIST, { first: 1 })).data.conversations;
    expect(first.pageInfo.hasNextPage).toBe(true);
    const second = (await ask(LIST, { first: 1, after: first.pageInfo.endCursor })).data.conversations;
    expect(second.pageInfo.hasNextPage).toBe(false);
    expect(new Set([...first.edges, ...second.edges].map((edge) => edge.node.id)).size).toBe(2);
  });

  it('still names the channel of a conversation when it was deleted', async () => {
    await unitOfWork(
      inbox.ctx,
      async ({ em }) => void (await em.nativeUpdate(Channel, { id: channel }, { deletedAt: inbox.clock.now() })),
    );
    const { data, errors } = await ask(LIST);
    expect(errors).toBeUndefined();
    expect(data.conversations.edges[0].node.channel).toEqual({ id: globalId('Channel', channel) });
  });

  it('reads a page of thirty with as many statements as a page of one', async () => {
    const many = Array.from({ length: 30 }, (_, i) =>
      textDelivery({ jid: `55119666600${String(i).padStart(2, '0')}@s.whatsapp.net` }),
    );
    await inbox.deliver(channel, many);
    await inbox.drain(channel);
    const costOf = async (first: number) => {
      inbox.statements.length = 0;
      expect((await ask(LIST, { first })).data.conversations.edges).toHaveLength(first);
      return inbox.statements.length;
    };
    const one = await costOf(1);
    expect(await costOf(30)).toBe(one);
    const { data } = await ask(LIST, { first: 20 });
    const rest = await ask(LIST, { first: 20, after: data.conversations.pageInfo.endCursor });
    expect(rest.data.conversations).toMatchObject({ pageInfo: { hasNextPage: false } });
    expect(rest.data.conversations.edges).toHaveLength(11);
  });

  it('pages a thread in both directions and around a message, with quotes and authors', async () => {
    await inbox.deliver(channel, [
      textDelivery({ text: 'from the phone', fromMe: true, at: new Date('2026-11-24T12:00:01Z') }),
    ]);
    await inbox.drain(channel);
    const page = async (variables: object) => (await ask(THREAD, { id, ...variables })).data.node.messages;
    const newest = await page({ first: 2 });
    expect(newest.edges.map(({ node }: never) => (node as { text: string }).text)).toEqual([
      'from the phone',
      'second',
    ]);
    expect(newest.edges[0].node.author).toEqual({
      __typename: 'PhoneOwner',
      channel: { id: globalId('Channel', channel) },
    });
    expect(newest.edges[1].node.author).toMatchObject({ __typename: 'Contact', name: 'Ana Souza' });
    const older = await page({ first: 2, after: newest.pageInfo.endCursor });
    expect(older).toMatchObject({
      edges: [{ node: { text: 'first' } }],
      pageInfo: { hasNextPage: false, hasPreviousPage: true },
    });
    const newer = await page({ last: 1, before: older.pageInfo.startCursor });
    expect(newer).toMatchObject({ edges: [{ node: { text: 'second' } }], pageInfo: { hasPreviousPage: true } });
    const around = await page({ around: newest.edges[1].node.id, first: 2 });
    expect(around.edges).toHaveLength(2);
    expect((await ask(THREAD, { id, first: 1, last: 1 })).errors).toEqual(['BAD_USER_INPUT']);
    expect((await ask(THREAD, { id, after: 'nonsense' })).errors).toEqual(['BAD_USER_INPUT']);
  });

  it('sends, and answers the same for the same key', async () => {
    const input = { conversationId: id, text: 'Olá', clientKey: 'k' };
    const { data, errors } = await ask(SEND, { input });
    expect(errors).toBeUndefined();
    expect(data.sendMessage).toMatchObject({
      message: { status: 'QUEUED', text: 'Olá', author: { __typename: 'Member' }, conversation: { handler: 'HUMAN' } },
      userErrors: [],
    });
    expect((await ask(SEND, { input })).data.sendMessage.message.id).toBe(data.sendMessage.message.id);
    expect((await ask(SEND, { input: { ...input, text: ' ', clientKey: 'other' } })).data.sendMessage).toEqual({
      message: null,
      userErrors: [{ code: 'REQUIRED', path: ['text'] }],
    });
  });

  it('changes a conversation, and gives an outdated change the present one', async () => {
    const UPDATE = `mutation ($input: UpdateConversationInput!) { updateConversation(input: $input) { conversation { labels version } userErrors { code path } } }`;
    const { data } = await ask(UPDATE, { input: { id, labels: ['vip'] } });
    const { version } = data.updateConversation.conversation;
    const stale = await ask(UPDATE, { input: { id, labels: [], expectedVersion: version - 1 } });
    expect(stale.data.updateConversation).toEqual({
      conversation: { labels: ['vip'], version },
      userErrors: [{ code: 'STALE', path: ['expectedVersion'] }],
    });
    const wrong = await ask(UPDATE, { input: { id, assigneeId: globalId('Member', newId()) } });
    expect(wrong.data.updateConversation.userErrors).toEqual([{ code: 'MEMBER_NOT_FOUND', path: ['assigneeId'] }]);
  });

  it('reads, takes over, gives back', async () => {
    const run = async (name: string, fields = 'unreadCount handler handoffReason assignee { id }') =>
      (
        await ask(
          `mutation ($input: ${name === 'markConversationRead' ? 'MarkConversationReadInput' : 'IdInput'}!) { ${name}(input: $input) { conversation { ${fields} } userErrors { code } } }`,
          { input: { id } },
        )
      ).data[name];
    expect(await run('markConversationRead')).toMatchObject({ conversation: { unreadCount: 0 } });
    expect(await run('takeOverConversation')).toMatchObject({ conversation: { handler: 'HUMAN' } });
    expect(await run('returnConversationToAgent')).toMatchObject({
      conversation: null,
      userErrors: [{ code: 'NO_ACTIVE_AGENT' }],
    });
  });

  it('keeps strangers, the signed-out and those without the right out', async () => {
    const other = await seedTenant(inbox.platform);
    const stranger = as(other.owner);
    expect((await ask(LIST, {}, stranger)).data.conversations.edges).toEqual([]);
    expect((await ask(THREAD, { id, first: 1 }, stranger)).data.node).toBeNull();
    const [message] = await inbox.messages();
    const read = `query ($ids: [ID!]!) { nodes(ids: $ids) { id } }`;
    const ids = [id, globalId('Message', message?.id ?? ''), globalId('Contact', conversation.contactId)];
    expect((await ask(read, { ids }, stranger)).data.nodes).toEqual([null, null, null]);
    expect((await ask(read, { ids })).data.nodes).toEqual(ids.map((known) => ({ id: known })));
    const sent = await ask(SEND, { input: { conversationId: id, text: 'x', clientKey: 'k' } }, stranger);
    expect(sent.data.sendMessage).toMatchObject({ message: null, userErrors: [{ code: 'NOT_FOUND' }] });
    expect((await ask(LIST, {}, null)).errors).toEqual(['UNAUTHENTICATED']);
    const viewer = await tenant.member('VIEWER');
    expect((await ask(SEND, { input: { conversationId: id, text: 'x', clientKey: 'k' } }, as(viewer))).errors).toEqual([
      'FORBIDDEN',
    ]);
    const own = await tenant.member('REP', 'OWN');
    expect((await ask(LIST, {}, as(own))).data.conversations.edges).toEqual([]);
    expect((await ask(read, { ids }, as(own))).data.nodes).toEqual([null, null, null]);
  });

  it('says until when somebody who wants no messages can be answered', async () => {
    const optOut = `mutation ($input: SetContactOptOutInput!) { setContactOptOut(input: $input) { contact { conversations { edges { node { id replyUntil } } } } userErrors { code } } }`;
    const set = async (optedOut: boolean) => {
      const input = { id: globalId('Contact', conversation.contactId), optedOut };
      const { edges } = (await ask(optOut, { input })).data.setContactOptOut.contact.conversations;
      return edges.map(({ node }: { node: object }) => node);
    };
    const until = new Date((conversation.lastInboundAt as Date).getTime() + 24 * 60 * 60_000).toISOString();
    expect(await set(true)).toEqual([{ id, replyUntil: until }]);
    expect(await set(false)).toEqual([{ id, replyUntil: null }]);
  });

  it('tells live of messages in both directions, from a cursor on, and of who loses sight', async () => {
    const shared = new SharedSubscriptions(inbox.platform, async (who) => who);
    const follow = async (field: string, selection: string, who: TenantContext, variables = '') => {
      const document = parse(`subscription { ${field}${variables} { type nodeId ${selection} } }`);
      const source = await shared.subscribe({ schema, document, contextValue: contextOf(who) });
      if (!(Symbol.asyncIterator in source)) throw new Error(JSON.stringify(source));
      // eslint-disable-next-line @typescript-eslint/no-explicit-any -- events of many shapes
      return async () => ((await source.next()).value as any).result.data[field];
    };
    const { data } = await ask('{ eventCursor }');
    const received = await follow(
      'messageReceived',
      'message { text direction }',
      as(tenant.owner),
      `(after: "${data.eventCursor}", conversationId: "${id}")`,
    );
    await ask(SEND, { input: { conversationId: id, text: 'out', clientKey: 'live' } });
    await inbox.deliver(channel, [textDelivery({ text: 'in' })]);
    await inbox.drain(channel);
    expect(await received()).toMatchObject({ type: 'MESSAGE_SENT', message: { text: 'out', direction: 'OUTBOUND' } });
    expect(await received()).toMatchObject({ type: 'MESSAGE_RECEIVED', message: { text: 'in', direction: 'INBOUND' } });

    const rui = await tenant.member('REP', 'TEAM');
    await ask(
      `mutation ($input: UpdateConversationInput!) { updateConversation(input: $input) { userErrors { code } } }`,
      { input: { id, assigneeId: globalId('Member', rui.memberId) } },
    );
    const after = (await ask('{ eventCursor }')).data.eventCursor;
    const changed = await follow('conversationChanged', 'conversation { id } changes', as(rui), `(after: "${after}")`);
    await ask(
      `mutation ($input: UpdateConversationInput!) { updateConversation(input: $input) { userErrors { code } } }`,
      { input: { id, assigneeId: globalId('Member', tenant.owner.memberId) } },
    );
    expect(await changed()).toEqual({
      type: 'CONVERSATION_CHANGED',
      nodeId: id,
      conversation: null,
      changes: { assignee: [globalId('Member', rui.memberId), globalId('Member', tenant.owner.memberId)] },
    });
  });
});
