import { Channel, isWithinHours, PriorChat, type WhatsAppGateway } from '@prosa/server/channels';
import { Contact, ContactIdentity } from '@prosa/server/crm';
import { Tenant } from '@prosa/server/identity';
import type { Conversation } from '@prosa/server/inbox';
import type { TenantContext } from '@prosa/server/platform';
import type { Agent } from './agent.entities';
import type { Situation } from './may-answer';

const LOOP_WINDOW_MS = 10 * 60_000;

/** Reads what `mayAnswer` decides on. Asks the provider once about a person's past when our own rows do not tell it. */
export async function readSituation(
  ctx: TenantContext,
  conversation: Conversation,
  agent: Agent,
  ports: { modelConfigured: boolean; gateway: WhatsAppGateway | null },
): Promise<Situation> {
  const channel = await ctx.em.findOneOrFail(Channel, { id: conversation.channelId });
  const identities = await ctx.em.find(ContactIdentity, { contactId: conversation.contactId });
  const now = ctx.platform.clock.now();
  return {
    agentStatus: agent.status,
    handler: conversation.handler,
    conversationStatus: conversation.status,
    isGroup: conversation.isGroup,
    channelDeleted: channel.deletedAt != null,
    audience: channel.audience,
    testNumbers: channel.testNumbers,
    phones: identities.filter(({ kind }) => kind === 'PHONE').map(({ value }) => value),
    knownBefore: channel.audience === 'NEW_CONTACTS' && (await wroteBefore(ctx, conversation, channel, identities, ports.gateway)),
    optedOut: (await ctx.em.findOneOrFail(Contact, { id: conversation.contactId })).optedOutAt != null,
    ...(await countReplies(ctx, conversation, now.getTime() - LOOP_WINDOW_MS)),
    maxReplies: agent.config.maxRepliesPerConversation,
    modelConfigured: ports.modelConfigured,
    withinHours: await worksAt(ctx, agent, now),
    overdueMs: conversation.agentDueAt ? now.getTime() - conversation.agentDueAt.getTime() : 0,
  };
}

/** The agent's replies, whichever number of messages each took, in this conversation so far and to this person since `since`, over whichever channel. */
async function countReplies(ctx: TenantContext, conversation: Conversation, since: number): Promise<Pick<Situation, 'recentReplies' | 'repliesSoFar'>> {
  const [count] = await ctx.platform.db.read<{ recent: number | string; total: number | string }>(
    `select count(distinct case when conversation_id = ? then coalesce(agent_run_id, id) end) as total, count(distinct case when sent_at >= ? then coalesce(agent_run_id, id) end) as recent
       from message where tenant_id = ? and author_kind = 'AGENT'
        and conversation_id in (select id from conversation where tenant_id = ? and contact_id = ?)`,
    [conversation.id, since, ctx.tenantId, ctx.tenantId, conversation.contactId],
  );
  return { recentReplies: Number(count?.recent ?? 0), repliesSoFar: Number(count?.total ?? 0) };
}

async function worksAt(ctx: TenantContext, agent: Agent, at: Date): Promise<boolean> {
  const { operatingHours } = agent.config;
  if (operatingHours.length === 0) return true;
  const { timeZone } = await ctx.em.findOneOrFail(Tenant, { id: ctx.tenantId });
  return isWithinHours(operatingHours, timeZone, at);
}

/**
 * Whether this person was there before the number was connected: by the chats that the phone told us, by our own contacts, or
 * by older messages at the provider. When the provider cannot be asked, the person counts as known: people answer.
 */
async function wroteBefore(
  ctx: TenantContext,
  conversation: Conversation,
  channel: Channel,
  identities: readonly ContactIdentity[],
  gateway: WhatsAppGateway | null,
): Promise<boolean> {
  const connectedAt = channel.firstConnectedAt;
  if (!connectedAt) return false;
  const values = identities.map(({ value }) => value);
  if (await ctx.em.findOne(PriorChat, { channelId: channel.id, value: { $in: values } })) return true;
  const contact = await ctx.em.findOneOrFail(Contact, { id: conversation.contactId });
  if (contact.createdAt < connectedAt) return true;
  if (!gateway || (await answeredBefore(ctx, conversation.id))) return false;
  try {
    const first = await gateway.findMessages({ instance: channel.instanceName, remoteJid: conversation.remoteJid, page: 1, limit: 1 });
    const last = first.pages > 1 ? await gateway.findMessages({ instance: channel.instanceName, remoteJid: conversation.remoteJid, page: first.pages, limit: 1 }) : first;
    return last.messages.some(({ event }) => event.type === 'MessageReceived' && isFromBefore(event.sentAt, connectedAt));
  } catch {
    return true;
  }
}

/** WhatsApp's clock counts whole seconds: what was written in the second of the connection is new. */
export const isFromBefore = (sentAt: Date, connectedAt: Date): boolean => sentAt.getTime() < Math.floor(connectedAt.getTime() / 1000) * 1000;

/** Once the agent has answered somebody, the question was settled. */
async function answeredBefore(ctx: TenantContext, conversationId: string): Promise<boolean> {
  const rows = await ctx.platform.db.read(`select 1 from agent_run where tenant_id = ? and conversation_id = ? and status = 'REPLIED' limit 1`, [
    ctx.tenantId,
    conversationId,
  ]);
  return rows.length > 0;
}
