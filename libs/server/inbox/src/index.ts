export * from './inbox.entities';
