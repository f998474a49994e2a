import { Member, Team } from '@prosa/server/identity';
import { StaleProblem, unitOfWork, UserProblem, type TenantContext, type UnitOfWork } from '@prosa/server/platform';
import type { Conversation, ConversationStatus } from '../inbox.entities';
import { labelNames, setLabels } from '../label/set-labels';
import { watchConversation } from './change-conversation';
import { requireRight } from './conversation.policy';
import { findConversation } from './find-conversation';

/** An absent field stays as it is, null clears it. */
export interface UpdateConversation {
  id: string;
  expectedVersion?: number | null;
  status?: ConversationStatus | null;
  assigneeId?: string | null;
  teamId?: string | null;
  labels?: string[] | null;
  snoozedUntil?: Date | null;
}

/** Changes status, assignment, labels or snooze. Throws NotFound, UserProblem, StaleProblem (with the conversation as it is). */
export async function updateConversation(ctx: TenantContext, input: UpdateConversation): Promise<Conversation> {
  requireRight(ctx, 'inbox:reply');
  if (input.assigneeId !== undefined || input.teamId !== undefined) requireRight(ctx, 'inbox:assign');
  const labels = input.labels === undefined ? null : labelNames(input.labels ?? []);
  return unitOfWork(ctx, async (unit) => {
    const conversation = await findConversation(ctx, unit, input.id);
    if (input.expectedVersion != null && input.expectedVersion !== conversation.version)
      throw new StaleProblem(conversation);
    const watch = watchConversation(unit, conversation);
    await assign(unit, conversation, input);
    if (labels) await setLabels(unit, conversation, labels);
    changeStatus(ctx, conversation, input);
    watch.finish();
    return conversation;
  });
}

async function assign(
  unit: UnitOfWork,
  conversation: Conversation,
  { assigneeId, teamId }: UpdateConversation,
): Promise<void> {
  if (assigneeId && !(await unit.em.findOne(Member, { id: assigneeId, active: true }))) {
    throw new UserProblem('MEMBER_NOT_FOUND', 'Choose an active member.', ['assigneeId']);
  }
  if (teamId && !(await unit.em.findOne(Team, { id: teamId })))
    throw new UserProblem('TEAM_NOT_FOUND', 'Choose a team of this workspace.', ['teamId']);
  if (assigneeId !== undefined) conversation.assigneeId = assigneeId;
  if (teamId !== undefined) conversation.teamId = teamId;
}

function changeStatus(
  ctx: TenantContext,
  conversation: Conversation,
  { status, snoozedUntil }: UpdateConversation,
): void {
  const wanted =
    status ??
    (snoozedUntil
      ? 'SNOOZED'
      : snoozedUntil === null && conversation.status === 'SNOOZED'
        ? 'OPEN'
        : conversation.status);
  if (wanted === 'SNOOZED') {
    const until = snoozedUntil ?? conversation.snoozedUntil;
    if (!until || until <= ctx.platform.clock.now())
      throw new UserProblem('INVALID', 'Choose a time in the future.', ['snoozedUntil']);
    conversation.snoozedUntil = until;
  } else {
    conversation.snoozedUntil = null;
  }
  conversation.status = wanted;
  if (wanted === 'CLOSED') conversation.agentDueAt = null;
}
