import { Channel, PriorChat } from '@prosa/server/channels';
import { ContactIdentity } from '@prosa/server/crm';
import type { TenantContext, UnitOfWork } from '@prosa/server/platform';
import { Conversation, Message } from '../inbox.entities';
import { chargeFirstContact, noteFirstMessage } from './first-contact-budget';

type Reader = TenantContext['em'];

/** Who the number is of, by a phone number; null when nobody is known by it. */
export async function contactOfPhone(em: Reader, phone: string): Promise<string | null> {
  return (await em.findOne(ContactIdentity, { kind: 'PHONE', value: phone }))?.contactId ?? null;
}

/** Whether this person ever wrote on this channel, or was in a chat on the phone before it was connected: no stranger then. */
export async function isKnown(em: Reader, channelId: string, contactId: string): Promise<boolean> {
  const conversation = await em.findOne(Conversation, { channelId, contactId });
  if (conversation?.lastInboundAt) return true;
  const values = (await em.find(ContactIdentity, { contactId })).map(({ value }) => value);
  if (await em.findOne(PriorChat, { channelId, value: { $in: values } })) return true;
  // What is older than the channel counts, too.
  const written = { conversationId: conversation?.id ?? null, direction: 'INBOUND' as const };
  return conversation !== null && (await em.findOne(Message, written as never, { fields: ['id'] as never })) !== null;
}

/**
 * Counts a message to somebody who never wrote against the channel's day, inside the unit that queues it. Throws UserProblem
 * DAILY_LIMIT.
 */
export async function chargeStranger(
  ctx: TenantContext,
  unit: UnitOfWork,
  conversation: Conversation,
  path: readonly string[],
): Promise<void> {
  const { id, channelId, contactId } = conversation;
  if (conversation.isGroup || conversation.lastInboundAt || (await isKnown(unit.em, channelId, contactId))) return;
  const identities = await unit.em.find(ContactIdentity, { contactId });
  const identity = identities.find(({ kind }) => kind === 'PHONE') ?? identities[0];
  if (!identity) return;
  const channel = await unit.em.findOneOrFail(Channel, { id: channelId });
  await unit.em.flush(); // a conversation made in this unit must be a row before the count can name it
  await chargeFirstContact(ctx, unit, channel, identity.value, path);
  await noteFirstMessage(ctx, unit, channelId, identity.value, id);
}
