import { requireHours } from '@prosa/server/channels';
import { NotFound, StaleProblem, unitOfWork, UserProblem, type TenantContext } from '@prosa/server/platform';
import { Agent, type AgentConfig, type AgentStatus, type AgentType } from './agent.entities';

export interface SaveAgent {
  id?: string | null;
  expectedVersion?: number | null;
  clientKey?: string | null;
  name?: string | null;
  type?: AgentType | null;
  config?: Partial<AgentConfig> | null;
  tools?: string[] | null;
}

const BLANK: AgentConfig = {
  persona: '',
  business: '',
  offer: '',
  audience: '',
  policies: '',
  goal: '',
  language: 'pt-BR',
  model: null,
  operatingHours: [],
  questions: [],
  handoffRules: '',
  maxRepliesPerConversation: null,
  monthlyBudget: null,
};
const LONGEST_TEXT = 8_000;

/** Makes an agent (DRAFT) or changes one. The same `clientKey` gives the agent that it made before. Throws UserProblem, NotFound, StaleProblem. */
export async function saveAgent(ctx: TenantContext, input: SaveAgent): Promise<Agent> {
  const name = input.name?.trim();
  if ((!input.id && !name) || name === '') throw new UserProblem('REQUIRED', 'Give the agent a name.', ['name']);
  if (name && name.length > 80) throw new UserProblem('TOO_LONG', 'The name has at most 80 characters.', ['name']);
  const config = checkedConfig(input.config ?? {});
  return unitOfWork(ctx, async (unit) => {
    const now = ctx.platform.clock.now();
    const known = await findAgent(ctx, unit.em, input);
    if (known && !input.id) return known;
    if (known && input.expectedVersion != null && input.expectedVersion !== known.version) throw new StaleProblem(known);
    const agent =
      known ??
      unit.em.create(Agent, {
        tenantId: ctx.tenantId,
        name: name as string,
        type: 'SDR',
        status: 'DRAFT',
        config: { ...BLANK, language: ctx.locale },
        tools: [],
        clientKey: input.clientKey ?? null,
        version: 0,
        createdAt: now,
        updatedAt: now,
      });
    if (name) agent.name = name;
    if (input.type) agent.type = input.type;
    if (input.tools) agent.tools = input.tools;
    agent.config = { ...agent.config, ...config };
    agent.version += 1;
    agent.updatedAt = now;
    await unit.em.flush();
    unit.append({ type: 'AGENT_CHANGED', node: { type: 'Agent', id: agent.id }, version: agent.version, audience: { kind: 'tenant' } });
    return agent;
  });
}

async function findAgent(ctx: TenantContext, em: TenantContext['em'], input: SaveAgent): Promise<Agent | null> {
  if (input.id) {
    const agent = await em.findOne(Agent, { id: input.id });
    if (!agent) throw new NotFound('Agent');
    return agent;
  }
  return input.clientKey ? em.findOne(Agent, { clientKey: input.clientKey }) : null;
}

/** An absent field stays as it is, null clears it. */
function checkedConfig(config: Partial<AgentConfig>): Partial<AgentConfig> {
  const checked: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(config)) {
    if (value === undefined) continue;
    if (typeof value === 'string' && value.length > LONGEST_TEXT) {
      throw new UserProblem('TOO_LONG', `At most ${LONGEST_TEXT} characters.`, ['config', field]);
    }
    checked[field] = value ?? BLANK[field as keyof AgentConfig];
  }
  const hours = checked['operatingHours'] as AgentConfig['operatingHours'] | undefined;
  if (hours) requireHours(hours, ['config', 'operatingHours']);
  const most = checked['maxRepliesPerConversation'];
  if (typeof most === 'number' && most < 1) throw new UserProblem('INVALID', 'At least one reply.', ['config', 'maxRepliesPerConversation']);
  return checked;
}

export async function setAgentStatus(ctx: TenantContext, id: string, status: AgentStatus): Promise<Agent> {
  return unitOfWork(ctx, async (unit) => {
    const agent = await unit.em.findOne(Agent, { id });
    if (!agent) throw new NotFound('Agent');
    if (agent.status === status) return agent;
    if (status === 'ACTIVE' && agent.config.business.trim() === '') {
      throw new UserProblem('INCOMPLETE', 'Tell the agent what the business does before activating it.', ['status']);
    }
    const before = agent.status;
    agent.status = status;
    agent.version += 1;
    agent.updatedAt = ctx.platform.clock.now();
    unit.append({
      type: 'AGENT_CHANGED',
      node: { type: 'Agent', id },
      version: agent.version,
      changes: { status: [before, status] },
      audience: { kind: 'tenant' },
    });
    return agent;
  });
}
