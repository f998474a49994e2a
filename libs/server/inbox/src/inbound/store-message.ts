import { asksToOptOut, decideOptOut, type Contact } from '@prosa/server/crm';
import { newId } from '@prosa/server/platform';
import { AWAY_DEBOUNCE_MS, isFresh } from '../away/away.rules';
import {
  handToPeople,
  noteFailure,
  noteInbound,
  noteMessage,
  notePhoneOwner,
  reopenIfDone,
} from '../conversation/conversation.rules';
import { Message, type Conversation, type MessageAck } from '../inbox.entities';
import { appendMessageEvent, appendStored, appendTold } from '../message/message.events';
import { further } from '../message/message-status';
import { sortKey } from '../message/sort-key';
import { isEcho } from '../outbound/is-echo';
import { CLOCK_SKEW_MS, type Desk } from './desk';
import type { IncomingMessage } from './intake';
import { applyFacts } from './message-facts';
import { wakeGroupName } from './name-group';
import { isAnswered } from './read-call';
import { tellMore } from './tell-more';

/** Puts a message into its conversation. One that is known by its provider id changes only where more is told of it: deliveries repeat. */
export function storeMessage(desk: Desk, incoming: IncomingMessage, contact: Contact, author: Contact): void {
  const stored = desk.messages.get(incoming.providerId);
  if (stored) {
    noteOwnFile(desk, stored, incoming);
    return tellMore(desk, stored, incoming);
  }
  const conversation = desk.conversationWith(contact, incoming);
  const known = desk.facts.get(incoming.providerId) as MessageAck;
  const own = incoming.fromMe && !incoming.history ? takeOwn(desk, conversation, incoming) : undefined;
  if (own) return bindEcho(desk, conversation, own, incoming, known);
  wakeGroupName(desk.ctx, desk.unit, conversation, contact);
  const message = create(desk, conversation, incoming, author);
  applyFacts(message, known);
  noteMessage(conversation, message);
  if (!incoming.history) {
    if (incoming.fromMe) notePhoneOwner(conversation);
    else receive(desk, conversation, message, incoming, contact);
  }
  if (incoming.media && !message.deletedAt) desk.attach(message, incoming.media, incoming);
  appendStored(desk.unit, conversation, message);
}

function receive(
  desk: Desk,
  conversation: Conversation,
  message: Message,
  incoming: IncomingMessage,
  contact: Contact,
): void {
  if (!message.readAt) conversation.unreadCount += 1;
  if (!conversation.assigneeId) conversation.teamId ??= desk.channel.teamId ?? null;
  if (!incoming.isGroup) desk.heard.add(contact.id);
  if (message.kind === 'SYSTEM') return reopenIfDone(conversation); // a call is no message: nothing answers it
  if (message.sortKey >= (conversation.lastInboundKey ?? '')) conversation.remoteJid = incoming.remoteJid;
  noteInbound(conversation, message, desk.agentId, desk.now);
  if (!incoming.isGroup && asksToOptOut(incoming.text) && decideOptOut(contact, true, 'KEYWORD', message.sentAt)) {
    desk.optedOut.add(contact);
    handToPeople(conversation, 'OPTED_OUT');
  }
  if (conversation.agentDueAt) desk.agentDue.add(conversation);
  noteAway(desk, conversation, message, contact);
}

/** Who writes while it is closed is told so a moment later, unless somebody answers. */
function noteAway(desk: Desk, conversation: Conversation, { sentAt }: Message, contact: Contact): void {
  if (!desk.closedSince || conversation.isGroup || contact.optedOutAt) return;
  if (sentAt < desk.closedSince || !isFresh(sentAt, desk.now)) return;
  conversation.awayDueAt = new Date(desk.now.getTime() + AWAY_DEBOUNCE_MS);
  desk.awayDue.add(conversation);
}

function create(desk: Desk, conversation: Conversation, incoming: IncomingMessage, author: Contact): Message {
  const id = newId();
  const sentAt = desk.dateOf(incoming);
  const message = desk.unit.em.create(Message, {
    id,
    tenantId: desk.ctx.tenantId,
    conversationId: conversation.id,
    channelId: desk.channel.id,
    direction: incoming.fromMe ? 'OUTBOUND' : 'INBOUND',
    kind: incoming.kind,
    status: incoming.fromMe ? further('SENT', incoming.status) : 'RECEIVED',
    text: incoming.text,
    authorKind: incoming.fromMe ? 'PHONE' : 'CONTACT',
    authorId: incoming.fromMe ? null : author.id,
    clientKey: null,
    providerId: incoming.providerId,
    remoteJid: incoming.remoteJid,
    sortKey: sortKey(sentAt, id),
    sentAt,
    deliveredAt: null,
    // What was there before the number was connected is nobody's unread.
    readAt: !incoming.fromMe && (incoming.history || isAnswered(incoming.detail?.system)) ? sentAt : null,
    editedAt: null,
    deletedAt: null,
    failureCode: null,
    failureMessage: null,
    failureRetryable: null,
    replyToProviderId: incoming.replyToProviderId,
    detail: incoming.detail,
    byAd: incoming.detail?.adReferral !== undefined,
    agentRunId: null,
    queuedAt: null,
    sendAfter: null,
    sendingAt: null,
    createdAt: desk.now,
  });
  desk.messages.set(incoming.providerId, message);
  return message;
}

const CLOSEST: Partial<Record<Message['status'], number>> = { SENDING: 0, UNCONFIRMED: 1, QUEUED: 2 };

/** Our own message that this is the echo of: the same content in the same conversation, the one that is surely under way first. */
function takeOwn(desk: Desk, conversation: Conversation, incoming: IncomingMessage): Message | undefined {
  const waiting = desk.outstanding.get(conversation.id) ?? [];
  const [own] = waiting
    .filter((message) => incoming.told && isEcho(message, incoming.told))
    .filter(({ queuedAt }) => !queuedAt || incoming.sentAt.getTime() >= queuedAt.getTime() - CLOCK_SKEW_MS)
    .sort((a, b) => (CLOSEST[a.status] ?? 3) - (CLOSEST[b.status] ?? 3));
  if (own)
    desk.outstanding.set(
      conversation.id,
      waiting.filter((message) => message !== own),
    );
  return own;
}

function bindEcho(
  desk: Desk,
  conversation: Conversation,
  own: Message,
  incoming: IncomingMessage,
  known: MessageAck,
): void {
  own.remoteJid = incoming.remoteJid;
  bindProviderId(
    desk.unit,
    conversation,
    own,
    incoming.providerId,
    known,
    desk.dateOf(incoming),
    desk.outstanding.get(conversation.id) ?? [],
  );
  desk.messages.set(incoming.providerId, own);
  desk.sendNext.add(conversation);
  if (own.authorKind === 'AGENT') desk.answeredByAgent.add(conversation);
  noteOwnFile(desk, own, incoming);
}

/** Of a file that was sent from here, WhatsApp knows what nobody here measured. */
function noteOwnFile(desk: Desk, message: Message, { fromMe, media }: IncomingMessage): void {
  if (fromMe && media && message.authorKind !== 'PHONE' && !message.deletedAt) desk.ownFiles.set(message.id, media);
}

/** Our message is at the provider under this id: it is SENT, or as far as was told of the id already. `waiting`: those of the conversation that have not left. */
export function bindProviderId(
  unit: Desk['unit'],
  conversation: Conversation,
  own: Message,
  providerId: string,
  known: MessageAck,
  at: Date,
  waiting: readonly Message[],
): void {
  const before = own.status;
  Object.assign(own, {
    providerId,
    status: 'SENT',
    sentAt: at,
    failureCode: null,
    failureMessage: null,
    failureRetryable: null,
    sendAfter: null,
  });
  placeWhereSent(unit, conversation, own, waiting);
  const told = applyFacts(own, known);
  noteFailure(conversation, own);
  appendTold(unit, conversation, own, { ...told, status: [before, own.status] });
}

/**
 * Others may have written while it waited: it stands where the phone has it, after what was said before it left, and those that
 * wait behind it stay behind it. Never further up than it stood: the server's clock may be behind, and counts whole seconds.
 */
function placeWhereSent(
  unit: Desk['unit'],
  conversation: Conversation,
  own: Message,
  waiting: readonly Message[],
): void {
  const key = sortKey(own.sentAt, own.id);
  if (key <= own.sortKey) return;
  const behind = waiting.filter(
    (message) => message.status === 'QUEUED' && message.sortKey > own.sortKey && message.sortKey < key,
  );
  own.sortKey = key;
  noteMessage(conversation, own);
  for (const message of behind) {
    message.sortKey = sortKey(own.sentAt, message.id);
    noteMessage(conversation, message);
    appendMessageEvent(unit, 'MESSAGE_STATUS_CHANGED', conversation, message);
  }
}
