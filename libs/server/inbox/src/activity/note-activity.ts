import { newId, type UnitOfWork } from '@prosa/server/platform';
import { rowsOf, scopeOf } from '../conversation/change-conversation';
import type { Conversation } from '../inbox.entities';
import { sortKey } from '../message/sort-key';
import { ConversationActivity } from './activity.entity';
import type { Line } from './activity.rules';

/** Writes lines of a conversation's activity, in this commit, and tells whoever sees the conversation. */
export function noteActivity(unit: UnitOfWork, conversation: Conversation, lines: readonly Line[]): void {
  const { actor, platform, tenantId } = unit.ctx;
  const now = platform.clock.now();
  for (const { kind, detail } of lines) {
    const id = newId();
    unit.em.create(ConversationActivity, {
      id,
      tenantId,
      conversationId: conversation.id,
      kind,
      actorKind: actor.kind === 'member' ? 'MEMBER' : actor.kind === 'agent' ? 'AGENT' : 'SYSTEM',
      actorId: actor.kind === 'member' ? actor.memberId : actor.kind === 'agent' ? actor.agentId : null,
      detail,
      sortKey: sortKey(now, id),
      at: now,
    });
    unit.append({
      type: 'ACTIVITY_ADDED',
      node: { type: 'ConversationActivity', id },
      conversationId: conversation.id,
      audience: rowsOf(scopeOf(conversation)),
    });
  }
}
