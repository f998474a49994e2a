export * from './integrations.entities';
