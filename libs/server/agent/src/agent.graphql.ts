import { ChannelPayload, ChannelType, OperatingHoursInput, OperatingHoursType, readChannels, viewOfChannel, type ChannelView } from '@prosa/server/channels';
import { IntegrationBinding, IntegrationInterface, type IntegrationView } from '@prosa/server/integrations';
import {
  builder, connectionType, loaderOf, loadNode, nodeType, pageById, payload, payloadType, rowId,
  type GraphqlContext, type TenantContext,
} from '@prosa/server/platform';
import { addMessageAuthor, ConversationRef, setIsAgentActive } from '@prosa/server/inbox';
import { Agent, AGENT_STATUSES, AGENT_TYPES, type AgentConfig } from './agent.entities';
import { isAgentActive } from './agent.jobs';
import { bindChannel, connectEvolutionForAgent } from './connect-evolution-for-agent';
import { saveAgent, setAgentStatus } from './save-agent';
import { fromMinorUnits, toMinorUnits } from './money';

const AgentTypeEnum = builder.enumType('AgentType', { values: AGENT_TYPES });
const AgentStatusEnum = builder.enumType('AgentStatus', { values: AGENT_STATUSES });

const MoneyType = builder.objectRef<{ amount: number; currency: string }>('Money').implement({
  description: 'decimal string, ISO 4217',
  fields: (t) => ({ amount: t.string({ resolve: ({ amount, currency }) => fromMinorUnits(amount, currency) }), currency: t.exposeString('currency') }),
});
const AgentConfigType = builder.objectRef<AgentConfig>('AgentConfig').implement({
  fields: (t) => ({
    persona: t.exposeString('persona'),
    business: t.exposeString('business'),
    offer: t.exposeString('offer'),
    audience: t.exposeString('audience'),
    policies: t.exposeString('policies'),
    goal: t.exposeString('goal'),
    language: t.exposeString('language'),
    model: t.exposeString('model', { nullable: true }),
    operatingHours: t.field({ type: [OperatingHoursType], resolve: ({ operatingHours }) => operatingHours }),
    questions: t.exposeStringList('questions'),
    handoffRules: t.exposeString('handoffRules'),
    maxRepliesPerConversation: t.exposeInt('maxRepliesPerConversation', { nullable: true }),
    monthlyBudget: t.field({ type: MoneyType, nullable: true, resolve: ({ monthlyBudget }) => monthlyBudget }),
  }),
});

export const AgentNode = builder.objectRef<Agent>('Agent');
const marked = <T extends Agent>(agent: T): T => Object.assign(agent, { __node: 'Agent' });

const channelsOf = (ctx: GraphqlContext, agentId: string) =>
  loaderOf<ChannelView[]>(ctx, 'agent.channels', async (ids) => {
    const tenant = ctx.tenant as TenantContext;
    const bindings = await tenant.em.find(IntegrationBinding, { agentId: { $in: [...ids] } });
    const channels = new Map((await readChannels(tenant, { ids: bindings.map(({ integrationId }) => integrationId) })).map((channel) => [channel.id, channel]));
    return new Map(ids.map((id) => [id, bindings.filter((b) => b.agentId === id).flatMap((b) => channels.get(b.integrationId) ?? [])]));
  }).load(agentId);

nodeType(AgentNode, {
  right: 'agent:read',
  load: async (tenant, ids) => new Map((await tenant.em.find(Agent, { id: { $in: [...ids] } })).map((agent) => [agent.id, marked(agent)])),
  fields: (t) => ({
    name: t.exposeString('name'),
    type: t.expose('type', { type: AgentTypeEnum }),
    status: t.expose('status', { type: AgentStatusEnum }),
    config: t.field({ type: AgentConfigType, resolve: ({ config }) => config }),
    version: t.int({ resolve: ({ version }) => version }),
    channels: t.field({ type: [ChannelType], resolve: async ({ id }, _, ctx) => (await channelsOf(ctx, id)) ?? [] }),
    tools: t.field({ type: ['String'], resolve: ({ tools }) => tools }),
    createdAt: t.field({ type: 'DateTime', resolve: ({ createdAt }) => createdAt }),
    updatedAt: t.field({ type: 'DateTime', resolve: ({ updatedAt }) => updatedAt }),
  }),
});

addMessageAuthor(AgentNode);
setIsAgentActive(isAgentActive);

builder.objectField(ConversationRef, 'agent', (t) =>
  t.field({ type: AgentNode, nullable: true, resolve: ({ agentId }, _, ctx) => loadNode<Agent>(ctx, 'Agent', agentId) }),
);

builder.interfaceField(IntegrationInterface, 'agents', (t) =>
  t.field({
    type: [AgentNode],
    resolve: async ({ id }: IntegrationView, _, ctx) => {
      const ids = await loaderOf<string[]>(ctx, 'integration.agents', async (integrationIds) => {
        const bindings = await (ctx.tenant as TenantContext).em.find(IntegrationBinding, { integrationId: { $in: [...integrationIds] } });
        return new Map(integrationIds.map((key) => [key, bindings.filter((b) => b.integrationId === key).map((b) => b.agentId)]));
      }).load(id);
      const agents = await Promise.all((ids ?? []).map((agentId) => loadNode<Agent>(ctx, 'Agent', agentId)));
      return agents.filter((agent) => agent !== null);
    },
  }),
);

builder.queryField('agents', (t) =>
  t.field({
    type: connectionType<Agent>('Agent', AgentNode),
    authScopes: { right: 'agent:read' },
    args: { first: t.arg.int(), after: t.arg.string() },
    resolve: (_, args, ctx) =>
      pageById(args, async (after, limit) =>
        (await (ctx.tenant as TenantContext).em.find(Agent, after ? { id: { $gt: after } } : {}, { orderBy: { id: 'asc' }, limit })).map(marked),
      ),
  }),
);

const AgentPayload = payloadType<Agent>('AgentPayload', 'agent', AgentNode as never);
const MoneyInput = builder.inputType('MoneyInput', { fields: (t) => ({ amount: t.string({ required: true }), currency: t.string() }) });
const AgentConfigInput = builder.inputType('AgentConfigInput', {
  fields: (t) => ({
    persona: t.string(),
    business: t.string(),
    offer: t.string(),
    audience: t.string(),
    policies: t.string(),
    goal: t.string(),
    language: t.string(),
    model: t.string(),
    operatingHours: t.field({ type: [OperatingHoursInput] }),
    questions: t.stringList(),
    handoffRules: t.string(),
    maxRepliesPerConversation: t.int(),
    monthlyBudget: t.field({ type: MoneyInput }),
  }),
});
const SaveAgentInput = builder.inputType('SaveAgentInput', {
  fields: (t) => ({
    id: t.id(),
    expectedVersion: t.int(),
    clientKey: t.string(),
    name: t.string(),
    type: t.field({ type: AgentTypeEnum }),
    config: t.field({ type: AgentConfigInput }),
    tools: t.stringList(),
  }),
});
const SetAgentStatusInput = builder.inputType('SetAgentStatusInput', {
  fields: (t) => ({ id: t.id({ required: true }), status: t.field({ type: AgentStatusEnum, required: true }) }),
});
const ConnectEvolutionForAgentInput = builder.inputType('ConnectEvolutionForAgentInput', {
  fields: (t) => ({ agentId: t.id({ required: true }), displayName: t.string(), pairingPhone: t.field({ type: 'PhoneNumber' }) }),
});
const BindChannelInput = builder.inputType('BindChannelInput', { fields: (t) => ({ channelId: t.id({ required: true }), agentId: t.id() }) });

builder.mutationFields((t) => ({
  saveAgent: t.field({
    type: AgentPayload,
    authScopes: { right: 'agent:manage' },
    args: { input: t.arg({ type: SaveAgentInput, required: true }) },
    resolve: (_, { input }, { tenant }) =>
      payload(async () => {
        const ctx = tenant as TenantContext;
        const { monthlyBudget, ...config } = input.config ?? {};
        const budget = monthlyBudget === undefined ? {} : { monthlyBudget: monthlyBudget && toMinorUnits(monthlyBudget.amount, monthlyBudget.currency ?? 'BRL') };
        return marked(
          await saveAgent(ctx, {
            ...input,
            id: input.id ? rowId('Agent', input.id) : null,
            config: input.config ? ({ ...config, ...budget } as Partial<AgentConfig>) : null,
          }),
        );
      }),
  }),
  setAgentStatus: t.field({
    type: AgentPayload,
    authScopes: { right: 'agent:manage' },
    args: { input: t.arg({ type: SetAgentStatusInput, required: true }) },
    resolve: (_, { input }, { tenant }) => payload(async () => marked(await setAgentStatus(tenant as TenantContext, rowId('Agent', input.id), input.status))),
  }),
  connectEvolutionForAgent: t.field({
    type: ChannelPayload,
    authScopes: { right: 'channel:manage' },
    args: { input: t.arg({ type: ConnectEvolutionForAgentInput, required: true }) },
    resolve: (_, { input }, { tenant }) =>
      payload(async () => {
        const ctx = tenant as TenantContext;
        return viewOfChannel(ctx, await connectEvolutionForAgent(ctx, { ...input, agentId: rowId('Agent', input.agentId) }));
      }),
  }),
  bindChannel: t.field({
    type: ChannelPayload,
    authScopes: { right: 'channel:manage' },
    args: { input: t.arg({ type: BindChannelInput, required: true }) },
    resolve: (_, { input }, { tenant }) =>
      payload(async () => {
        const ctx = tenant as TenantContext;
        const agentId = input.agentId ? rowId('Agent', input.agentId) : null;
        return viewOfChannel(ctx, await bindChannel(ctx, rowId('Channel', input.channelId), agentId));
      }),
  }),
}));
