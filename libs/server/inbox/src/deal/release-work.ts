import { LockMode } from '@mikro-orm/core';
import { Contact } from '@prosa/server/crm';
import { onMemberDeactivated, onTeamDeleted } from '@prosa/server/identity';
import { watchConversation } from '../conversation/change-conversation';
import { Conversation } from '../inbox.entities';

/** What somebody who is gone had open is nobody's again: where a team deals by turns, it is dealt out anew. */
onMemberDeactivated(async (_ctx, unit, memberId) => {
  const open = await unit.em.find(
    Conversation,
    { assigneeId: memberId, status: { $ne: 'CLOSED' } },
    { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  for (const conversation of open) {
    const watch = watchConversation(unit, conversation);
    conversation.assigneeId = null;
    watch.finish();
  }
});

/**
 * What a team had is no team's: who saw it by the team alone sees it no longer, whoever has it keeps it. Each open conversation
 * is told of; of what is done nobody waits to hear, and there may be years of it.
 */
onTeamDeleted(async (_ctx, unit, teamId) => {
  const open = await unit.em.find(
    Conversation,
    { teamId, status: { $ne: 'CLOSED' } },
    { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  for (const conversation of open) {
    const watch = watchConversation(unit, conversation);
    conversation.teamId = null;
    watch.finish();
  }
  await unit.em.nativeUpdate(Conversation, { teamId, status: 'CLOSED' }, { teamId: null });
  await unit.em.nativeUpdate(Contact, { teamId }, { teamId: null });
});
