import type { Conversation, Message } from '../inbox.entities';
import { sortKey } from '../message/sort-key';

/** A burst of messages is answered once, when it has been quiet for this long. */
export const AGENT_DEBOUNCE_MS = 3_000;
/** A message that comes later than this (the phone was offline) is for people: too much may have happened since. */
const STALE_MS = 24 * 60 * 60_000;

/** People have the conversation from now on. `reason` is shown to them. */
export function handToPeople(conversation: Conversation, reason: string | null): void {
  if (conversation.handler === 'HUMAN') return;
  conversation.handler = 'HUMAN';
  conversation.handoffReason = reason;
  conversation.agentDueAt = null;
}

/** A person wrote on the phone itself. That nobody has looked at what came late is over by that. */
export function notePhoneOwner(conversation: Conversation): void {
  handToPeople(conversation, 'PHONE_OWNER');
  if (conversation.handoffReason === 'STALE') conversation.handoffReason = 'PHONE_OWNER';
}

/** What the agent wrote did not reach the contact: who else would tell anybody? */
export function noteFailure(conversation: Conversation, { status, authorKind }: Message): void {
  if (status === 'FAILED' && authorKind === 'AGENT') handToPeople(conversation, 'SEND_FAILED');
}

/** A member takes it: it becomes theirs unless it is somebody's already. */
export function takeOver(conversation: Conversation, memberId: string): void {
  handToPeople(conversation, 'TAKEN_OVER');
  if (conversation.handoffReason) conversation.handoffReason = 'TAKEN_OVER'; // why the agent gave it away is settled
  conversation.assigneeId ??= memberId;
}

/** A new message of either direction; one that came late does not become the last. */
export function noteMessage(conversation: Conversation, message: Message): void {
  if (message.sortKey > (conversation.lastMessageKey ?? '')) {
    conversation.lastMessageKey = message.sortKey;
    conversation.lastMessageId = message.id;
  }
  if (message.sentAt > conversation.lastActivityAt) conversation.lastActivityAt = message.sentAt;
}

export function reopen(conversation: Conversation): void {
  conversation.status = 'OPEN';
  conversation.snoozedUntil = null;
}

/** Something new of the contact: nobody is done with them. */
export function reopenIfDone(conversation: Conversation): void {
  if (conversation.status === 'CLOSED' || conversation.status === 'SNOOZED') reopen(conversation);
}

/** What the contact wrote just now: opens the conversation again and is due for an answer when an agent has it. */
export function noteInbound(
  conversation: Conversation,
  message: Message,
  boundAgentId: string | null,
  now: Date,
): void {
  reopenIfDone(conversation);
  if (!conversation.lastInboundAt || message.sentAt > conversation.lastInboundAt)
    conversation.lastInboundAt = message.sentAt;
  // One that came so late that the agent has answered newer ones counts as new all the same: nobody must wait in silence.
  const overtaken = conversation.agentAnsweredKey != null && message.sortKey <= conversation.agentAnsweredKey;
  const key = overtaken ? sortKey(now, message.id) : message.sortKey;
  if (key > (conversation.lastInboundKey ?? '')) conversation.lastInboundKey = key;
  if (conversation.handler !== 'AGENT' || conversation.isGroup) return;
  conversation.agentId = boundAgentId;
  if (!boundAgentId) return handToPeople(conversation, 'NO_AGENT');
  if (now.getTime() - message.sentAt.getTime() > STALE_MS) return handToPeople(conversation, 'STALE');
  conversation.agentDueAt = new Date(now.getTime() + AGENT_DEBOUNCE_MS);
}
