import {
  builder,
  connectionType,
  decodeKeyset,
  encodeKeyset,
  graphqlError,
  loaderOf,
  nodeType,
  pageComplexity,
  pageSize,
  tryRowId,
  type GraphqlContext,
  type TenantContext,
} from '@prosa/server/platform';
import { ConversationRef, required } from '../conversation/conversation.graphql';
import type { ConversationRow } from '../conversation/conversation.read';
import { DirectionEnum, MessageKindEnum, MessageStatusEnum } from '../inbox.enums';
import { authorOf, MessageAuthorRef } from './message-author.graphql';
import { readByProviderId, readMessages, readTimeline, type MessageRow, type TimelinePage } from './message.read';
import { MessageRef } from './message.refs';

export const MessageConnection = connectionType<MessageRow>('Message', MessageRef);

export const MessageFailureRef = builder.objectRef<NonNullable<MessageRow['failure']>>('MessageFailure').implement({
  fields: (t) => ({
    code: t.exposeString('code'),
    message: t.exposeString('message'),
    retryable: t.exposeBoolean('retryable'),
  }),
});

nodeType(MessageRef, {
  right: 'inbox:read',
  load: async (tenant, ids) => new Map((await readMessages(tenant, ids)).map((row) => [row.id, row])),
  fields: (t) => ({
    conversation: t.field({
      type: ConversationRef,
      resolve: (row, _args, ctx) => required<ConversationRow>(ctx, 'Conversation', row.conversationId),
    }),
    author: t.field({ type: MessageAuthorRef, resolve: (row, _args, ctx) => authorOf(ctx, row) as never }),
    direction: t.expose('direction', { type: DirectionEnum }),
    kind: t.expose('kind', { type: MessageKindEnum }),
    status: t.expose('status', { type: MessageStatusEnum }),
    text: t.exposeString('text', { nullable: true }),
    replyTo: t.field({ type: MessageRef, nullable: true, resolve: (row, _args, ctx) => quoted(ctx, row) }),
    sortKey: t.exposeString('sortKey', {
      description: 'Orders messages of one conversation, in the timeline and for clients that place a late one.',
    }),
    sentAt: t.expose('sentAt', { type: 'DateTime' }),
    deliveredAt: t.expose('deliveredAt', { type: 'DateTime', nullable: true }),
    readAt: t.expose('readAt', { type: 'DateTime', nullable: true }),
    editedAt: t.expose('editedAt', { type: 'DateTime', nullable: true }),
    deletedAt: t.expose('deletedAt', { type: 'DateTime', nullable: true }),
    sendsAt: t.expose('sendAfter', {
      type: 'DateTime',
      nullable: true,
      description: 'Of a QUEUED message: it does not go before, and can be taken back by `cancelMessage`.',
    }),
    failure: t.field({ type: MessageFailureRef, nullable: true, resolve: ({ failure }) => failure }),
    providerId: t.exposeString('providerId', {
      nullable: true,
      description: "The provider's own id of this message, once known.",
    }),
  }),
});

/** The quoted message, when it has come and is of the same conversation, whose sight it shares. */
async function quoted(ctx: GraphqlContext, row: MessageRow): Promise<MessageRow | null> {
  if (!row.replyToProviderId) return null;
  const loader = loaderOf<MessageRow>(ctx, 'quoted-message', async (keys) => {
    const wanted = keys.map((key) => JSON.parse(key) as [string, string]);
    const rows = await readByProviderId(
      ctx.tenant as TenantContext,
      wanted.map(([channelId, providerId]) => ({ channelId, providerId })),
    );
    return new Map(rows.map((found) => [JSON.stringify([found.channelId, found.providerId]), found]));
  });
  const found = await loader.load(JSON.stringify([row.channelId, row.replyToProviderId]));
  return found?.conversationId === row.conversationId ? found : null;
}

builder.objectField(ConversationRef, 'messages', (t) =>
  t.field({
    type: MessageConnection,
    description:
      'Newest first: `first`/`after` go to the past, `last`/`before` to the present, at a cost that does not grow with depth; `around` centres on a message.',
    complexity: pageComplexity,
    args: { first: t.arg.int(), after: t.arg.string(), last: t.arg.int(), before: t.arg.string(), around: t.arg.id() },
    resolve: async (conversation, args, ctx) => {
      const { rows, hasNextPage, hasPreviousPage } = await readTimeline(
        ctx.tenant as TenantContext,
        conversation.id,
        timelinePage(args),
      );
      const edges = rows.map((node) => ({ cursor: encodeKeyset([node.sortKey]), node }));
      return {
        edges,
        pageInfo: {
          hasNextPage,
          hasPreviousPage,
          startCursor: edges[0]?.cursor ?? null,
          endCursor: edges.at(-1)?.cursor ?? null,
        },
      };
    },
  }),
);

interface MessagesArgs {
  first?: number | null;
  after?: string | null;
  last?: number | null;
  before?: string | null;
  around?: string | null;
}

function timelinePage(args: MessagesArgs): TimelinePage {
  const position = (cursor: string | null | undefined) =>
    cursor == null ? null : String(decodeKeyset(cursor, 1)?.[0]);
  const around = args.around == null ? null : tryRowId('Message', args.around);
  if (args.around != null && !around) throw graphqlError('NOT_FOUND', 'No such message.');
  const forward = args.first != null || args.after != null;
  if (forward && (args.last != null || args.before != null)) {
    throw graphqlError('BAD_USER_INPUT', 'Use first/after or last/before, not both.');
  }
  return {
    around,
    after: position(args.after),
    before: position(args.before),
    first: args.first == null ? null : pageSize(args.first),
    last: args.last == null ? null : pageSize(args.last),
  };
}
