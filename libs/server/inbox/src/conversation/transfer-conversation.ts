import { StaleProblem, unitOfWork, UserProblem, type TenantContext } from '@prosa/server/platform';
import { noteActivity } from '../activity/note-activity';
import type { Conversation } from '../inbox.entities';
import { watchConversation } from './change-conversation';
import { requireRight } from './conversation.policy';
import { handToPeople, reopen } from './conversation.rules';
import { findConversation } from './find-conversation';
import { requireTakers } from './update-conversation';

export interface TransferConversation {
  id: string;
  expectedVersion?: number | null;
  assigneeId?: string | null;
  teamId?: string | null;
  /** What the next one has to know; shown in the thread, never sent. */
  note?: string | null;
}
const LONGEST_NOTE = 1_000;

/** Gives a conversation to another member, or to a team without anybody of it yet. Throws NotFound, UserProblem, StaleProblem. */
export async function transferConversation(ctx: TenantContext, input: TransferConversation): Promise<Conversation> {
  requireRight(ctx, 'inbox:assign');
  const { assigneeId = null, teamId = null } = input;
  const note = input.note?.trim() ?? '';
  if (!assigneeId && !teamId) throw new UserProblem('REQUIRED', 'Choose a person or a team.', ['assigneeId']);
  if (note.length > LONGEST_NOTE)
    throw new UserProblem('TOO_LONG', `A note has at most ${LONGEST_NOTE} characters.`, ['note']);
  return unitOfWork(ctx, async (unit) => {
    const conversation = await findConversation(ctx, unit, input.id);
    if (input.expectedVersion != null && input.expectedVersion !== conversation.version)
      throw new StaleProblem(conversation);
    await requireTakers(unit, { assigneeId, teamId });
    const same = (conversation.assigneeId ?? null) === assigneeId && (!teamId || conversation.teamId === teamId);
    const watch = watchConversation(unit, conversation);
    conversation.assigneeId = assigneeId;
    if (teamId) conversation.teamId = teamId;
    handToPeople(conversation, 'TAKEN_OVER');
    if (conversation.status === 'CLOSED' || conversation.status === 'SNOOZED') reopen(conversation);
    watch.finish(note ? { note } : {});
    // Who has it already may still be told something.
    if (same && note) noteActivity(unit, conversation, [{ kind: 'ASSIGNED', detail: { memberId: assigneeId, note } }]);
    return conversation;
  });
}
