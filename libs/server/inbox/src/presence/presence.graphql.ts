import { MemberRef, type MemberRow } from '@prosa/server/identity';
import {
  builder,
  liveSource,
  loadNode,
  NotFound,
  payload,
  rowId,
  type GraphqlContext,
  type TenantContext,
} from '@prosa/server/platform';
import { ConversationPayload } from '../conversation/conversation-payload';
import { requireMember } from '../conversation/conversation.policy';
import { readConversations } from '../conversation/conversation.read';
import { conversationInSight } from '../inbox.subscriptions';
import { beginViewing, isPresence, noteWriting, presentIn } from './presence';

interface MemberPresence {
  member: MemberRow;
  typing: boolean;
}
const MemberPresenceRef = builder.objectRef<MemberPresence>('MemberPresence').implement({
  description: 'A member who has a conversation open.',
  fields: (t) => ({
    member: t.field({ type: MemberRef, resolve: ({ member }) => member }),
    typing: t.exposeBoolean('typing', { description: 'They are writing a reply.' }),
  }),
});

interface Watched {
  conversationId: string;
}

/** Those who are there besides the caller. Whoever is a member no more is not. */
async function present(ctx: GraphqlContext, { conversationId }: Watched): Promise<MemberPresence[]> {
  const tenant = ctx.tenant as TenantContext;
  const there = presentIn(tenant.platform.moments, tenant.tenantId, conversationId, requireMember(tenant));
  const found = await Promise.all(
    there.map(async ({ memberId, typing }) => ({ member: await loadNode<MemberRow>(ctx, 'Member', memberId), typing })),
  );
  return found.filter((one): one is MemberPresence => one.member?.active === true);
}

builder.subscriptionField('conversationPresence', (t) =>
  t.field({
    description:
      'Who else of the team has a conversation open, now and after each change. Following it is being there. Kept nowhere.',
    type: [MemberPresenceRef],
    extensions: { perViewer: true },
    authScopes: { right: 'inbox:read' },
    args: { conversationId: t.arg.id({ required: true }) },
    subscribe: (async (_root: unknown, args: Watched, ctx: GraphqlContext) => {
      const tenant = ctx.tenant as TenantContext;
      const me = requireMember(tenant);
      const { moments } = tenant.platform;
      const conversationId = await conversationInSight(tenant, args.conversationId);
      const watched: Watched = { conversationId };
      return liveSource(tenant, {
        after: null,
        match: () => false,
        first: async () => [watched],
        passing: (tell) => {
          const stop = moments.follow(
            tenant.tenantId,
            (moment) => void (isPresence(moment, conversationId, me) && tell(watched)),
          );
          const leave = beginViewing(moments, tenant.tenantId, conversationId, me);
          return () => {
            stop();
            leave();
          };
        },
        skip: async (now) => (await loadNode(now, 'Conversation', conversationId)) === null,
      });
    }) as never,
    resolve: (watched, _args, ctx) => present(ctx, watched as unknown as Watched),
  }),
);

const SetTypingInput = builder.inputType('SetTypingInput', {
  fields: (t) => ({ conversationId: t.id({ required: true }), typing: t.boolean({ required: true }) }),
});

builder.mutationField('setTyping', (t) =>
  t.field({
    description: 'Tells the team that one is writing a reply: for eight seconds, unless it is said again.',
    type: ConversationPayload,
    authScopes: { right: 'inbox:reply' },
    args: { input: t.arg({ type: SetTypingInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      payload(async () => {
        const tenant = ctx.tenant as TenantContext;
        const id = rowId('Conversation', input.conversationId);
        const [conversation] = await readConversations(tenant, [id]);
        if (!conversation) throw new NotFound('Conversation');
        noteWriting(tenant.platform.moments, tenant.tenantId, id, requireMember(tenant), input.typing);
        return conversation;
      }),
  }),
);
