import type { Clock, Config } from '@prosa/server/platform';
import { isLoopback, ok, problem, warning, wireCode, type Finding } from './finding';
import { skewOf } from './skew';

const CHECK = 'Evolution';
const PATIENCE_MS = 10_000;

/** Whether Evolution answers to our key, knows the time, and could find us. */
export async function checkEvolution({ evolution }: Pick<Config, 'evolution'>, clock: Clock): Promise<Finding[]> {
  if (!evolution) return [warning(CHECK, 'EVOLUTION_URL is not set: no number can be connected.')];
  const { url, apiKey, webhookUrl } = evolution;
  const found: Finding[] = [];
  try {
    const asked = clock.now();
    const answer = await fetch(`${url}/instance/fetchInstances`, {
      headers: { apikey: apiKey },
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const body: unknown = await answer.json().catch(() => null);
    if (answer.status === 401 || answer.status === 403)
      found.push(problem(CHECK, `${url} does not take EVOLUTION_API_KEY: set it to its AUTHENTICATION_API_KEY.`));
    else if (answer.status !== 200 || !Array.isArray(body))
      found.push(
        problem(CHECK, `${url} answers, but not as Evolution API 2 does (${answer.status}): look at EVOLUTION_URL.`),
      );
    else found.push(ok(CHECK, `${url} takes our key and holds ${body.length} numbers.`));
    found.push(...skewOf('Evolution', answer.headers.get('date'), asked, clock.now()));
  } catch (error) {
    found.push(
      problem(
        CHECK,
        `${url} cannot be reached (${wireCode(error)}): is it running, and EVOLUTION_URL right from here?`,
      ),
    );
  }
  if (isLoopback(webhookUrl) && !isLoopback(url))
    found.push(
      warning(
        CHECK,
        `Evolution is told to deliver to ${webhookUrl}, which is itself: set EVOLUTION_WEBHOOK_URL to where it reaches Prosa.`,
      ),
    );
  return found;
}
