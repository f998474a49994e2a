import { appendMessageEvent } from '../message/message.events';
import { sortKey } from '../message/sort-key';
import type { Message } from '../inbox.entities';
import type { Desk } from './desk';
import type { IncomingMessage } from './intake';
import { isAnswered, together } from './read-call';

/** A delivery of a message that is here already: what it says over what is known, if anything. */
export function tellMore(desk: Desk, message: Message, incoming: IncomingMessage): void {
  if (message.kind === 'UNSUPPORTED' && incoming.kind !== 'UNSUPPORTED') understand(desk, message, incoming);
  if (message.kind === 'SYSTEM') tellOfCall(desk, message, incoming);
}

/** Stored by a version that did not know its kind, and read again by one that does. */
function understand(desk: Desk, message: Message, incoming: IncomingMessage): void {
  const conversation = desk.conversation(message.conversationId);
  if (!conversation || message.deletedAt) return;
  const { reactions } = message.detail ?? {};
  const detail = { ...incoming.detail, ...(reactions && { reactions }) };
  message.kind = incoming.kind;
  message.detail = Object.keys(detail).length > 0 ? detail : null;
  message.byAd = incoming.detail?.adReferral !== undefined;
  message.replyToProviderId = incoming.replyToProviderId;
  if (!message.editedAt) message.text = incoming.text;
  if (incoming.media) desk.attach(message, incoming.media, incoming);
  appendMessageEvent(desk.unit, 'MESSAGE_STATUS_CHANGED', conversation, message, {
    kind: ['UNSUPPORTED', message.kind],
  });
}

/** The deliveries of one call come in any order. They end as the same line: of when it began, and of what became of it. */
function tellOfCall(desk: Desk, message: Message, incoming: IncomingMessage): void {
  const conversation = desk.conversation(message.conversationId);
  const { system: known } = message.detail ?? {};
  if (!conversation || !known || !incoming.detail?.system) return;
  const at = desk.dateOf(incoming);
  if (at < message.sentAt) {
    Object.assign(message, { sentAt: at, sortKey: sortKey(at, message.id) });
    if (conversation.lastMessageId === message.id) conversation.lastMessageKey = message.sortKey;
  }
  if (at > conversation.lastActivityAt) conversation.lastActivityAt = at;
  const told = together(known, incoming.detail.system);
  if (told === known) return;
  message.detail = { ...message.detail, system: told };
  if (isAnswered(told) && !message.readAt) {
    message.readAt = at;
    conversation.unreadCount = Math.max(0, conversation.unreadCount - 1);
  }
  appendMessageEvent(desk.unit, 'MESSAGE_STATUS_CHANGED', conversation, message, { system: [known, told] });
}
