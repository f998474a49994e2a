import { isPublicAddress, UserProblem } from '@prosa/server/platform';
import { plainUrl, readServerUrl } from './host-rules';

const verdict = (url: string, ...hosts: string[]): string => {
  try {
    return plainUrl(readServerUrl(url, hosts));
  } catch (error) {
    if (error instanceof UserProblem) return error.code;
    throw error;
  }
};

describe('whose address is the internet', () => {
  it.each([
    ['this host', '0.0.0.0', '127.0.0.1', '127.255.255.254', '::', '::1'],
    ['private', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', 'fc00::1', 'fdff::1', 'fec0::1'],
    ['link-local, with the metadata of clouds', '169.254.0.1', '169.254.169.254', 'fe80::1', 'fe80::1%eth0', 'fd00:ec2::254'],
    ['of carriers', '100.64.0.1', '100.127.255.255'],
    ['multicast and broadcast', '224.0.0.1', '239.255.255.255', '255.255.255.255', 'ff02::1'],
    ['reserved', '192.0.0.8', '192.0.2.1', '198.18.0.1', '198.51.100.1', '203.0.113.1', '240.0.0.1', '2001:db8::1'],
    ['IPv4 inside IPv6', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '::127.0.0.1', '64:ff9b::7f00:1', '2002:7f00:1::', '2001:0:1::1'],
    ['none', '', 'localhost', '1.2.3', '1.2.3.4.5'],
  ])('is not: %s', (_, ...addresses) => expect(addresses.filter(isPublicAddress)).toEqual([]));

  it('is: everybody else’s, up to the borders', () => {
    const addresses = ['8.8.8.8', '1.1.1.1', '9.255.255.255', '11.0.0.0', '100.63.255.255', '100.128.0.0', '126.255.255.255', '169.253.255.255', '172.15.255.255', '172.32.0.0', '223.255.255.255', '2606:4700::1111', '2a00:1450::1'];
    expect(addresses.filter((address) => !isPublicAddress(address))).toEqual([]);
  });
});

describe('the address of a server of one’s own', () => {
  it.each([
    ['https://evo.test', 'https://evo.test'],
    [' https://EVO.test:8443/api// ', 'https://evo.test:8443/api'],
    ['https://evo.test./', 'https://evo.test.'],
  ])('is kept plainly: %p', (given, kept) => expect(verdict(given, '*')).toBe(kept));

  it.each(['', 'evo.test', 'ftp://evo.test', 'javascript:alert(1)', 'http://evo.test', 'https://me:pw@evo.test', 'https://me@evo.test', 'https://evo.test/?a=1', 'https://evo.test/?', 'https://evo.test/#a', 'https://evo.test#', `https://evo.test/${'a'.repeat(500)}`])(
    'must be https, without user, query and fragment: %p',
    (url) => expect(verdict(url, '*')).toBe('INVALID_URL'),
  );

  it('is on a host that the operator allows', () => {
    expect(verdict('https://evo.test')).toBe('HOST_NOT_ALLOWED');
    expect(verdict('https://evo.test', 'other.test', '*.evo.test')).toBe('HOST_NOT_ALLOWED');
    expect(verdict('https://a.evo.test', '*.evo.test')).toBe('https://a.evo.test');
    expect(verdict('https://evilevo.test', '*.evo.test', 'evo.test')).toBe('HOST_NOT_ALLOWED');
    expect(verdict('https://evo.test.evil.test', 'evo.test', '*.evo.test')).toBe('HOST_NOT_ALLOWED');
    expect(verdict('https://evo.test', 'evo.test')).toBe('https://evo.test');
  });

  it('is no inside address, however it is written, unless the operator names the very host', () => {
    for (const host of ['127.0.0.1', '127.1', '0x7f000001', '2130706433', '017700000001', '10.0.0.7', '169.254.169.254', '[::1]', '[::ffff:127.0.0.1]', '[fd00::7]'])
      expect([host, verdict(`https://${host}`, '*')]).toEqual([host, 'PRIVATE_ADDRESS']);
    expect(verdict('https://8.8.8.8', '*')).toBe('https://8.8.8.8');
    expect(verdict('http://10.0.0.7:8080', '10.0.0.7')).toBe('http://10.0.0.7:8080');
    expect(verdict('http://[fd00::7]', 'fd00::7')).toBe('http://[fd00::7]');
    expect(verdict('http://evolution:8080', 'evolution')).toBe('http://evolution:8080');
    expect(verdict('http://a.evo.test', '*.evo.test')).toBe('INVALID_URL');
  });
});
