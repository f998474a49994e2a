import { byteRange } from './byte-range';
import { disposition } from './content-disposition';

describe('a range', () => {
  it.each([
    ['bytes=0-', { start: 0, end: 9 }],
    ['bytes=2-4', { start: 2, end: 4 }],
    ['bytes=5-99', { start: 5, end: 9 }],
    ['bytes=-3', { start: 7, end: 9 }],
    ['bytes=-99', { start: 0, end: 9 }],
    ['bytes=9-9', { start: 9, end: 9 }],
    ['bytes=10-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=4-2', null],
    ['bytes=-', null],
    ['bytes=0-1,3-4', null],
    ['lines=0-1', null],
    [undefined, null],
  ])('%s', (header, range) => {
    expect(byteRange(header, 10)).toEqual(range);
  });

  it('of an empty file cannot be given', () => {
    expect(byteRange('bytes=0-', 0)).toBe('unsatisfiable');
  });
});

describe('the name under which a file is saved', () => {
  it('is told in both spellings', () => {
    expect(disposition(false, 'Orçamento (1).pdf')).toBe(
      `attachment; filename="Or_amento (1).pdf"; filename*=UTF-8''Or%C3%A7amento%20%281%29.pdf`,
    );
    expect(disposition(true, null)).toBe('inline');
  });

  it.each([
    ['"; filename=evil.html; x="', /^attachment; filename="_; filename=evil.html; x=_"; filename\*=UTF-8''[^"; ]+$/],
    ['a\r\nSet-Cookie: x=1', /^[^\r\n]+$/],
    ['../../etc/passwd', /filename="_.._etc_passwd"/],
    ['invoice\u202efdp.exe', /filename="invoicefdp.exe"/],
    ['\ud800half', /filename\*=UTF-8''/],
    ['...', /^attachment$/],
  ])('takes the teeth out of %j', (name, expected) => {
    expect(disposition(false, name)).toMatch(expected);
  });
});
