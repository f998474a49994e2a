import { defineEntity, p } from '@mikro-orm/core';
import type { OperatingHours } from '@prosa/server/channels';
import { idColumn, instant, tenantFilter } from '@prosa/server/platform';

export const AGENT_TYPES = ['SDR', 'SPECIALIST', 'SCHEDULER', 'SUPPORT'] as const;
export type AgentType = (typeof AGENT_TYPES)[number];
export const AGENT_STATUSES = ['DRAFT', 'ACTIVE', 'PAUSED'] as const;
export type AgentStatus = (typeof AGENT_STATUSES)[number];
export const AGENT_RUN_STATUSES = ['QUEUED', 'RUNNING', 'REPLIED', 'HANDED_OFF', 'SKIPPED', 'FAILED', 'CANCELLED'] as const;
export type AgentRunStatus = (typeof AGENT_RUN_STATUSES)[number];

export interface AgentConfig {
  persona: string;
  business: string;
  offer: string;
  audience: string;
  policies: string;
  goal: string;
  language: string;
  model: string | null;
  operatingHours: OperatingHours[];
  questions: string[];
  handoffRules: string;
  maxRepliesPerConversation: number | null;
  /** Minor units. */
  monthlyBudget: { amount: number; currency: string } | null;
}

/** The AI seller; never a person. */
export const AgentSchema = defineEntity({
  name: 'Agent',
  tableName: 'agent',
  filters: tenantFilter,
  uniques: [{ name: 'agent_client_key_unique', properties: ['tenantId', 'clientKey'] }],
  indexes: [{ name: 'agent_tenant_index', properties: ['tenantId', 'id'] }],
  properties: {
    id: idColumn(),
    tenantId: p.uuid(),
    name: p.string().length(80),
    type: p.string().length(10).$type<AgentType>(),
    status: p.string().length(6).$type<AgentStatus>(),
    config: p.json<AgentConfig>(),
    tools: p.json<string[]>(),
    clientKey: p.string().length(120).nullable(),
    version: p.integer().default(1),
    createdAt: instant(),
    updatedAt: instant(),
  },
});
export class Agent extends AgentSchema.class {}
AgentSchema.setClass(Agent);

/** One turn of an agent: what it was asked to answer, and how that ended. */
export const AgentRunSchema = defineEntity({
  name: 'AgentRun',
  tableName: 'agent_run',
  filters: tenantFilter,
  uniques: [{ name: 'agent_run_turn_unique', properties: ['tenantId', 'conversationId', 'inboundKey'] }],
  indexes: [{ name: 'agent_run_agent_index', properties: ['tenantId', 'agentId', 'id'] }],
  properties: {
    id: idColumn(),
    tenantId: p.uuid(),
    agentId: p.uuid(),
    conversationId: p.uuid(),
    /** The newest inbound message that this turn answers: at most one turn answers it. */
    inboundKey: p.string().length(60),
    status: p.string().length(10).$type<AgentRunStatus>(),
    reason: p.string().length(60).nullable(),
    model: p.string().length(80).nullable(),
    inputTokens: p.integer().default(0),
    outputTokens: p.integer().default(0),
    startedAt: instant().nullable(),
    finishedAt: instant().nullable(),
    createdAt: instant(),
  },
});
export class AgentRun extends AgentRunSchema.class {}
AgentRunSchema.setClass(AgentRun);

export const agentEntities = [Agent, AgentRun];
