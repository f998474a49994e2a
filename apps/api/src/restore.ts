import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { OperatorError, restoreBackup, systemClock, type Config } from '@prosa/server/platform';
import { AFTER_RESTORE } from './after-restore';
import { runCommand, typedPath } from './command';

const USAGE = 'Usage: npm run restore -- <backup folder> [--replace] [--without-key]';

void runCommand('Nothing was restored', async (config, args) => {
  const { from, replace, withoutKey } = read(args);
  if (!from) throw new OperatorError(`${USAGE}${newest(config)}`);
  const { manifest, rows, media, aside, notes } = await restoreBackup({
    ...config,
    from: typedPath(from),
    env: process.env,
    replace,
    withoutKey,
    afterLoad: AFTER_RESTORE,
    clock: systemClock,
  });
  return [
    `Restored what was there on ${manifest.createdAt} (${rows} rows, ${media} media files). Start Prosa again.`,
    ...(aside.length > 0
      ? [`What was here before is kept in ${aside.join(' and ')}; delete it when you no longer need it.`]
      : []),
    ...notes,
  ];
});

function read(args: string[]): { from: string | undefined; replace: boolean; withoutKey: boolean } {
  try {
    const { positionals, values } = parseArgs({
      args,
      allowPositionals: true,
      options: { replace: { type: 'boolean' }, 'without-key': { type: 'boolean' } },
    });
    if (positionals.length > 1) throw new Error('more than one folder');
    return { from: positionals[0], replace: values.replace ?? false, withoutKey: values['without-key'] ?? false };
  } catch {
    throw new OperatorError(USAGE);
  }
}

function newest({ dataDir }: Config): string {
  try {
    const backups = readdirSync(join(dataDir, 'backups')).filter((name) => !name.endsWith('.partial'));
    const last = backups.sort().at(-1);
    return last ? ` (the newest in the data folder: ${join(dataDir, 'backups', last)})` : '';
  } catch {
    return '';
  }
}
