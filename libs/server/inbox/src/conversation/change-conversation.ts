import type { Scope, UnitOfWork } from '@prosa/server/platform';
import type { Conversation } from '../inbox.entities';

/** What of a conversation readers may learn from an event's `changes`. */
const TOLD = [
  'status',
  'handler',
  'handoffReason',
  'agentId',
  'assigneeId',
  'teamId',
  'unreadCount',
  'labels',
  'snoozedUntil',
  'lastMessageId',
  'lastActivityAt',
  'contactId',
] as const;
type Told = Record<(typeof TOLD)[number], unknown>;

export const scopeOf = (conversation: Conversation): Scope => ({
  assigneeId: conversation.assigneeId ?? null,
  teamId: conversation.teamId ?? null,
});
export const rowsOf = (...scopes: Scope[]) => ({
  kind: 'rows' as const,
  scopes: [...new Map(scopes.map((s) => [`${s.assigneeId}/${s.teamId}`, s])).values()],
});

/**
 * Watches a conversation from now until `finish`, which raises its version and tells the log once of all that changed,
 * to those who see it and to those who saw it before. Nothing changed: nothing told.
 */
export function watchConversation(unit: UnitOfWork, conversation: Conversation): { finish(): boolean } {
  const before = snapshot(conversation);
  const scopeBefore = scopeOf(conversation);
  return {
    finish() {
      const after = snapshot(conversation);
      const changes: Record<string, [unknown, unknown]> = {};
      for (const field of TOLD) {
        if (JSON.stringify(before[field]) !== JSON.stringify(after[field]))
          changes[field] = [before[field], after[field]];
      }
      if (Object.keys(changes).length === 0) return false;
      conversation.version += 1;
      unit.append({
        type: 'CONVERSATION_CHANGED',
        node: { type: 'Conversation', id: conversation.id },
        version: conversation.version,
        conversationId: conversation.id,
        audience: rowsOf(scopeOf(conversation), scopeBefore),
        changes,
      });
      return true;
    },
  };
}

function snapshot(conversation: Conversation): Told {
  const told: Partial<Told> = {};
  for (const field of TOLD) {
    const value: unknown = conversation[field] ?? null;
    told[field] = value instanceof Date ? value.toISOString() : Array.isArray(value) ? [...value] : value;
  }
  return told as Told;
}
