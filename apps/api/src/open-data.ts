import {
  createBackup,
  migrate,
  openDatabase,
  openSecrets,
  OperatorError,
  shareData,
  type Clock,
  type Config,
  type Database,
  type Logger,
  type Secrets,
} from '@prosa/server/platform';
import { requireWritable } from './doctor/check-data-folder';
import { entities } from './entities';
import { productVersion } from './product-version';

export interface Data {
  db: Database;
  secrets: Secrets;
  close(): Promise<void>;
}

/** Opens the database, held against a restore, with the key of its secrets, and brings it up to date; what it held is backed up first. Throws OperatorError when that fails: nothing was changed then. */
export async function openData(
  config: Config,
  env: Record<string, string | undefined>,
  { clock, logger }: { clock: Clock; logger: Logger },
): Promise<Data> {
  await requireWritable(config.dataDir);
  const lock = await shareData(config, clock);
  let db: Database | null = null;
  const close = async () => {
    await db?.close();
    await lock.release();
  };
  try {
    const opened = (db = await openDatabase(config.databaseUrl, entities));
    const fresh = (await opened.orm.migrator.getExecuted()).length === 0;
    const secrets = openSecrets(env, config.dataDir, { fresh });
    const beforeMigrate = async (pending: string[]) => {
      if (fresh) return;
      logger.info({ pending }, 'this version changes the schema: making a backup first');
      const { folder } = await createBackup({
        ...config,
        env,
        reason: 'before-upgrade',
        product: productVersion(),
        clock,
      }).catch((error: Error) => {
        throw new OperatorError(
          `The backup before the upgrade failed, so nothing was changed: ${error.message} Make room and give write permission in ${config.dataDir}/backups (it may be a link to another disk), then start again; or go on with the former version.`,
          { cause: error },
        );
      });
      logger.info({ folder }, 'the backup before the upgrade is complete');
    };
    const applied = await migrate(opened, { lockDir: config.dataDir, beforeMigrate });
    if (applied.length > 0) logger.info({ applied }, 'the schema was brought up to date');
    return { db: opened, secrets, close };
  } catch (error) {
    await close();
    throw error;
  }
}
