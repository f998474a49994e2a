export * from './seed-tenant';
