import { isIP } from 'node:net';
import { isPublicAddress, UserProblem } from '@prosa/server/platform';

/** What a browser gives to be pushed to. */
export interface BrowserKeys {
  endpoint: string;
  p256dh: string;
  auth: string;
}

export const hostOf = ({ hostname }: URL): string =>
  hostname
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase();

/** The operator names the host, and so answers for where it is. */
export const isVouchedFor = (url: URL, hosts: readonly string[]): boolean => hosts.includes(hostOf(url));

const bytes = (text: string): number => (/^[\w-]+={0,2}$/.test(text) ? Buffer.from(text, 'base64url').length : 0);

/** Throws UserProblem. Names are looked up when they are connected to, and must lead to the open Internet then. */
export function readBrowserKeys(keys: BrowserKeys, hosts: readonly string[]): URL {
  const url = URL.parse(keys.endpoint);
  if (!url || keys.endpoint.length > 1_000 || url.username || url.password)
    throw new UserProblem('INVALID_URL', 'This is no address of a push service.', ['endpoint']);
  if (!isVouchedFor(url, hosts)) {
    if (url.protocol !== 'https:')
      throw new UserProblem('INVALID_URL', 'The address must begin with https.', ['endpoint']);
    const host = hostOf(url);
    if (isIP(host) !== 0 ? !isPublicAddress(host) : !host.includes('.'))
      throw new UserProblem('PRIVATE_ADDRESS', 'This address is not one of the internet.', ['endpoint']);
  }
  // An uncompressed point of P-256, and sixteen random bytes.
  if (bytes(keys.p256dh) !== 65) throw new UserProblem('INVALID', 'This is no key of a browser.', ['p256dh']);
  if (bytes(keys.auth) !== 16) throw new UserProblem('INVALID', 'This is no secret of a browser.', ['auth']);
  return url;
}
