import type { Clock, Config } from '@prosa/server/platform';
import { checkDataFolder } from './check-data-folder';
import { checkDatabase } from './check-database';
import { checkEvolution } from './check-evolution';
import { checkPublicUrl } from './check-public-url';
import { checkSecret } from './check-secret';
import { checkModel, checkSmtp } from './check-services';
import type { Finding } from './finding';

type Env = Record<string, string | undefined>;

/** Everything that an installation needs of its surroundings, in the order in which one would put it right. */
export async function examine(config: Config, env: Env, clock: Clock): Promise<Finding[]> {
  const home = await Promise.all([checkDataFolder(config), checkSecret(env, config), checkDatabase(config, clock)]);
  return [...home.flat(), ...(await examineOutside(config, clock))];
}

/** What of it lies outside, and can be looked at while Prosa runs. What a stand-in answers for is as it should be. */
export async function examineOutside(config: Config, clock: Clock): Promise<Finding[]> {
  const found = await Promise.all([
    checkPublicUrl(config),
    config.standIns.includes('evolution') ? [] : checkEvolution(config, clock),
    checkSmtp(config),
    config.standIns.includes('openai') ? [] : checkModel(config),
  ]);
  return found.flat();
}
