export * from './inbound-store';
export * from './integrations.entities';
export * from './integration.graphql';
export * from './replay-inbound-event';
export * from './trim-inbound';
import './inbound-event.graphql';
