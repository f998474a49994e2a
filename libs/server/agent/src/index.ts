export * from './agent.entities';
