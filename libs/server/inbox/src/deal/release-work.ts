import { LockMode } from '@mikro-orm/core';
import { onMemberDeactivated } from '@prosa/server/identity';
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
