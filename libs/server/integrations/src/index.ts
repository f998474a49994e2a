export * from './inbound-store';
export * from './integrations.entities';
