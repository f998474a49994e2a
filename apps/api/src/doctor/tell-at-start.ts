import type { Platform } from '@prosa/server/platform';
import { checkSecret } from './check-secret';
import { examineOutside } from './examine';

/** After the start, what keeps the installation from working stands in the log, in words; it runs on with what there is. */
export async function tellAtStart(platform: Platform, env: Record<string, string | undefined>): Promise<void> {
  const { config, clock, logger } = platform;
  const found = [...checkSecret(env, config), ...(await examineOutside(config, clock))];
  // While one develops, the pages come from elsewhere, and later.
  const told = found.filter(({ check, level }) => level !== 'OK' && (config.production || check !== 'public address'));
  for (const { check, level, message } of told) logger.warn({ check, level }, message);
}
