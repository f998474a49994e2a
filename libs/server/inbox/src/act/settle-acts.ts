import type { Desk } from '../inbound/desk';
import type { Fact } from '../inbound/intake';
import { applyFacts } from '../inbound/message-facts';
import { MessageAct } from '../inbox.entities';
import { appendActChanged, appendTold } from '../message/message.events';
import { wakeActor } from '../wake';
import { isTold } from './act.rules';

/** The provider told of an edit, deletion or reaction: the acts that asked for it are done, however their calls ended. */
export async function settleActs(desk: Desk, facts: readonly Fact[]): Promise<void> {
  const ids = new Set(
    facts.filter(({ edit, deleted, reaction }) => edit || deleted || reaction).map((fact) => fact.providerId),
  );
  const messages = [...desk.messages.values()].filter(({ providerId }) => providerId && ids.has(providerId));
  if (messages.length === 0) return;
  const acts = await desk.unit.em.find(
    MessageAct,
    { messageId: { $in: messages.map(({ id }) => id) } },
    { orderBy: { id: 'asc' }, refresh: true },
  );
  for (const act of acts) {
    const message = messages.find(({ id }) => id === act.messageId);
    const known = message && desk.facts.get(message.providerId as string);
    const conversation = message && desk.conversation(message.conversationId);
    if (!message || !known || !conversation || (act.status === 'QUEUED' && !known.deletedAt) || !isTold(act, known))
      continue;
    if (act.kind === 'REACT' && known.reactions)
      known.reactions = known.reactions.map((one) =>
        one.fromMe ? { ...one, memberId: one.memberId ?? act.memberId } : one,
      );
    appendTold(desk.unit, conversation, message, applyFacts(message, known));
    appendActChanged(desk.unit, conversation, message, act.kind, null);
    desk.unit.em.remove(act);
    wakeActor(desk.ctx, desk.unit, conversation.id);
  }
}
