import { existsSync } from 'node:fs';
import { createBackup, OperatorError, shareData, systemClock } from '@prosa/server/platform';
import { runCommand, typedPath } from './command';
import { productVersion } from './product-version';

void runCommand('No backup was made', async (config, args) => {
  const [into, ...more] = args;
  if (more.length > 0 || into?.startsWith('-'))
    throw new OperatorError('Usage: npm run backup [-- <folder to put it in>]');
  if (!existsSync(config.dataDir))
    throw new OperatorError(`There is no data folder at ${config.dataDir}: nothing to back up.`);
  const lock = await shareData(config);
  try {
    const { folder, rows, media } = await createBackup({
      ...config,
      env: process.env,
      ...(into && { into: typedPath(into) }),
      reason: 'asked',
      product: productVersion(),
      clock: systemClock,
    });
    const key = process.env['PROSA_SECRET_KEY']
      ? ['The key is in PROSA_SECRET_KEY and not in the backup: keep it in another place, too.']
      : [];
    return [`Backup complete: ${folder} (${rows} rows, ${media} media files).`, ...key];
  } finally {
    await lock.release();
  }
});
