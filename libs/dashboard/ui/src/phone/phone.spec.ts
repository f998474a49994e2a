import { formatPhone, parsePhone } from './phone';

describe('formatPhone', () => {
  it.each([
    ['+5511912345678', '+55 (11) 91234-5678'],
    ['+551131234567', '+55 (11) 3123-4567'],
    ['+12025550123', '+1 (202) 555-0123'],
    ['not a phone', 'not a phone'],
  ])('%s reads %s', (phone, expected) => expect(formatPhone(phone)).toBe(expected));

  it('never loses a digit, whatever the country', () => {
    for (const phone of ['+351912345678', '+4915123456789', '+97150123456', '+442071234567', '+6591234567']) {
      expect(formatPhone(phone).replace(/[^\d+]/g, '')).toBe(phone);
    }
  });
});

describe('parsePhone', () => {
  it.each([
    ['(11) 91234-5678', '+5511912345678'],
    ['55 11 91234-5678', '+5511912345678'],
    ['+351 912 345 678', '+351912345678'],
    ['00351912345678', '+351912345678'],
    ['1234', undefined],
    ['ana', undefined],
    ['', undefined],
  ])('%s is %s', (typed, expected) => expect(parsePhone(typed)).toBe(expected));
});
