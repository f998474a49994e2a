export * from './inbound-store';
export * from './integrations.entities';
export * from './integration.graphql';
export * from './trim-inbound';
import './inbound-event.graphql';
