import type { IncomingMessage } from 'node:http';
import { BlockList, isIP, isIPv6 } from 'node:net';

const family = (address: string) => (isIPv6(address) ? 'ipv6' : 'ipv4');
const bare = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '');

/** Reads addresses and networks (`10.0.0.0/8`, `::1`); null when one is neither. */
export function addressList(entries: readonly string[]): BlockList | null {
  const list = new BlockList();
  for (const entry of entries) {
    const [address = '', bits, rest] = entry.split('/');
    const most = isIPv6(address) ? 128 : 32;
    if (isIP(address) === 0 || rest !== undefined || (bits !== undefined && (!/^\d{1,3}$/.test(bits) || Number(bits) > most))) return null;
    list.addSubnet(address, Number(bits ?? most), family(address));
  }
  return list;
}

/**
 * Where a request comes from: the other end of its connection, or, when that is a proxy of the operator's, who the proxy says it
 * was. What strangers write into the header is never reached: it is read from the right, as far as proxies vouch for it.
 */
export function clientAddress(trusted: BlockList, { socket, headers }: Pick<IncomingMessage, 'headers'> & { socket: { remoteAddress?: string | undefined } }): string {
  let address = bare(socket.remoteAddress ?? '');
  for (const told of String(headers['x-forwarded-for'] ?? '').split(',').reverse()) {
    const next = bare(told.trim());
    if (isIP(address) === 0 || !trusted.check(address, family(address)) || isIP(next) === 0) break;
    address = next;
  }
  return address;
}
