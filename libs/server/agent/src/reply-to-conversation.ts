import { createHash } from 'node:crypto';
import { LockMode } from '@mikro-orm/core';
import type { WhatsAppGateway } from '@prosa/server/channels';
import { Conversation, handToPeople, Message, queueMessage, watchConversation } from '@prosa/server/inbox';
import { IntegrationBinding } from '@prosa/server/integrations';
import { agentContext, systemContext, unitOfWork, type JobHandler, type Platform, type RunningJob, type TenantContext } from '@prosa/server/platform';
import { Agent } from './agent.entities';
import { buildInstructions } from './build-instructions';
import { ModelError, type LanguageModel, type ModelReply } from './language-model';
import { mayAnswer } from './may-answer';
import { readSituation } from './read-situation';
import { readTurns, turnText, type Turn } from './read-turns';
import { bubblesOf } from './bubbles';
import { recordRun } from './record-run';
import { showTyping } from './show-typing';

/** All of one turn: the model's own time-outs and retries lie within it. */
const DEADLINE_MS = 60_000;
/** Tries of one turn, before people get the conversation. */
const MOST_ATTEMPTS = 4;
/** What is left of a conversation that is too long for the model. */
const FEWEST_TURNS = 6;

/** A conversation whose newest inbound message waits for the agent. */
interface Due {
  conversation: Conversation;
  inboundKey: string;
  /** The agent bound to the channel now; null: none is any more. */
  agent: Agent | null;
}
type Again = void | { again: Date };

/** Job `agent.reply`, one conversation: decides, asks the model outside any transaction, and queues at most one reply per inbound message. */
export function replyJob(platform: Platform, model: LanguageModel | null, gateway: WhatsAppGateway | null): JobHandler {
  return {
    kind: 'agent.reply',
    concurrency: 8,
    run: async (job) => {
      const ctx = systemContext(platform, job.tenantId as string, 'agent.reply');
      const due = await findDue(ctx, job.key);
      if (!due) return;
      const { agentDueAt } = due.conversation;
      if (agentDueAt && agentDueAt > platform.clock.now()) return { again: agentDueAt };
      try {
        return await takeTurn(ctx, due, model, gateway, job);
      } catch (error) {
        return giveUpOrThrow(ctx, due, error, job);
      }
    },
  };
}

async function findDue(ctx: TenantContext, id: string): Promise<Due | null> {
  const conversation = await ctx.em.findOne(Conversation, { id });
  if (!conversation?.agentDueAt || !conversation.lastInboundKey) return null;
  const binding = await ctx.em.findOne(IntegrationBinding, { integrationId: conversation.channelId });
  const agent = binding && (await ctx.em.findOne(Agent, { id: binding.agentId }));
  return { conversation, inboundKey: conversation.lastInboundKey, agent };
}

async function takeTurn(ctx: TenantContext, due: Due, model: LanguageModel | null, gateway: WhatsAppGateway | null, job: RunningJob): Promise<Again> {
  const { conversation, agent } = due;
  if (!agent) return decline(ctx, due, 'NO_AGENT', true);
  const decision = mayAnswer(await readSituation(ctx, conversation, agent, { modelConfigured: model !== null, gateway }));
  if (!decision.answer) return decline(ctx, due, decision.reason, decision.handOver);
  const turns = await readTurns(ctx, conversation);
  if (turns.at(-1)?.role !== 'user') return decline(ctx, due, 'NOTHING_TO_ANSWER', false);
  const startedAt = ctx.platform.clock.now();
  const stopTyping = await showTyping(ctx, gateway, conversation);
  const reply = await askModel(model as LanguageModel, agent, conversation, turns, job.signal).finally(stopTyping);
  return queueReply(agentContext(ctx.platform, ctx.tenantId, agent.id), agent, due, reply, startedAt, turns.at(-1)?.text ?? '');
}

async function askModel(model: LanguageModel, agent: Agent, conversation: Conversation, turns: readonly Turn[], signal: AbortSignal): Promise<ModelReply> {
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(DEADLINE_MS)]);
  const ask = (asked: readonly Turn[]) =>
    model.reply({
      model: agent.config.model,
      instructions: buildInstructions(agent),
      turns: [...asked],
      safetyIdentifier: createHash('sha256').update(conversation.contactId).digest('hex').slice(0, 32),
      signal: deadline,
    });
  try {
    return await ask(turns);
  } catch (error) {
    if (error instanceof ModelError && error.kind === 'TOO_LONG' && turns.length > FEWEST_TURNS) return ask(turns.slice(-FEWEST_TURNS));
    throw error;
  }
}

/** What may pass is thrown, for the queue to try again; what will not, or did not pass for long, goes to people. */
async function giveUpOrThrow(ctx: TenantContext, due: Due, error: unknown, job: RunningJob): Promise<void> {
  const passing = !(error instanceof ModelError) || error.passing;
  if (job.signal.aborted || (passing && job.attempt < MOST_ATTEMPTS)) throw error;
  const reason = error instanceof ModelError ? `MODEL_${error.kind}` : 'FAILED';
  if (reason === 'FAILED') ctx.platform.logger.error({ err: error, conversationId: due.conversation.id }, 'an agent could not answer; people have the conversation');
  return decline(ctx, due, reason, true);
}

/** Re-checks, in the transaction that queues, that the agent still has the conversation and that nothing newer came in. */
async function queueReply(ctx: TenantContext, agent: Agent, { conversation: { id }, inboundKey }: Due, reply: ModelReply, startedAt: Date, answered: string): Promise<Again> {
  return unitOfWork(ctx, async (unit) => {
    const conversation = await unit.em.findOneOrFail(Conversation, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (conversation.handler !== 'AGENT' || conversation.status === 'CLOSED' || !conversation.agentDueAt) return;
    if (conversation.lastInboundKey !== inboundKey) return { again: conversation.agentDueAt };
    // Edited or taken back while it wrote: what stands there now is what it answers.
    const newest = await unit.em.findOne(Message, { id: inboundKey.slice(-36) }, { refresh: true });
    const changed = newest?.deletedAt ? newest.deletedAt >= startedAt : newest?.text != null && turnText(newest.text) !== answered;
    if (changed) return { again: ctx.platform.clock.now() };
    // Paused, or taken off the channel, while it wrote: decided anew, and then it goes to people.
    const bound = await unit.em.findOne(IntegrationBinding, { integrationId: conversation.channelId, agentId: agent.id });
    if (!bound || (await unit.em.findOne(Agent, { id: agent.id }))?.status !== 'ACTIVE') return { again: ctx.platform.clock.now() };
    const watch = watchConversation(unit, conversation);
    conversation.agentId = agent.id;
    conversation.agentDueAt = null;
    const run = await recordRun(ctx, unit, { conversationId: id, agentId: agent.id, inboundKey, status: 'REPLIED', reason: null, startedAt }, reply);
    if (!run) return void watch.finish(); // answered before
    conversation.agentAnsweredKey = inboundKey;
    for (const [index, text] of bubblesOf(reply.text).entries()) {
      const clientKey = `agent:${id}:${inboundKey}${index === 0 ? '' : `:${index + 1}`}`;
      queueMessage(ctx, unit, conversation, { text, clientKey, author: { kind: 'AGENT', id: agent.id }, agentRunId: run.id });
    }
    watch.finish();
  });
}

/** The agent does not answer now: kept with its reason, and given to people where somebody must. What it did not answer stays unanswered, should it get the conversation back. */
async function decline(ctx: TenantContext, { conversation: { id }, agent, inboundKey }: Due, reason: string, handOver: boolean): Promise<void> {
  await unitOfWork(ctx, async (unit) => {
    const conversation = await unit.em.findOneOrFail(Conversation, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (conversation.lastInboundKey !== inboundKey) return; // something newer came in: its own turn decides
    const watch = watchConversation(unit, conversation);
    const agentId = agent?.id ?? conversation.agentId;
    const startedAt = ctx.platform.clock.now();
    if (agentId) await recordRun(ctx, unit, { conversationId: id, agentId, inboundKey, status: handOver ? 'HANDED_OFF' : 'SKIPPED', reason, startedAt });
    conversation.agentDueAt = null;
    if (handOver) handToPeople(conversation, reason);
    watch.finish();
  });
}
