import { LockMode } from '@mikro-orm/core';
import { Channel } from '@prosa/server/channels';
import { unitOfWork, type TenantContext, type UnitOfWork } from '@prosa/server/platform';
import { Conversation, Message, MessageAct, type ActKind } from '../inbox.entities';
import { appendActChanged } from '../message/message.events';
import { HANDOVER_MS } from '../outbound/claim-next';
import { DECIDE_WITHIN_MS } from '../outbound/settle-messages';

const CHANNEL_AWAY_MS = 15_000;

export interface ClaimedAct {
  actId: string;
  messageId: string;
  channelId: string;
  conversationId: string;
  memberId: string;
  act: ActKind;
  content: string;
  instanceName: string;
  key: { providerId: string; remoteJid: string; fromMe: boolean };
}
export type ActClaim = ({ kind: 'do' } & ClaimedAct) | { kind: 'idle' } | { kind: 'later'; at: Date };

/**
 * Takes the next act of a conversation: QUEUED → SENDING is a commit of its own, before anything leaves. Acts on one message
 * go in the order in which they were asked for. One found SENDING was cut off by a crash: its outcome is unknown, and it is not
 * done again. Twice would look the same to the contact, unless somebody changed the message on the phone in between: then
 * the second try would undo that. So what the provider tells settles it, or after a minute a person.
 */
export async function claimAct(ctx: TenantContext, conversationId: string): Promise<ActClaim> {
  return unitOfWork(ctx, async (unit) => {
    const conversation = await unit.em.findOne(
      Conversation,
      { id: conversationId },
      { lockMode: LockMode.PESSIMISTIC_WRITE },
    );
    if (!conversation) return { kind: 'idle' };
    const open = await unit.em.find(
      MessageAct,
      { conversationId, status: { $ne: 'FAILED' } },
      { orderBy: { id: 'asc' }, refresh: true },
    );
    const channel = await unit.em.findOne(Channel, { id: conversation.channelId });
    const busy = new Set<string>();
    let next: Date | null = null;
    for (const act of open) {
      if (busy.has(act.messageId)) continue;
      const message = await unit.em.findOne(Message, { id: act.messageId });
      const step = advance(ctx, unit, conversation, channel, act, message);
      if (step === 'ended') continue;
      busy.add(act.messageId);
      if (step === 'mine' && channel && message) {
        const key = {
          providerId: message.providerId as string,
          remoteJid: message.remoteJid ?? conversation.remoteJid,
          fromMe: message.direction === 'OUTBOUND',
        };
        return {
          kind: 'do',
          actId: act.id,
          messageId: message.id,
          channelId: channel.id,
          conversationId,
          memberId: act.memberId,
          act: act.kind,
          content: act.content ?? '',
          instanceName: channel.instanceName,
          key,
        };
      }
      if (!next || act.dueAt < next) next = act.dueAt;
    }
    return next ? { kind: 'later', at: next } : { kind: 'idle' };
  });
}

function advance(
  ctx: TenantContext,
  unit: UnitOfWork,
  conversation: Conversation,
  channel: Channel | null,
  act: MessageAct,
  message: Message | null,
): 'ended' | 'waits' | 'mine' {
  const now = ctx.platform.clock.now();
  if (!message || message.deletedAt || !message.providerId) {
    unit.em.remove(act);
    return 'ended';
  }
  const fail = (code: string, words: string) => {
    failAct(unit, conversation, message, act, { code, message: words });
    return 'ended' as const;
  };
  if (act.status === 'QUEUED' && (!channel || channel.deletedAt))
    return fail('CHANNEL_DELETED', 'The channel was deleted.');
  if (act.status === 'QUEUED' && act.expiresAt <= now)
    return fail('TOO_LATE', 'WhatsApp does not allow this any more.');
  if (act.dueAt > now) return 'waits';
  if (act.status === 'UNCONFIRMED')
    return fail('OUTCOME_UNKNOWN', 'WhatsApp did not say whether this was done. Look at the phone.');
  if (act.status === 'SENDING') {
    Object.assign(act, { status: 'UNCONFIRMED', dueAt: new Date((act.sendingAt ?? now).getTime() + DECIDE_WITHIN_MS) });
    return 'waits';
  }
  if (channel?.state !== 'CONNECTED') {
    act.dueAt = new Date(Math.min(act.expiresAt.getTime(), now.getTime() + CHANNEL_AWAY_MS));
    return 'waits';
  }
  Object.assign(act, {
    status: 'SENDING',
    sendingAt: now,
    dueAt: new Date(now.getTime() + HANDOVER_MS),
    attempts: act.attempts + 1,
  });
  return 'mine';
}

export function failAct(
  unit: UnitOfWork,
  conversation: Conversation,
  message: Message,
  act: MessageAct,
  failure: { code: string; message: string },
): void {
  Object.assign(act, { status: 'FAILED', failureCode: failure.code, failureMessage: failure.message });
  appendActChanged(unit, conversation, message, act.kind, `${act.kind}_FAILED`);
}
