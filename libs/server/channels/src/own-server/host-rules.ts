import { BlockList, isIP, isIPv4 } from 'node:net';
import { UserProblem } from '@prosa/server/platform';

/** Special networks of IPv4: this host, private, carriers' own, link-local (where clouds keep their metadata), documentation, multicast, reserved. */
const NOT_PUBLIC_4 = [
  '0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24',
  '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4',
];
/** Within what IPv6 calls global: protocols' own (Teredo among them), documentation, and those that carry an IPv4 address. */
const NOT_PUBLIC_6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

const listOf = (networks: readonly string[], family: 'ipv4' | 'ipv6'): BlockList => {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    list.addSubnet(address, Number(bits), family);
  }
  return list;
};
const closed4 = listOf(NOT_PUBLIC_4, 'ipv4');
const closed6 = listOf(NOT_PUBLIC_6, 'ipv6');
/** All that IPv6 has given out; loopback, link-local, unique local, multicast and mapped IPv4 are outside. */
const global6 = listOf(['2000::/3'], 'ipv6');

/** Whether an address is one of the internet's, and not of this machine, its network or its cloud. What is no address is not. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0 || address.includes('%')) return false;
  return isIPv4(address) ? !closed4.check(address, 'ipv4') : global6.check(address, 'ipv6') && !closed6.check(address, 'ipv6');
}

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
