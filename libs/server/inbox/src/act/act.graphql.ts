import { ContactIdentity } from '@prosa/server/crm';
import { builder, loaderOf, loadNode, type GraphqlContext, type TenantContext } from '@prosa/server/platform';
import { required } from '../conversation/conversation.graphql';
import type { ConversationRow } from '../conversation/conversation.read';
import { ACT_KINDS, type StoredReaction } from '../inbox.entities';
import { MessageAuthorRef, phoneOwner } from '../message/message-author.graphql';
import { MessageFailureRef } from '../message/message.graphql';
import type { MessageRow } from '../message/message.read';
import { MessageRef } from '../message/message.refs';
import { readActs, type ActRow } from './act.read';

const ActKindEnum = builder.enumType('MessageActKind', { values: ACT_KINDS });

const ReactionRef = builder.objectRef<{ reaction: StoredReaction; message: MessageRow }>('Reaction').implement({
  fields: (t) => ({
    emoji: t.string({ resolve: ({ reaction }) => reaction.emoji }),
    author: t.field({
      type: MessageAuthorRef,
      resolve: ({ reaction, message }, _args, ctx) => reactorOf(ctx, reaction, message) as never,
    }),
  }),
});

/** Whoever cannot be told any more counts as the side they are of. */
async function reactorOf(
  ctx: GraphqlContext,
  { by, fromMe, memberId }: StoredReaction,
  message: MessageRow,
): Promise<object> {
  if (fromMe) return (memberId && (await loadNode<object>(ctx, 'Member', memberId))) || phoneOwner(message.channelId);
  const conversation = await required<ConversationRow>(ctx, 'Conversation', message.conversationId);
  const participant = conversation.isGroup ? await contactNamed(ctx).load(by) : undefined;
  const known = participant && (await loadNode<object>(ctx, 'Contact', participant.contactId));
  return known || required<object>(ctx, 'Contact', conversation.contactId);
}

const contactNamed = (ctx: GraphqlContext) =>
  loaderOf<{ contactId: string }>(ctx, 'reacting-contact', async (values) => {
    const { em } = ctx.tenant as TenantContext;
    const found = await em.find(ContactIdentity, { value: { $in: [...values] } });
    return new Map(found.map((identity) => [identity.value, identity]));
  });

const MessageActRef = builder.objectRef<ActRow>('MessageAct').implement({
  description: 'An edit, deletion or reaction of ours that is on its way to WhatsApp, or could not be done.',
  fields: (t) => ({
    kind: t.expose('kind', { type: ActKindEnum }),
    content: t.exposeString('content', {
      nullable: true,
      description: 'The new text, or the emoji; an empty one takes the reaction back.',
    }),
    failure: t.field({ type: MessageFailureRef, nullable: true, resolve: ({ failure }) => failure }),
  }),
});

builder.objectField(MessageRef, 'reactions', (t) =>
  t.field({
    type: [ReactionRef],
    resolve: (message) => message.reactions.map((reaction) => ({ reaction, message })),
  }),
);
builder.objectField(MessageRef, 'act', (t) =>
  t.field({
    type: MessageActRef,
    nullable: true,
    description: 'What was asked for last and is not done yet. Null once it is.',
    resolve: (message, _args, ctx) =>
      loaderOf<ActRow>(ctx, 'message-act', (ids) => readActs(ctx.tenant as TenantContext, ids))
        .load(message.id)
        .then((act) => act ?? null),
  }),
);
