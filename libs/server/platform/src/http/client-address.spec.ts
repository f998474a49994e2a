import type { BlockList } from 'node:net';
import { addressList, clientAddress } from './client-address';

const from = (proxies: string[], remoteAddress: string, forwarded?: string) =>
  clientAddress(addressList(proxies) as BlockList, { socket: { remoteAddress }, headers: { ...(forwarded !== undefined && { 'x-forwarded-for': forwarded }) } });

describe('where a request comes from', () => {
  it('is the other end of the connection, whatever a header says', () => {
    expect(from([], '203.0.113.7', '198.51.100.1')).toBe('203.0.113.7');
    expect(from(['10.0.0.0/8'], '203.0.113.7', '198.51.100.1')).toBe('203.0.113.7');
    expect(from([], '::ffff:203.0.113.7')).toBe('203.0.113.7');
  });
  it("is who the operator's proxy says, and not who that one says", () => {
    expect(from(['127.0.0.1'], '127.0.0.1', '198.51.100.1')).toBe('198.51.100.1');
    expect(from(['127.0.0.1'], '::ffff:127.0.0.1', '1.1.1.1, 198.51.100.1')).toBe('198.51.100.1');
    expect(from(['127.0.0.1', '10.0.0.0/8'], '127.0.0.1', '1.1.1.1, 198.51.100.1, 10.9.8.7')).toBe('198.51.100.1');
    expect(from(['::1'], '::1', '2001:db8::7')).toBe('2001:db8::7');
  });
  it('is the proxy where it says nothing that is an address', () => {
    for (const told of ['', 'unknown', '1.2.3.4.5', '198.51.100.1, <script>']) expect(from(['127.0.0.1'], '127.0.0.1', told)).toBe('127.0.0.1');
    expect(from(['127.0.0.1'], '127.0.0.1')).toBe('127.0.0.1');
  });
  it.each(['10.0.0.0/33', '10.0.0/8', 'proxy.lan', '10.0.0.0/8/8', '::1/129', '10.0.0.0/-1', ''])('takes no %p for a network', (entry) => expect(addressList([entry])).toBeNull());
});
