import { isIP } from 'node:net';
import { isPublicAddress, UserProblem } from '@prosa/server/platform';

/** The operator names the host itself, and so answers for where it is: inside addresses and http are theirs to allow. */
export const isVouchedFor = (host: string, hosts: readonly string[]): boolean => hosts.includes(host);

/** `*` is any host, `*.example.com` any below example.com. */
const isAllowed = (host: string, hosts: readonly string[]): boolean =>
  hosts.some((one) => one === host || one === '*' || (one.startsWith('*.') && host.endsWith(one.slice(1))));

/** The host of a URL as the operator's list writes it. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '').toLowerCase();

const refuse = (code: string, message: string): never => {
  throw new UserProblem(code, message, ['url']);
};

/** The address of a tenant's own server as it is kept and called; throws UserProblem. Names are looked up later, when they are connected to. */
export function readServerUrl(text: string, hosts: readonly string[]): URL {
  const url = URL.parse(text.trim());
  if (!url || !/^https?:$/.test(url.protocol) || text.length > 500) return refuse('INVALID_URL', 'The address is not an https URL.');
  if (url.username || url.password || url.hash || url.search || /[?#]/.test(text))
    return refuse('INVALID_URL', 'The address must hold no user, password, query or fragment.');
  const host = hostOf(url);
  if (!isAllowed(host, hosts)) return refuse('HOST_NOT_ALLOWED', 'Whoever runs this installation must allow this host first.');
  if (isVouchedFor(host, hosts)) return url;
  if (url.protocol !== 'https:') return refuse('INVALID_URL', 'The address must begin with https.');
  if (isIP(host) !== 0 && !isPublicAddress(host)) return refuse('PRIVATE_ADDRESS', 'This address is not one of the internet.');
  return url;
}

/** How a server's address is kept. */
export const plainUrl = ({ origin, pathname }: URL): string => `${origin}${pathname.replace(/\/+$/, '')}`;
