import { IntegrationBinding } from '@prosa/server/integrations';
import { unitOfWork, UserProblem, type TenantContext } from '@prosa/server/platform';
import type { Conversation } from '../inbox.entities';
import { wakeAgent } from '../wake';
import { watchConversation } from './change-conversation';
import { requireRight } from './conversation.policy';
import { findConversation } from './find-conversation';

/** Whether an agent may be given conversations: only the agent's own domain knows. */
export type IsAgentActive = (ctx: TenantContext, agentId: string) => Promise<boolean>;

/** Gives the conversation to the channel's agent, which also looks at what is still unanswered. UserProblem when there is no active agent; NotFound. */
export async function returnConversationToAgent(
  ctx: TenantContext,
  id: string,
  isActive: IsAgentActive,
): Promise<Conversation> {
  requireRight(ctx, 'inbox:reply');
  const active = await activeAgentOf(ctx, id, isActive);
  return unitOfWork(ctx, async (unit) => {
    const conversation = await findConversation(ctx, unit, id);
    if (conversation.isGroup) throw new UserProblem('GROUP', 'Agents do not answer in groups.', ['id']);
    if (!active) throw new UserProblem('NO_ACTIVE_AGENT', 'No active agent works on this channel.', ['id']);
    const watch = watchConversation(unit, conversation);
    conversation.handler = 'AGENT';
    conversation.agentId = active;
    conversation.handoffReason = null;
    const unanswered = await isUnanswered(unit.em, conversation);
    conversation.agentDueAt = unanswered ? ctx.platform.clock.now() : null;
    watch.finish();
    if (unanswered) wakeAgent(ctx, unit, conversation);
    return conversation;
  });
}

async function activeAgentOf(
  ctx: TenantContext,
  conversationId: string,
  isActive: IsAgentActive,
): Promise<string | null> {
  const [row] = await ctx.platform.db.read<{ channel_id: string }>(
    `select channel_id from conversation where tenant_id = ? and id = ?`,
    [ctx.tenantId, conversationId],
  );
  const bindings = row ? await ctx.em.find(IntegrationBinding, { integrationId: row.channel_id }) : [];
  for (const { agentId } of bindings) if (await isActive(ctx, agentId)) return agentId;
  return null;
}

/** Somebody waits for an answer when the agent has not answered them and no person wrote after them. */
async function isUnanswered(em: TenantContext['em'], conversation: Conversation): Promise<boolean> {
  if (conversation.lastInboundKey === (conversation.agentAnsweredKey ?? null)) return false;
  const [row] = (await em.execute(
    `select direction from message
      where tenant_id = ? and conversation_id = ? and author_kind not in ('AGENT', 'CHANNEL') and kind not in ('SYSTEM', 'NOTE')
      order by sort_key desc limit 1`,
    [conversation.tenantId, conversation.id],
    'all',
  )) as { direction: string }[];
  return row?.direction === 'INBOUND';
}
