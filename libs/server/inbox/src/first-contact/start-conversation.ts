import { LockMode, UniqueConstraintViolationException } from '@mikro-orm/core';
import { Channel } from '@prosa/server/channels';
import {
  announceContacts,
  canonicalPhone,
  nameByMember,
  resolveContacts,
  Contact,
  type Identity,
} from '@prosa/server/crm';
import { IntegrationBinding } from '@prosa/server/integrations';
import {
  inSight,
  NotFound,
  unitOfWork,
  UserProblem,
  type TenantContext,
  type UnitOfWork,
} from '@prosa/server/platform';
import { scopeOf, watchConversation } from '../conversation/change-conversation';
import { requireMember, requireRight } from '../conversation/conversation.policy';
import { reopen, takeOver } from '../conversation/conversation.rules';
import { followMerges } from '../conversation/merge-conversations';
import { openConversation } from '../conversation/open-conversation';
import { readByReply } from '../conversation/read-all';
import { Conversation, Message } from '../inbox.entities';
import { checkedText } from '../outbound/message-content';
import { queueMessage } from '../outbound/send-message';
import { requireWelcome } from '../people/require-welcome';
import { chargeStranger, contactOfPhone, isKnown } from './charge-stranger';
import { checkNumber, type AskNumbers, type CheckedNumber } from './check-number';

export interface StartConversation {
  channelId: string;
  phone: string;
  name?: string | null;
  text: string;
  clientKey: string;
}

/**
 * Writes to a number: in the conversation that there is with its person on this channel, or in a new one. A number that never
 * wrote is looked up on WhatsApp first, and counts against the channel's day. The same `clientKey` gives the conversation that
 * it made before. Throws UserProblem: NOT_ON_WHATSAPP, DAILY_LIMIT, OPTED_OUT, NOT_CONNECTED, IN_OTHER_HANDS …
 */
export async function startConversation(
  ctx: TenantContext,
  input: StartConversation,
  ask: AskNumbers,
): Promise<Conversation> {
  requireRight(ctx, 'inbox:send');
  const memberId = requireMember(ctx);
  const text = checkedText(input.text);
  if (input.clientKey.length === 0 || input.clientKey.length > 100)
    throw new UserProblem('INVALID', 'The key has 1 to 100 characters.', ['clientKey']);
  const phone = canonicalPhone(input.phone);
  if (!phone) throw new UserProblem('INVALID', 'This is no phone number.', ['phone']);
  const wanted = { ...input, phone, text, memberId, clientKey: `member:${input.clientKey}` };
  const before = await startedBefore(ctx, ctx.em, wanted);
  if (before) return before;
  const channel = await ctx.em.findOne(Channel, { id: input.channelId, deletedAt: null });
  if (!channel) throw new UserProblem('CHANNEL_NOT_FOUND', 'No such channel.', ['channelId']);
  if (phone === channel.phoneNumber)
    throw new UserProblem('OWN_NUMBER', "This is the channel's own number.", ['phone']);
  const contactId = await contactOfPhone(ctx.em, phone);
  const known = contactId !== null && (await isKnown(ctx.em, channel.id, contactId));
  if (contactId && !known && (await ctx.em.findOne(Contact, { id: contactId }))?.optedOutAt)
    throw new UserProblem('OPTED_OUT', 'This person asked for no more messages.', ['phone']);
  const checked = known ? null : await lookUp(ctx, channel, phone, ask);
  for (let attempt = 1; ; attempt++) {
    try {
      return await unitOfWork(ctx, (unit) => write(ctx, unit, channel, wanted, checked));
    } catch (error) {
      // Somebody wrote to this number, or it to us, at the same instant: what that made is there now.
      if (!(error instanceof UniqueConstraintViolationException) || attempt > 2) throw error;
    }
  }
}

type Wanted = StartConversation & { memberId: string };

async function lookUp(ctx: TenantContext, channel: Channel, phone: string, ask: AskNumbers): Promise<CheckedNumber> {
  if (channel.state !== 'CONNECTED')
    throw new UserProblem('NOT_CONNECTED', 'This channel is not connected to WhatsApp.', ['channelId']);
  const checked = await checkNumber(ctx, channel, phone, ask);
  if (!checked.found) throw new UserProblem('NOT_ON_WHATSAPP', 'This number is not on WhatsApp.', ['phone']);
  return checked;
}

async function write(
  ctx: TenantContext,
  unit: UnitOfWork,
  channel: Channel,
  wanted: Wanted,
  checked: CheckedNumber | null,
): Promise<Conversation> {
  const before = await startedBefore(ctx, unit.em, wanted);
  if (before) return before;
  // As the drain does, which takes in what this person may be writing just now.
  await unit.em.findOneOrFail(Channel, { id: channel.id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  const identities: Identity[] = [
    { kind: 'PHONE', value: wanted.phone },
    ...(checked?.lid ? [{ kind: 'LID' as const, value: checked.lid }] : []),
  ];
  const resolved = await resolveContacts(ctx, unit, [{ identities, pushName: null }]);
  await followMerges(unit, resolved);
  const contact = resolved.contacts[0] as Contact;
  nameByMember(ctx, contact, wanted.name ?? null, resolved);
  const conversation = await conversationWith(ctx, unit, channel, contact, wanted, checked);
  const watch = watchConversation(unit, conversation);
  await unit.em.flush();
  await requireWelcome(ctx, unit, conversation, ['phone']);
  await chargeStranger(ctx, unit, conversation, ['phone']);
  takeOver(conversation, wanted.memberId);
  if (conversation.status !== 'OPEN') reopen(conversation);
  const author = { kind: 'MEMBER' as const, id: wanted.memberId };
  queueMessage(ctx, unit, conversation, { text: wanted.text, clientKey: wanted.clientKey, author });
  await readByReply(ctx, unit, conversation);
  watch.finish();
  announceContacts(unit, resolved, () => [scopeOf(conversation)]);
  return conversation;
}

async function conversationWith(
  ctx: TenantContext,
  unit: UnitOfWork,
  channel: Channel,
  contact: Contact,
  { phone, memberId }: Wanted,
  checked: CheckedNumber | null,
): Promise<Conversation> {
  const { id: channelId } = channel;
  const key = { channelId, contactId: contact.id };
  const known = await unit.em.findOne(Conversation, key, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (known && !inSight(ctx.sight, scopeOf(known)))
    throw new UserProblem('IN_OTHER_HANDS', 'Somebody else has a conversation with this person that you do not see.', [
      'phone',
    ]);
  if (known) return known;
  const binding = await unit.em.findOne(IntegrationBinding, { integrationId: channelId });
  return openConversation(ctx, unit, {
    ...key,
    remoteJid: checked?.jid ?? `${phone.slice(1)}@s.whatsapp.net`,
    isGroup: false,
    handler: 'HUMAN',
    handoffReason: 'TAKEN_OVER',
    agentId: binding?.agentId ?? null,
    assigneeId: memberId,
    teamId: channel.teamId ?? null,
    lastActivityAt: ctx.platform.clock.now(),
  });
}

/** The conversation that a key made. One that the caller does not see is not admitted to. */
async function startedBefore(
  ctx: TenantContext,
  em: TenantContext['em'],
  { clientKey, text }: Wanted,
): Promise<Conversation | null> {
  const message = await em.findOne(Message, { clientKey });
  if (!message) return null;
  const conversation = await em.findOneOrFail(Conversation, { id: message.conversationId });
  if (!inSight(ctx.sight, scopeOf(conversation))) throw new NotFound('Conversation');
  if (message.text !== text && !message.editedAt && !message.deletedAt)
    throw new UserProblem('KEY_USED', 'This key was used for another message.', ['clientKey']);
  return conversation;
}
