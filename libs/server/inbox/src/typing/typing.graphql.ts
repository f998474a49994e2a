import {
  builder,
  liveSource,
  loadNode,
  type GraphqlContext,
  type Moment,
  type TenantContext,
} from '@prosa/server/platform';
import { ConversationRef, required } from '../conversation/conversation.graphql';
import type { ConversationRow } from '../conversation/conversation.read';
import { conversationInSight } from '../inbox.subscriptions';
import { MessageAuthorRef } from '../message/message-author.graphql';
import { TYPING } from './note-typing';

const TypingStateRef = builder.objectRef<Moment>('TypingState').implement({
  description:
    'Somebody of the other side writes or records, or has stopped. It passes by itself when it is not said again.',
  fields: (t) => ({
    conversation: t.field({
      type: ConversationRef,
      resolve: ({ about }, _args, ctx) => required<ConversationRow>(ctx, 'Conversation', about),
    }),
    author: t.field({
      type: MessageAuthorRef,
      resolve: async ({ who }, _args, ctx) => required<object>(ctx, 'Contact', who) as never,
    }),
    typing: t.boolean({ resolve: ({ what }) => what !== null }),
    recording: t.boolean({
      description: 'It is a voice message that they record.',
      resolve: ({ what }) => what === 'RECORDING',
    }),
  }),
});

builder.subscriptionField('typing', (t) =>
  t.field({
    description:
      'Who writes in a conversation: those who do so now first, then each change. Kept nowhere, so that nothing is replayed.',
    type: TypingStateRef,
    authScopes: { right: 'inbox:read' },
    args: { conversationId: t.arg.id({ required: true }) },
    subscribe: (async (_root: unknown, args: { conversationId: string }, ctx: GraphqlContext) => {
      const tenant = ctx.tenant as TenantContext;
      const { moments } = tenant.platform;
      const id = await conversationInSight(tenant, args.conversationId);
      const isOfIt = ({ topic, about }: Moment) => topic === TYPING && about === id;
      return liveSource(tenant, {
        after: null,
        match: () => false,
        first: async () => moments.now(tenant.tenantId).filter(isOfIt),
        passing: (tell) => moments.follow(tenant.tenantId, (moment) => void (isOfIt(moment) && tell(moment))),
        skip: async (now, root) => !(await isInSight(now, root as Moment)),
      });
    }) as never,
    resolve: (moment) => moment as unknown as Moment,
  }),
);

/** Rights and sight may have changed since it began. */
const isInSight = async (ctx: GraphqlContext, { about, who }: Moment): Promise<boolean> =>
  (await loadNode(ctx, 'Conversation', about)) !== null && (await loadNode(ctx, 'Contact', who)) !== null;
