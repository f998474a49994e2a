import { Migration20261101000000Init } from './20261101000000-init';

/** Every migration, oldest first: one set for SQLite and PostgreSQL. */
export const migrations = [{ name: '20261101000000-init', class: Migration20261101000000Init }];
