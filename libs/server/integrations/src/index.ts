export * from './inbound-store';
export * from './integrations.entities';
export * from './integration.graphql';
import './inbound-event.graphql';
