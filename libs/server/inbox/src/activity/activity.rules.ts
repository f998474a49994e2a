import type { Conversation, ConversationStatus, Handler } from '../inbox.entities';
import type { ActivityDetail, ActivityKind } from './activity.entity';

/** What of a conversation its activity tells of. */
export interface Standing {
  status: ConversationStatus;
  snoozedUntil: Date | null;
  handler: Handler;
  reason: string | null;
  assigneeId: string | null;
  teamId: string | null;
  labels: readonly string[];
}
export interface Line {
  kind: ActivityKind;
  detail: ActivityDetail;
}

export const standingOf = (conversation: Conversation): Standing => ({
  status: conversation.status,
  snoozedUntil: conversation.snoozedUntil ?? null,
  handler: conversation.handler,
  reason: conversation.handoffReason ?? null,
  assigneeId: conversation.assigneeId ?? null,
  teamId: conversation.teamId ?? null,
  labels: [...conversation.labels],
});

/** The lines that lead from one standing to another, in the order in which one would tell them. */
export function linesBetween(before: Standing, after: Standing): Line[] {
  const lines: Line[] = [];
  const add = (kind: ActivityKind, detail: ActivityDetail = {}) => void lines.push({ kind, detail });
  if (before.handler !== after.handler) {
    if (after.handler === 'AGENT') add('RETURNED_TO_AGENT');
    else if (after.reason === 'TAKEN_OVER' || after.reason === 'PHONE_OWNER')
      add('TAKEN_OVER', { reason: after.reason });
    else add('HANDED_OFF', { reason: after.reason });
  }
  if (before.teamId !== after.teamId) add('TEAM_CHANGED', { teamId: after.teamId });
  if (before.assigneeId !== after.assigneeId) {
    if (after.assigneeId) add('ASSIGNED', { memberId: after.assigneeId });
    else add('UNASSIGNED', { memberId: before.assigneeId });
  }
  addStatus(before, after, add);
  const added = after.labels.filter((label) => !before.labels.includes(label));
  const removed = before.labels.filter((label) => !after.labels.includes(label));
  if (added.length + removed.length > 0) add('LABELLED', { added, removed });
  return lines;
}

function addStatus(
  before: Standing,
  after: Standing,
  add: (kind: ActivityKind, detail?: ActivityDetail) => void,
): void {
  const until = after.snoozedUntil?.toISOString() ?? null;
  if (after.status === 'SNOOZED') {
    const same = before.status === 'SNOOZED' && before.snoozedUntil?.getTime() === after.snoozedUntil?.getTime();
    if (!same) add('SNOOZED', { until });
    return;
  }
  if (before.status === after.status) return;
  if (after.status === 'CLOSED') add('CLOSED');
  else if (after.status === 'PENDING') add('SET_PENDING');
  else if (before.status === 'SNOOZED') add('WOKEN');
  else add('REOPENED');
}
