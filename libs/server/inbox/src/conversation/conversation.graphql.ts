import { ChannelType } from '@prosa/server/channels';
import { ContactRef, mayWriteUntil, type ContactRow } from '@prosa/server/crm';
import { MemberRef, TeamRef } from '@prosa/server/identity';
import {
  builder,
  connectionType,
  decodeKeyset,
  forwardPage,
  graphqlError,
  loadNode,
  nodeType,
  pageComplexity,
  pageSize,
  tryRowId,
  type GraphqlContext,
  type TenantContext,
} from '@prosa/server/platform';
import { ConversationStatusEnum, HandlerEnum } from '../inbox.enums';
import { MessageRef } from '../message/message.refs';
import { channelOf } from './channel-of';
import {
  listConversations,
  readConversations,
  type ConversationFilter,
  type ConversationRow,
} from './conversation.read';

export const ConversationRef = builder.objectRef<ConversationRow>('Conversation');
export const ConversationConnection = connectionType<ConversationRow>('Conversation', ConversationRef);

nodeType(ConversationRef, {
  right: 'inbox:read',
  load: async (tenant, ids) => new Map((await readConversations(tenant, ids)).map((row) => [row.id, row])),
  fields: (t) => ({
    contact: t.field({
      type: ContactRef,
      resolve: (row, _args, ctx) => required<ContactRow>(ctx, 'Contact', row.contactId),
    }),
    channel: t.field({ type: ChannelType, resolve: (row, _args, ctx) => channelOf(ctx, row.channelId) }),
    assignee: t.field({
      type: MemberRef,
      nullable: true,
      resolve: (row, _args, ctx) => loadNode(ctx, 'Member', row.assigneeId),
    }),
    team: t.field({
      type: TeamRef,
      nullable: true,
      resolve: (row, _args, ctx) => loadNode(ctx, 'Team', row.teamId),
    }),
    lastMessage: t.field({
      type: MessageRef,
      nullable: true,
      resolve: (row, _args, ctx) => loadNode(ctx, 'Message', row.lastMessageId),
    }),
    status: t.expose('status', { type: ConversationStatusEnum }),
    handler: t.expose('handler', { type: HandlerEnum }),
    handoffReason: t.exposeString('handoffReason', {
      nullable: true,
      description:
        'Why people have it and not the agent: TAKEN_OVER, PHONE_OWNER, NO_MODEL, LOOP_GUARD, OUTCOME_UNKNOWN …',
    }),
    isGroup: t.exposeBoolean('isGroup'),
    labels: t.exposeStringList('labels'),
    lastActivityAt: t.expose('lastActivityAt', { type: 'DateTime' }),
    replyUntil: t.field({
      description:
        'Until when it can be answered; null: without limit. Who wants no messages is answered for a day after they write.',
      type: 'DateTime',
      nullable: true,
      resolve: async ({ contactId, lastInboundAt }, _args, ctx) =>
        mayWriteUntil(await required<ContactRow>(ctx, 'Contact', contactId), lastInboundAt),
    }),
    snoozedUntil: t.expose('snoozedUntil', { type: 'DateTime', nullable: true }),
    unreadCount: t.exposeInt('unreadCount', { description: 'Unread by the team, not by one member.' }),
    version: t.exposeInt('version'),
  }),
});

/** What a row in sight points to is in sight: missing, it is our fault. */
export async function required<T>(ctx: GraphqlContext, type: string, id: string): Promise<T> {
  const found = await loadNode<T>(ctx, type, id);
  if (!found) throw new Error(`The ${type} of a row in sight is missing.`);
  return found;
}

export const ConversationFilterInput = builder.inputType('ConversationFilter', {
  fields: (t) => ({
    status: t.field({ type: [ConversationStatusEnum] }),
    assigneeId: t.id(),
    unassigned: t.boolean(),
    unread: t.boolean(),
    handler: t.field({ type: HandlerEnum }),
    channelId: t.id(),
    teamId: t.id(),
    label: t.string(),
  }),
});

const idOf = (type: string, id: string | null | undefined, path: string): string | null => {
  if (id == null) return null;
  const row = tryRowId(type, id);
  if (!row) throw graphqlError('NOT_FOUND', `No such ${type.toLowerCase()} (${path}).`);
  return row;
};

async function page(
  ctx: GraphqlContext,
  filter: ConversationFilter,
  args: { first?: number | null; after?: string | null },
) {
  const size = pageSize(args.first);
  const [lastActivityAt, id] = decodeKeyset(args.after, 2) ?? [];
  const after = id === undefined ? null : { lastActivityAt: Number(lastActivityAt), id: String(id) };
  const { rows, hasNextPage } = await listConversations(ctx.tenant as TenantContext, filter, { first: size, after });
  const { edges, pageInfo } = forwardPage(rows, size, (row) => [row.lastActivityAt.getTime(), row.id], after !== null);
  return { edges, pageInfo: { ...pageInfo, hasNextPage } };
}

type FilterInput = typeof ConversationFilterInput.$inferInput;

/** Row ids in place of those that the API names things by. Throws NOT_FOUND. */
export function filterOf(input: FilterInput | null | undefined): ConversationFilter {
  const { status, unassigned, unread, handler, label } = input ?? {};
  const ids = {
    assigneeId: idOf('Member', input?.assigneeId, 'assigneeId'),
    channelId: idOf('Channel', input?.channelId, 'channelId'),
    teamId: idOf('Team', input?.teamId, 'teamId'),
  };
  return { status, unassigned, unread, handler, label, ...ids } as ConversationFilter;
}

builder.queryField('conversations', (t) =>
  t.field({
    type: ConversationConnection,
    authScopes: { right: 'inbox:read' },
    complexity: pageComplexity,
    args: { filter: t.arg({ type: ConversationFilterInput }), first: t.arg.int(), after: t.arg.string() },
    resolve: (_root, { filter, ...args }, ctx) => page(ctx, filterOf(filter), args),
  }),
);

/** The contact's own domain knows nothing of conversations: this one adds the field. */
builder.objectField(ContactRef, 'conversations', (t) =>
  t.field({
    type: ConversationConnection,
    complexity: pageComplexity,
    args: { first: t.arg.int(), after: t.arg.string() },
    resolve: (contact, args, ctx) => page(ctx, { contactId: contact.id }, args),
  }),
);
