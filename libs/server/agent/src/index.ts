export * from './agent.entities';
export * from './agent.graphql';
export * from './language-model';
export * from './openai-model';
export { replyJob } from './reply-to-conversation';
export { agentSweep, isAgentActive } from './agent.jobs';
