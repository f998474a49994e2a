import { createHash } from 'node:crypto';
import type { WhatsAppGateway } from '@prosa/server/channels';
import { Conversation, handToPeople, queueMessage, watchConversation } from '@prosa/server/inbox';
import { agentContext, newId, systemContext, unitOfWork, type JobHandler, type Platform, type RunningJob, type TenantContext, type UnitOfWork } from '@prosa/server/platform';
import { Agent, AgentRun } from './agent.entities';
import { buildInstructions } from './build-instructions';
import { ModelError, type LanguageModel, type ModelReply } from './language-model';
import { mayAnswer } from './may-answer';
import { readSituation } from './read-situation';
import { readTurns, type Turn } from './read-turns';

/** All of one turn: the model's own time-outs and retries lie within it. */
const DEADLINE_MS = 60_000;
/** Tries while the model is out of reach, before people get the conversation. */
const MOST_ATTEMPTS = 4;

/** Job `agent.reply`, one conversation: decides, asks the model outside any transaction, and queues at most one reply per inbound message. */
export function replyJob(platform: Platform, model: LanguageModel | null, gateway: WhatsAppGateway | null): JobHandler {
  return {
    kind: 'agent.reply',
    concurrency: 8,
    run: async (job) => {
      const ctx = systemContext(platform, job.tenantId as string, 'agent.reply');
      const conversation = await ctx.em.findOne(Conversation, { id: job.key });
      const inboundKey = conversation?.lastInboundKey;
      if (!conversation?.agentDueAt || !inboundKey || !conversation.agentId) return;
      if (conversation.agentDueAt > platform.clock.now()) return { again: conversation.agentDueAt };
      const agent = await ctx.em.findOne(Agent, { id: conversation.agentId });
      if (!agent) return decline(ctx, conversation, inboundKey, 'AGENT_GONE', true);
      const decision = mayAnswer(await readSituation(ctx, conversation, agent, { modelConfigured: model !== null, gateway }));
      if (!decision.answer) return decline(ctx, conversation, inboundKey, decision.reason, decision.handOver);
      return answer(agentContext(platform, ctx.tenantId, agent.id), model as LanguageModel, agent, conversation, inboundKey, job);
    },
  };
}

async function answer(
  ctx: TenantContext,
  model: LanguageModel,
  agent: Agent,
  conversation: Conversation,
  inboundKey: string,
  job: RunningJob,
): Promise<void | { again: Date }> {
  const turns = await readTurns(ctx, conversation);
  if (turns.at(-1)?.role !== 'user') return decline(ctx, conversation, inboundKey, 'NOTHING_TO_ANSWER', false);
  const startedAt = ctx.platform.clock.now();
  try {
    const reply = await model.reply({
      model: agent.config.model,
      instructions: buildInstructions(agent),
      turns: turns.map(({ role, text }: Turn) => ({ role, text })),
      safetyIdentifier: createHash('sha256').update(conversation.contactId).digest('hex').slice(0, 32),
      signal: AbortSignal.any([job.signal, AbortSignal.timeout(DEADLINE_MS)]),
    });
    return await queueReply(ctx, agent, conversation.id, inboundKey, reply, startedAt);
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    if (error.passing && job.attempt < MOST_ATTEMPTS) throw error;
    return decline(ctx, conversation, inboundKey, `MODEL_${error.kind}`, true);
  }
}

/** Re-checks, in the transaction that queues, that the agent still has the conversation and that nothing newer came in. */
async function queueReply(
  ctx: TenantContext,
  agent: Agent,
  conversationId: string,
  inboundKey: string,
  reply: ModelReply,
  startedAt: Date,
): Promise<void | { again: Date }> {
  return unitOfWork(ctx, async (unit) => {
    const conversation = await unit.em.findOneOrFail(Conversation, { id: conversationId });
    if (conversation.handler !== 'AGENT') return;
    if (conversation.lastInboundKey !== inboundKey) return conversation.agentDueAt ? { again: conversation.agentDueAt } : undefined;
    if (await unit.em.findOne(AgentRun, { conversationId, inboundKey })) return;
    const watch = watchConversation(unit, conversation);
    const run = recordRun(ctx, unit, { conversation, agentId: agent.id, inboundKey, status: 'REPLIED', reason: null, startedAt });
    Object.assign(run, { model: reply.model, inputTokens: reply.inputTokens, outputTokens: reply.outputTokens });
    queueMessage(ctx, unit, conversation, {
      text: reply.text,
      clientKey: `agent:${conversationId}:${inboundKey}`,
      author: { kind: 'AGENT', id: agent.id },
      agentRunId: run.id,
    });
    conversation.agentAnsweredKey = inboundKey;
    conversation.agentDueAt = null;
    watch.finish();
  });
}

/** The agent does not answer this message: kept with its reason, and given to people where somebody must. */
async function decline(ctx: TenantContext, { id }: Conversation, inboundKey: string, reason: string, handOver: boolean): Promise<void> {
  await unitOfWork(ctx, async (unit) => {
    const conversation = await unit.em.findOneOrFail(Conversation, { id });
    if (conversation.lastInboundKey !== inboundKey) return; // something newer came in: its own turn decides
    const watch = watchConversation(unit, conversation);
    if (conversation.agentId && !(await unit.em.findOne(AgentRun, { conversationId: id, inboundKey }))) {
      const startedAt = ctx.platform.clock.now();
      recordRun(ctx, unit, { conversation, agentId: conversation.agentId, inboundKey, status: handOver ? 'HANDED_OFF' : 'SKIPPED', reason, startedAt });
    }
    conversation.agentAnsweredKey = inboundKey;
    conversation.agentDueAt = null;
    if (handOver && conversation.handler === 'AGENT') {
      handToPeople(conversation, reason);
      unit.append({
        type: 'HANDOFF_REQUESTED',
        node: { type: 'Conversation', id },
        conversationId: id,
        audience: { kind: 'rows', scopes: [{ assigneeId: conversation.assigneeId ?? null, teamId: conversation.teamId ?? null }] },
      });
    }
    watch.finish();
  });
}

type RunFacts = Pick<AgentRun, 'agentId' | 'inboundKey' | 'status' | 'reason'> & { conversation: Conversation; startedAt: Date };

function recordRun(ctx: TenantContext, unit: UnitOfWork, { conversation, startedAt, ...facts }: RunFacts): AgentRun {
  const now = ctx.platform.clock.now();
  return unit.em.create(AgentRun, {
    ...facts,
    id: newId(),
    tenantId: ctx.tenantId,
    conversationId: conversation.id,
    model: null,
    startedAt,
    finishedAt: now,
    createdAt: now,
  });
}
