import { LockMode } from '@mikro-orm/core';
import { Channel } from '@prosa/server/channels';
import { ContactIdentity, identityKey, type Identity } from '@prosa/server/crm';
import { unitOfWork, type TenantContext } from '@prosa/server/platform';
import { watchConversation } from '../conversation/change-conversation';
import { handToPeople } from '../conversation/conversation.rules';
import { Conversation, Message } from '../inbox.entities';
import { appendMessageEvent } from '../message/message.events';
import { HANDOVER_MS, handoverMs } from './claim-next';
import { isEcho, type ToldBack } from './is-echo';
import { recordOutcome } from './record-outcome';

/** A send whose outcome is open for this long is shown to a person: silence is no way to be safe. */
export const DECIDE_WITHIN_MS = 60_000;
const LOOK_AGAIN_MS = 8_000;
/** The provider's clock counts whole seconds and may be off by a little. */
const CLOCK_SKEW_MS = 5_000;

export interface SentThere {
  providerId: string;
  told: ToldBack;
  at: Date;
  remoteJid: string;
  identities: Identity[];
}
/** Our newest messages as the provider has them; rejects when it cannot be asked. */
export type FindSent = (instanceName: string) => Promise<SentThere[]>;

/**
 * Looks for the outcome of an undecided send among the messages that the provider has. Returns when to look again, null
 * when nothing is open any more: settled, or shown to a person because the time is up.
 */
export async function settleMessages(
  ctx: TenantContext,
  conversationId: string,
  findSent: FindSent,
): Promise<Date | null> {
  const message = await undecided(ctx, conversationId);
  if (!message) return null;
  const conversation = await ctx.em.findOneOrFail(Conversation, { id: conversationId });
  const channel = await ctx.em.findOneOrFail(Channel, { id: conversation.channelId });
  const since = (message.sendingAt ?? message.sentAt).getTime();
  const found = await search(ctx, channel, conversation, message, since, findSent);
  if (found) {
    await recordOutcome(ctx, message.id, { kind: 'SENT', ...found });
    return null;
  }
  const now = ctx.platform.clock.now().getTime();
  // A file was still on its way when words would long have been given up.
  const decideAt = since + DECIDE_WITHIN_MS + Math.max(0, handoverMs(message) - HANDOVER_MS);
  if (now < decideAt) return new Date(Math.min(decideAt, now + LOOK_AGAIN_MS));
  await showToPeople(ctx, message.id);
  return null;
}

async function undecided(ctx: TenantContext, conversationId: string): Promise<Message | null> {
  return ctx.em.findOne(
    Message,
    { conversationId, status: 'UNCONFIRMED', failureCode: null },
    { orderBy: { sortKey: 'asc' }, refresh: true, connectionType: 'write' },
  );
}

async function search(
  ctx: TenantContext,
  channel: Channel,
  conversation: Conversation,
  message: Message,
  since: number,
  findSent: FindSent,
): Promise<{ providerId: string; remoteJid: string; at: Date } | null> {
  try {
    const sent = await findSent(channel.instanceName);
    const theirs = new Set(
      (await ctx.em.find(ContactIdentity, { contactId: conversation.contactId })).map(identityKey),
    );
    const toThem = ({ remoteJid, identities }: SentThere) =>
      remoteJid === conversation.remoteJid || identities.some((identity) => theirs.has(identityKey(identity)));
    const same = sent
      .filter((there) => isEcho(message, there.told) && there.at.getTime() >= since - CLOCK_SKEW_MS)
      .sort((a, b) => a.at.getTime() - b.at.getTime());
    const alike = same.some(toThem) ? same.filter(toThem) : await inHiddenChats(ctx, channel, message, same);
    if (alike.length === 0) return null;
    const known = await ctx.em.find(Message, {
      channelId: channel.id,
      providerId: { $in: alike.map(({ providerId }) => providerId) },
    });
    const taken = new Set(known.map(({ providerId }) => providerId));
    return alike.find(({ providerId }) => !taken.has(providerId)) ?? null;
  } catch (error) {
    ctx.platform.logger.warn(
      { err: error, conversationId: conversation.id },
      'the provider could not be asked about an undecided message',
    );
    return null;
  }
}

/**
 * It can be there in a chat that is named by a hidden id which nobody has heard of. That is believed only while the same words
 * are under way to nobody else.
 */
async function inHiddenChats(
  ctx: TenantContext,
  channel: Channel,
  message: Message,
  same: readonly SentThere[],
): Promise<SentThere[]> {
  const hidden = same.filter(
    ({ identities }) => identities.length > 0 && identities.every(({ kind }) => kind === 'LID'),
  );
  if (hidden.length !== 1) return [];
  const values = hidden.flatMap(({ identities }) => identities.map(({ value }) => value));
  if (await ctx.em.findOne(ContactIdentity, { kind: 'LID', value: { $in: values } })) return [];
  const status = { $in: ['SENDING' as const, 'UNCONFIRMED' as const] };
  const underWay = await ctx.em.find(Message, { channelId: channel.id, status, providerId: null });
  return underWay.every((other) => other.id === message.id || !isEcho(other, (hidden[0] as SentThere).told))
    ? hidden
    : [];
}

/** From here a person decides: the echo may still settle it, but nothing waits for that. */
async function showToPeople(ctx: TenantContext, messageId: string): Promise<void> {
  await unitOfWork(ctx, async (unit) => {
    const { conversationId } = await unit.em.findOneOrFail(Message, { id: messageId });
    const conversation = await unit.em.findOneOrFail(
      Conversation,
      { id: conversationId },
      { lockMode: LockMode.PESSIMISTIC_WRITE },
    );
    const message = await unit.em.findOneOrFail(Message, { id: messageId }, { refresh: true });
    if (message.status !== 'UNCONFIRMED' || message.failureCode) return;
    const watch = watchConversation(unit, conversation);
    Object.assign(message, {
      failureCode: 'OUTCOME_UNKNOWN',
      failureMessage: 'WhatsApp did not say whether this arrived. Look at the phone before sending it again.',
      failureRetryable: true,
    });
    appendMessageEvent(unit, 'MESSAGE_STATUS_CHANGED', conversation, message, { failure: [null, 'OUTCOME_UNKNOWN'] });
    handToPeople(conversation, 'OUTCOME_UNKNOWN');
    conversation.handoffReason = 'OUTCOME_UNKNOWN';
    watch.finish();
  });
}
