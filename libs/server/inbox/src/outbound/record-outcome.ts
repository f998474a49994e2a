import { LockMode } from '@mikro-orm/core';
import { noteKeyRefused } from '@prosa/server/channels';
import { unitOfWork, type TenantContext, type UnitOfWork } from '@prosa/server/platform';
import { watchConversation } from '../conversation/change-conversation';
import { noteFailure } from '../conversation/conversation.rules';
import { recountConversation } from '../conversation/recount-conversation';
import { learnNames } from '../inbound/learn-names';
import { takeFacts } from '../inbound/message-facts';
import { bindProviderId } from '../inbound/store-message';
import { Conversation, Message, type MessageAck } from '../inbox.entities';
import { appendMessageEvent } from '../message/message.events';
import { askAgentsReceipts } from '../read-receipt/ask-receipts';
import { wakeAgent, wakeSettler } from '../wake';
import { failMessage, type Failure } from './claim-next';

/** How a handover to the provider ended. UNKNOWN: it may or may not have got there. */
export type Outcome =
  | { kind: 'SENT'; providerId: string; remoteJid?: string; at: Date }
  /**
   * Surely not sent. `again`: worth trying by itself; `retryable`: worth trying by a person. `keyRefused`: the fault is our key's,
   * not the message's, which waits until that is mended.
   */
  | ({ kind: 'NOT_SENT'; again: boolean; keyRefused?: boolean } & Failure)
  | { kind: 'UNKNOWN' };

/** After this many failed tries a person must look. */
const MOST_ATTEMPTS = 6;
const LONGEST_WAIT_MS = 60_000;
/** The echo usually comes at once; it is worth waiting for before asking. */
const ECHO_WITHIN_MS = 3_000;

/** Writes down how a handover ended. The echo may have come first and told more: then this changes nothing. */
export async function recordOutcome(ctx: TenantContext, messageId: string, outcome: Outcome): Promise<void> {
  if (outcome.kind === 'NOT_SENT' && outcome.keyRefused) {
    // Before the conversation is held: whoever takes messages in holds the channel first.
    const { channelId } = await ctx.em.fork().findOneOrFail(Message, { id: messageId });
    await noteKeyRefused(ctx, channelId);
  }
  const elsewhere = await unitOfWork(ctx, (unit) => record(ctx, unit, messageId, outcome));
  if (elsewhere) await learnNames(ctx, elsewhere.channelId, elsewhere.contactId, elsewhere.jids);
}

/** Whom a message was for, and under which other names WhatsApp has it. */
interface Elsewhere {
  channelId: string;
  contactId: string;
  jids: (string | null | undefined)[];
}

async function record(
  ctx: TenantContext,
  unit: UnitOfWork,
  messageId: string,
  outcome: Outcome,
): Promise<Elsewhere | null> {
  const { channelId } = await unit.em.findOneOrFail(Message, { id: messageId });
  const facts =
    outcome.kind === 'SENT'
      ? await takeFacts(ctx, unit, channelId, [outcome.providerId])
      : new Map<string, MessageAck>();
  const { conversation, message } = await lockMessage(unit, messageId);
  const { contactId, remoteJid } = conversation;
  const elsewhere: Elsewhere = { channelId, contactId, jids: [] };
  if (outcome.kind === 'SENT') elsewhere.jids.push(outcome.remoteJid);
  if (message.status !== 'SENDING' && message.status !== 'UNCONFIRMED') return conversation.isGroup ? null : elsewhere;
  const watch = watchConversation(unit, conversation);
  if (outcome.kind === 'SENT') {
    elsewhere.jids.push(await removeStranger(ctx, unit, conversation, message, outcome.providerId));
    message.remoteJid = outcome.remoteJid ?? null;
    bindProviderId(
      unit,
      conversation,
      message,
      outcome.providerId,
      facts.get(outcome.providerId) as MessageAck,
      outcome.at,
      await unit.em.find(
        Message,
        { conversationId: conversation.id, status: 'QUEUED' },
        { orderBy: { sortKey: 'asc' } },
      ),
    );
    if (message.authorKind === 'AGENT') await askAgentsReceipts(ctx, unit, conversation);
  } else if (message.status === 'SENDING') {
    if (outcome.kind === 'UNKNOWN') setUnconfirmed(ctx, unit, conversation, message);
    else if (outcome.keyRefused) waitForKey(ctx, unit, conversation, message);
    else if (outcome.again && message.sendAttempts < MOST_ATTEMPTS)
      waitAndRetry(ctx, unit, conversation, message, 2_000 * 2 ** (message.sendAttempts - 1));
    else {
      failMessage(unit, conversation, message, outcome);
      noteFailure(conversation, message);
    }
  }
  watch.finish();
  return conversation.isGroup || elsewhere.jids.every((jid) => !jid || jid === remoteJid) ? null : elsewhere;
}

/** The message with its conversation, locked: it can have come into another one while that was waited for. */
async function lockMessage(unit: UnitOfWork, id: string): Promise<{ conversation: Conversation; message: Message }> {
  for (;;) {
    const { conversationId } = await unit.em.findOneOrFail(Message, { id }, { refresh: true });
    const conversation = await unit.em.findOne(
      Conversation,
      { id: conversationId },
      { lockMode: LockMode.PESSIMISTIC_WRITE },
    );
    const message = await unit.em.findOneOrFail(Message, { id }, { refresh: true });
    if (conversation && message.conversationId === conversation.id) return { conversation, message };
  }
}

function setUnconfirmed(ctx: TenantContext, unit: UnitOfWork, conversation: Conversation, message: Message): void {
  message.status = 'UNCONFIRMED';
  appendMessageEvent(unit, 'MESSAGE_STATUS_CHANGED', conversation, message, { status: ['SENDING', 'UNCONFIRMED'] });
  wakeSettler(ctx, unit, conversation.id, new Date(ctx.platform.clock.now().getTime() + ECHO_WITHIN_MS));
}

function waitAndRetry(
  ctx: TenantContext,
  unit: UnitOfWork,
  conversation: Conversation,
  message: Message,
  waitMs: number,
): void {
  const wait = Math.min(LONGEST_WAIT_MS, waitMs) * (0.8 + Math.random() * 0.4);
  message.status = 'QUEUED';
  message.sendAfter = new Date(ctx.platform.clock.now().getTime() + wait);
  appendMessageEvent(unit, 'MESSAGE_STATUS_CHANGED', conversation, message, { status: ['SENDING', 'QUEUED'] });
}

/** This was no try: the longer it has waited, the less often, and who wrote it can still take it back. */
function waitForKey(ctx: TenantContext, unit: UnitOfWork, conversation: Conversation, message: Message): void {
  const now = ctx.platform.clock.now().getTime();
  message.sendAttempts -= 1;
  waitAndRetry(ctx, unit, conversation, message, Math.max(2_000, now - (message.queuedAt?.getTime() ?? now)));
}

/**
 * The echo came before the answer and did not look like ours (the provider rewrote the text): it was shown as written on the
 * phone. It is ours: the second bubble goes, and the agent is not held for taken over. Answers where it was, when that is another chat.
 */
async function removeStranger(
  ctx: TenantContext,
  unit: UnitOfWork,
  conversation: Conversation,
  own: Message,
  providerId: string,
): Promise<string | null> {
  const stranger = await unit.em.findOne(Message, { channelId: own.channelId, providerId, id: { $ne: own.id } });
  if (!stranger) return null;
  const { remoteJid } = stranger;
  if (stranger.conversationId !== conversation.id) {
    await takeFromElsewhere(unit, stranger);
    return remoteJid ?? null;
  }
  await unit.em.nativeDelete(Message, { id: stranger.id });
  unit.em.getUnitOfWork().unsetIdentity(stranger);
  appendMessageEvent(unit, 'MESSAGE_DELETED', conversation, stranger);
  if (conversation.lastMessageId === stranger.id)
    Object.assign(conversation, { lastMessageId: own.id, lastMessageKey: own.sortKey });
  if (own.authorKind !== 'AGENT' || conversation.handoffReason !== 'PHONE_OWNER') return null;
  const { id: conversationId } = conversation;
  if (await unit.em.findOne(Message, { conversationId, authorKind: 'PHONE', sortKey: { $gte: own.sortKey } }))
    return null;
  Object.assign(conversation, { handler: 'AGENT', handoffReason: null });
  if ((conversation.lastInboundKey ?? '') <= (conversation.agentAnsweredKey ?? '')) return null;
  conversation.agentDueAt = ctx.platform.clock.now();
  wakeAgent(ctx, unit, conversation);
  return null;
}

/** It was even taken for a message to somebody else, under a name that nobody knew: whose conversation that is is learned after this. */
async function takeFromElsewhere(unit: UnitOfWork, stranger: Message): Promise<void> {
  const other = await unit.em.findOneOrFail(
    Conversation,
    { id: stranger.conversationId },
    { lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  const watch = watchConversation(unit, other);
  await unit.em.nativeDelete(Message, { id: stranger.id });
  unit.em.getUnitOfWork().unsetIdentity(stranger);
  appendMessageEvent(unit, 'MESSAGE_DELETED', other, stranger);
  await recountConversation(unit, other);
  watch.finish();
}
