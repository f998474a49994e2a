export * from './identity.entities';
