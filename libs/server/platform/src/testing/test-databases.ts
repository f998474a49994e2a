import { randomUUID } from 'node:crypto';
import { join } from 'node:path';

export interface TestDatabase {
  name: 'SQLite' | 'PostgreSQL';
  /** A fresh, empty database; SQLite's file lies in `dir`. */
  url(dir: string): Promise<string>;
}

/** Both databases that the product runs on. Under `npm test` PostgreSQL is always there; a single spec run by hand may do without. */
export function testDatabaseUrls(): TestDatabase[] {
  const sqlite: TestDatabase = { name: 'SQLite', url: async (dir) => `sqlite:${join(dir, `${randomUUID()}.db`)}` };
  const server = process.env['TEST_POSTGRES_URL'];
  if (!server) return [sqlite];
  const postgres: TestDatabase = {
    name: 'PostgreSQL',
    url: async () => {
      const { default: pg } = await import('pg');
      const client = new pg.Client({ connectionString: server });
      await client.connect();
      const name = `test_${randomUUID().replaceAll('-', '')}`;
      await client.query(`create database "${name}"`);
      await client.end();
      const url = new URL(server);
      url.pathname = `/${name}`;
      return url.href;
    },
  };
  return [sqlite, postgres];
}
