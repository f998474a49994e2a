import { existsSync } from 'node:fs';
import { openDatabase, type Clock, type Config } from '@prosa/server/platform';
import { entities } from '../entities';
import { ok, problem, warning, type Finding } from './finding';
import { skewOf } from './skew';

const CHECK = 'database';

/** Whether the database can be opened, and is of this version; nothing is changed in it. */
export async function checkDatabase({ databaseUrl }: Pick<Config, 'databaseUrl'>, clock: Clock): Promise<Finding[]> {
  const postgres = !databaseUrl.startsWith('sqlite:');
  if (!postgres && !existsSync(databaseUrl.slice('sqlite:'.length)))
    return [ok(CHECK, 'The database is made on the first start.')];
  try {
    const db = await openDatabase(databaseUrl, entities);
    try {
      const found: Finding[] = [];
      if (postgres) {
        const asked = clock.now();
        const [row] = await db.read<{ at: string | number }>(
          'select floor(extract(epoch from clock_timestamp()) * 1000) as at',
          [],
        );
        found.push(...skewOf('PostgreSQL', Number(row?.at), asked, clock.now()));
      }
      const pending = await db.orm.migrator.getPending();
      found.push(
        pending.length > 0
          ? warning(CHECK, `${pending.length} migrations are to come: the next start makes a backup and runs them.`)
          : ok(CHECK, 'The database is there, with the schema of this version.'),
      );
      return found;
    } finally {
      await db.close();
    }
  } catch (error) {
    const { code } = error as { code?: string };
    return [
      problem(
        CHECK,
        `The database cannot be opened (${code ?? 'unknown'}): look at DATABASE_URL, and whether it runs.`,
      ),
    ];
  }
}
