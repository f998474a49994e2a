import type { ObjectRef } from '@pothos/core';
import { brandWithType } from '@pothos/core';
import { ChannelType } from '@prosa/server/channels';
import { ContactRef } from '@prosa/server/crm';
import { MemberRef } from '@prosa/server/identity';
import { builder, loadNode, type GraphqlContext } from '@prosa/server/platform';
import { channelOf } from '../conversation/channel-of';
import { required } from '../conversation/conversation.graphql';
import type { ConversationRow } from '../conversation/conversation.read';
import type { MessageRow } from './message.read';

export const PhoneOwnerRef = builder.objectRef<{ channelId: string }>('PhoneOwner').implement({
  description: 'A person who wrote on the connected phone itself.',
  fields: (t) => ({
    channel: t.field({
      type: ChannelType,
      resolve: (owner, _args, ctx) => channelOf(ctx, owner.channelId),
    }),
  }),
});

const members: ObjectRef<never, object>[] = [ContactRef, MemberRef, PhoneOwnerRef, ChannelType] as never;

/** Lets a later domain's type write messages (the agent's). Called while modules load. */
export const addMessageAuthor = (ref: unknown): void => void members.push(ref as never);

export const MessageAuthorRef = builder.unionType('MessageAuthor', { types: () => members as never[] });

/** Who wrote it. Whoever cannot be told any more counts as the side they wrote for: the contact, or the phone. */
export async function authorOf(ctx: GraphqlContext, message: MessageRow): Promise<object> {
  const known = await knownAuthor(ctx, message);
  if (known) return known;
  if (message.direction === 'OUTBOUND') return phoneOwner(message.channelId);
  const conversation = await required<ConversationRow>(ctx, 'Conversation', message.conversationId);
  return required<object>(ctx, 'Contact', conversation.contactId);
}

const TYPES = { CONTACT: 'Contact', MEMBER: 'Member', AGENT: 'Agent' } as const;

async function knownAuthor(
  ctx: GraphqlContext,
  { authorKind, authorId, channelId }: MessageRow,
): Promise<object | null> {
  if (authorKind === 'CHANNEL') return channelItself(ctx, channelId);
  return authorKind === 'PHONE' ? phoneOwner(channelId) : loadNode<object>(ctx, TYPES[authorKind], authorId);
}

async function channelItself(ctx: GraphqlContext, channelId: string): Promise<object> {
  const channel = await channelOf(ctx, channelId);
  brandWithType(channel, 'Channel' as never);
  return channel;
}

export function phoneOwner(channelId: string): object {
  const owner = { channelId };
  brandWithType(owner, 'PhoneOwner' as never);
  return owner;
}
