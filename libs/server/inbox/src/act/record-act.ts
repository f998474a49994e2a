import { LockMode } from '@mikro-orm/core';
import { unitOfWork, type TenantContext } from '@prosa/server/platform';
import { Conversation, Message, MessageAct, type MessageAck } from '../inbox.entities';
import type { Fact } from '../inbound/intake';
import { addFact, applyFacts, takeFacts } from '../inbound/message-facts';
import { appendActChanged, appendTold } from '../message/message.events';
import { DECIDE_WITHIN_MS } from '../outbound/settle-messages';
import { failAct, type ClaimedAct } from './claim-act';

/** How an act's call ended. UNKNOWN: it may or may not have been done. */
export type ActOutcome =
  | { kind: 'DONE'; at: Date }
  | { kind: 'NOT_DONE'; code: string; message: string; again: boolean }
  | { kind: 'UNKNOWN' };

const MOST_ATTEMPTS = 6;
const LONGEST_WAIT_MS = 60_000;

/** Writes down how an act ended. Its event may have come first: then this changes nothing. */
export async function recordAct(ctx: TenantContext, claim: ClaimedAct, outcome: ActOutcome): Promise<void> {
  await unitOfWork(ctx, async (unit) => {
    const facts = await takeFacts(ctx, unit, claim.channelId, [claim.key.providerId]);
    const known = facts.get(claim.key.providerId) as MessageAck;
    const { conversationId } = await unit.em.findOneOrFail(Message, { id: claim.messageId }, { refresh: true });
    const conversation = await unit.em.findOneOrFail(
      Conversation,
      { id: conversationId },
      { lockMode: LockMode.PESSIMISTIC_WRITE },
    );
    const message = await unit.em.findOneOrFail(Message, { id: claim.messageId }, { refresh: true });
    const act = await unit.em.findOne(MessageAct, { id: claim.actId }, { refresh: true });
    if (outcome.kind === 'DONE') {
      addFact(known, factOf(claim, outcome.at));
      const told = applyFacts(message, known);
      appendTold(unit, conversation, message, told);
      // The same text again, or the same emoji: nothing is told, but it is no longer under way.
      if (act && !told.edited && !told.reacted && !told.deleted)
        appendActChanged(unit, conversation, message, act.kind, null);
      if (act) unit.em.remove(act);
      if (message.deletedAt) await unit.em.nativeDelete(MessageAct, { messageId: message.id });
      return;
    }
    if (act?.status !== 'SENDING') return;
    const now = ctx.platform.clock.now().getTime();
    if (outcome.kind === 'UNKNOWN')
      Object.assign(act, {
        status: 'UNCONFIRMED',
        dueAt: new Date((act.sendingAt?.getTime() ?? now) + DECIDE_WITHIN_MS),
      });
    else if (outcome.again && act.attempts < MOST_ATTEMPTS) {
      const wait = Math.min(LONGEST_WAIT_MS, 2_000 * 2 ** (act.attempts - 1)) * (0.8 + Math.random() * 0.4);
      Object.assign(act, { status: 'QUEUED', sendingAt: null, dueAt: new Date(Math.round(now + wait)) });
    } else failAct(unit, conversation, message, act, outcome);
  });
}

function factOf({ act, content, key, memberId }: ClaimedAct, at: Date): Fact {
  const { providerId } = key;
  if (act === 'EDIT') return { providerId, at, edit: { text: content } };
  if (act === 'DELETE') return { providerId, at, deleted: true };
  return { providerId, at, reaction: { by: 'me', fromMe: true, emoji: content, at: at.getTime(), memberId } };
}
