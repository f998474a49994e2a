import { canonicalPhone, formatPhone } from './phone';

describe('canonicalPhone', () => {
  it.each([
    ['553199990001', '+5531999990001'],
    ['5531999990001', '+5531999990001'],
    ['+55 (11) 99999-0001', '+5511999990001'],
    ['551133334444', '+551133334444'],
    ['5215512345678', '+525512345678'],
    ['541112345678', '+5491112345678'],
    ['5491112345678', '+5491112345678'],
    ['14155550123', '+14155550123'],
  ])('%s is %s', (raw, wanted) => expect(canonicalPhone(raw)).toBe(wanted));

  it.each(['', '123', 'status', '1234567890123456'])('%j is no phone number', (raw) =>
    expect(canonicalPhone(raw)).toBeNull(),
  );

  it('is readable', () => expect(formatPhone('+5511999990001')).toBe('+55 11 99999 0001'));
});
