import { globalId, type Scope, type UnitOfWork } from '@prosa/server/platform';
import { linesBetween, standingOf, type Line } from '../activity/activity.rules';
import { noteActivity } from '../activity/note-activity';
import type { Conversation } from '../inbox.entities';
import { wakeDealer } from '../wake';

/** What of a conversation readers may learn from an event's `changes`: by the API's names, other rows by their node ids. */
const TOLD: { field: string; of: (conversation: Conversation) => unknown }[] = [
  { field: 'status', of: ({ status }) => status },
  { field: 'handler', of: ({ handler }) => handler },
  { field: 'handoffReason', of: ({ handoffReason }) => handoffReason ?? null },
  { field: 'agent', of: ({ agentId }) => node('Agent', agentId) },
  { field: 'assignee', of: ({ assigneeId }) => node('Member', assigneeId) },
  { field: 'team', of: ({ teamId }) => node('Team', teamId) },
  { field: 'contact', of: ({ contactId }) => node('Contact', contactId) },
  { field: 'unreadCount', of: ({ unreadCount }) => unreadCount },
  { field: 'labels', of: ({ labels }) => [...labels] },
  { field: 'snoozedUntil', of: ({ snoozedUntil }) => snoozedUntil?.toISOString() ?? null },
  { field: 'lastMessage', of: ({ lastMessageId }) => node('Message', lastMessageId) },
  { field: 'lastActivityAt', of: ({ lastActivityAt }) => lastActivityAt.toISOString() },
];
const node = (type: string, id: string | null | undefined) => (id ? globalId(type, id) : null);
const snapshot = (conversation: Conversation) => TOLD.map(({ of }) => of(conversation));

export const scopeOf = (conversation: Conversation): Scope => ({
  assigneeId: conversation.assigneeId ?? null,
  teamId: conversation.teamId ?? null,
});
export const rowsOf = (...scopes: Scope[]) => ({
  kind: 'rows' as const,
  scopes: [...new Map(scopes.map((s) => [`${s.assigneeId}/${s.teamId}`, s])).values()],
});

/** What was said with it stands with whom it was given to. */
function withNote(lines: Line[], note: string | undefined): Line[] {
  const last = lines.findLast(({ kind }) => kind === 'ASSIGNED' || kind === 'TEAM_CHANGED');
  if (note && last) last.detail.note = note;
  return lines;
}

/** A person has it already: nobody needs to be asked for. */
const TAKEN: ReadonlySet<string> = new Set(['TAKEN_OVER', 'PHONE_OWNER']);

/**
 * Watches a conversation from now until `finish`, which raises its version and tells the log once of all that changed,
 * to those who see it and to those who saw it before; and that a person is wanted, when the agent gave it away. Nothing
 * changed: nothing told.
 */
export function watchConversation(
  unit: UnitOfWork,
  conversation: Conversation,
): { finish(said?: { note?: string }): boolean } {
  const before = snapshot(conversation);
  const scopeBefore = scopeOf(conversation);
  const handlerBefore = conversation.handler;
  const standing = standingOf(conversation);
  return {
    finish(said = {}) {
      const after = snapshot(conversation);
      const changes: Record<string, [unknown, unknown]> = {};
      TOLD.forEach(({ field }, i) => {
        if (JSON.stringify(before[i]) !== JSON.stringify(after[i])) changes[field] = [before[i], after[i]];
      });
      if (Object.keys(changes).length === 0) return false;
      conversation.version += 1;
      noteActivity(unit, conversation, withNote(linesBetween(standing, standingOf(conversation)), said.note));
      if (
        handlerBefore === 'AGENT' &&
        conversation.handler === 'HUMAN' &&
        !TAKEN.has(conversation.handoffReason ?? '')
      ) {
        unit.append({
          type: 'HANDOFF_REQUESTED',
          node: { type: 'Conversation', id: conversation.id },
          conversationId: conversation.id,
          audience: rowsOf(scopeOf(conversation)),
        });
      }
      unit.append({
        type: 'CONVERSATION_CHANGED',
        node: { type: 'Conversation', id: conversation.id },
        version: conversation.version,
        conversationId: conversation.id,
        audience: rowsOf(scopeOf(conversation), scopeBefore),
        changes,
      });
      wakeDealer(unit, conversation);
      return true;
    },
  };
}
