import type { Config } from '@prosa/server/platform';
import { isLoopback, ok, problem, warning, wireCode, type Finding } from './finding';

const CHECK = 'public address';
const PATIENCE_MS = 10_000;

/** Whether browsers can get here, and that nobody on the way reads along. */
export async function checkPublicUrl(
  config: Pick<Config, 'publicUrl' | 'trustedProxies' | 'host'>,
): Promise<Finding[]> {
  const { publicUrl, trustedProxies } = config;
  const found: Finding[] = [];
  const secure = publicUrl.startsWith('https:');
  if (isLoopback(publicUrl)) {
    if (!isLoopback(`http://${config.host.includes(':') ? `[${config.host}]` : config.host}`))
      found.push(
        warning(
          CHECK,
          'PROSA_PUBLIC_URL is not set, although others reach this machine: set it to the https address of your proxy.',
        ),
      );
  } else if (!secure) {
    found.push(
      problem(
        CHECK,
        `PROSA_PUBLIC_URL is ${publicUrl}: passwords and messages cross the network in the open. Put a proxy that speaks https before Prosa and set its address.`,
      ),
    );
  } else if (trustedProxies.length === 0) {
    found.push(
      warning(
        CHECK,
        'PROSA_TRUSTED_PROXIES is not set: every caller seems to be the proxy, and so failed logins of one shut the door for all.',
      ),
    );
  }
  return [...found, await reach(publicUrl)];
}

async function reach(publicUrl: string): Promise<Finding> {
  try {
    const answer = await fetch(`${publicUrl}/healthz`, {
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (answer.status >= 300 && answer.status < 400)
      return problem(
        CHECK,
        `${publicUrl} leads on to ${originOf(answer.headers.get('location'), publicUrl)}: set PROSA_PUBLIC_URL to where it ends, since Evolution follows no redirect.`,
      );
    const body = (await answer.json().catch(() => null)) as { ok?: unknown } | null;
    if (answer.status === 200 && body?.ok === true) return ok(CHECK, `${publicUrl} leads here.`);
    return problem(CHECK, `${publicUrl} answers, but it is not Prosa (${answer.status}): look at the proxy before it.`);
  } catch (error) {
    return problem(
      CHECK,
      `${publicUrl} cannot be reached (${wireCode(error)}): is Prosa running, and name, proxy and firewall right?`,
    );
  }
}

const originOf = (location: string | null, from: string): string => {
  try {
    return new URL(location ?? '', from).origin;
  } catch {
    return 'somewhere else';
  }
};
