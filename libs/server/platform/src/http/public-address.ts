import { lookup as systemLookup, type LookupAddress, type LookupAllOptions } from 'node:dns';
import { BlockList, isIP, isIPv4, type LookupFunction } from 'node:net';

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

export type LookupAll = (
  host: string,
  options: LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * As names are resolved, but one inside address among several is enough to refuse the name, with the error that `refuse` makes. For
 * the `lookup` of a connection: what was checked is what is connected to, so that a name cannot change in between.
 */
export const publicLookup =
  (refuse: (code: 'ENOTFOUND' | 'PRIVATE_ADDRESS') => Error, lookup: LookupAll = systemLookup): LookupFunction =>
  (host, options, callback) =>
    lookup(host, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error || !first) return callback(error ?? refuse('ENOTFOUND'), '', 0);
      if (!addresses.every(({ address }) => isPublicAddress(address))) return callback(refuse('PRIVATE_ADDRESS'), '', 0);
      if (options.all) return callback(null, addresses);
      return callback(null, first.address, first.family);
    });
