import { pairingGroups } from './pairing-code';
import { testPhoneLink } from './test-phone';

describe('testPhoneLink', () => {
  it('names the instance and keeps what the operator set', () => {
    expect(testPhoneLink('http://127.0.0.1:3100/phone?theme=dark', 'prosa-1 a')).toBe(
      'http://127.0.0.1:3100/phone?theme=dark&instance=prosa-1+a',
    );
  });
  it.each([null, '', 'javascript:alert(1)'])('%s is no link', (base) => expect(testPhoneLink(base, 'x')).toBeNull());
});

describe('pairingGroups', () => {
  it.each([
    ['ABCD1234', ['ABCD', '1234']],
    ['ABCD-1234', ['ABCD', '1234']],
    ['', []],
  ])('%s', (code, groups) => expect(pairingGroups(code)).toEqual(groups));
});
