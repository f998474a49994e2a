export { AGENT_ROUTES } from './agent.routes';
