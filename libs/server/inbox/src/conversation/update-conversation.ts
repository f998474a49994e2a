import { Member, Team } from '@prosa/server/identity';
import { StaleProblem, unitOfWork, UserProblem, type TenantContext, type UnitOfWork } from '@prosa/server/platform';
import type { Conversation, ConversationStatus } from '../inbox.entities';
import { labelNames, setLabels } from '../label/set-labels';
import { watchConversation } from './change-conversation';
import { requireRight } from './conversation.policy';
import { findConversation } from './find-conversation';
import { setUnread } from './mark-conversation-unread';

/** An absent field stays as it is, null clears it. */
export interface UpdateConversation {
  id: string;
  expectedVersion?: number | null;
  status?: ConversationStatus | null;
  assigneeId?: string | null;
  teamId?: string | null;
  labels?: string[] | null;
  /** Null with SNOOZED: until the contact writes. */
  snoozedUntil?: Date | null;
  /** So many of the contact's newest messages are unread. */
  unreadCount?: number | null;
}
const MOST_UNREAD = 999;

/** Changes status, assignment, labels or snooze. Throws NotFound, UserProblem, StaleProblem (with the conversation as it is). */
export async function updateConversation(ctx: TenantContext, input: UpdateConversation): Promise<Conversation> {
  requireRights(ctx, input);
  return unitOfWork(ctx, async (unit) => applyUpdate(ctx, unit, await findConversation(ctx, unit, input.id), input));
}

/** Of many at once each needs the same rights. */
export function requireRights(ctx: TenantContext, { assigneeId, teamId }: UpdateConversation): void {
  requireRight(ctx, 'inbox:reply');
  if (assigneeId !== undefined || teamId !== undefined) requireRight(ctx, 'inbox:assign');
}

/** Checks everything before it changes anything: a refusal leaves the conversation, which is locked, as it was. */
export async function applyUpdate(
  ctx: TenantContext,
  unit: UnitOfWork,
  conversation: Conversation,
  input: UpdateConversation,
): Promise<Conversation> {
  if (input.expectedVersion != null && input.expectedVersion !== conversation.version)
    throw new StaleProblem(conversation);
  const labels = input.labels === undefined ? null : labelNames(input.labels ?? []);
  const standing = standingAfter(ctx, conversation, input);
  await requireTakers(unit, input);
  const watch = watchConversation(unit, conversation);
  if (input.unreadCount != null)
    await setUnread(ctx, unit, conversation, Math.min(MOST_UNREAD, Math.max(0, input.unreadCount)));
  if (input.assigneeId !== undefined) conversation.assigneeId = input.assigneeId;
  if (input.teamId !== undefined) conversation.teamId = input.teamId;
  if (labels) await setLabels(unit, conversation, labels);
  Object.assign(conversation, standing);
  if (standing.status === 'CLOSED') conversation.agentDueAt = null;
  watch.finish();
  return conversation;
}

/** Whom it is given to has to be there to take it. */
export async function requireTakers(
  unit: UnitOfWork,
  { assigneeId, teamId }: Pick<UpdateConversation, 'assigneeId' | 'teamId'>,
): Promise<void> {
  if (assigneeId && !(await unit.em.findOne(Member, { id: assigneeId, active: true })))
    throw new UserProblem('MEMBER_NOT_FOUND', 'Choose an active member.', ['assigneeId']);
  if (teamId && !(await unit.em.findOne(Team, { id: teamId })))
    throw new UserProblem('TEAM_NOT_FOUND', 'Choose a team of this workspace.', ['teamId']);
}

function standingAfter(
  ctx: TenantContext,
  conversation: Conversation,
  { status, snoozedUntil }: UpdateConversation,
): Pick<Conversation, 'status' | 'snoozedUntil'> {
  const woken = snoozedUntil === null && status === undefined && conversation.status === 'SNOOZED';
  const wanted = status ?? (snoozedUntil ? 'SNOOZED' : woken ? 'OPEN' : conversation.status);
  if (wanted !== 'SNOOZED') return { status: wanted, snoozedUntil: null };
  const until = snoozedUntil === undefined ? conversation.snoozedUntil : snoozedUntil;
  if (until && until <= ctx.platform.clock.now())
    throw new UserProblem('INVALID', 'Choose a time in the future.', ['snoozedUntil']);
  return { status: wanted, snoozedUntil: until ?? null };
}
