import { at, base64, int, named, text } from './read';

describe('reading what a provider wrote', () => {
  it('reads only what a body has of its own', () => {
    expect(at({ a: { b: 1 } }, 'a', 'b')).toBe(1);
    expect(at({}, 'constructor')).toBeUndefined();
    expect(at('text', 'length')).toBeUndefined();
    expect(at(null, 'a')).toBeUndefined();
  });

  it.each([
    ['Olá 👋', 'Olá 👋'],
    ['', null],
    [5, null],
    ['a\u0000b', 'a\uFFFDb'],
    ['half \udc00 a pair', 'half \uFFFD a pair'],
  ])('text %j', (raw, wanted) => expect(text(raw)).toBe(wanted));

  it.each([
    [5, 5],
    [5.9, 5],
    ['1760000100123', 1760000100123],
    [{ low: -936591237, high: 409, unsigned: false }, 1760000000123],
    [{ low: 1, high: 0, unsigned: true }, 1],
    ['5x', null],
    [NaN, null],
    [{ low: '1', high: 0 }, null],
    [{ low: 0, high: 2 ** 31 }, null],
  ])('int %j', (raw, wanted) => expect(int(raw)).toBe(wanted));

  it.each([
    [{ '0': 255, '1': 216 }, '/9g='],
    [[255, 216], '/9g='],
    [{ type: 'Buffer', data: [255, 216] }, '/9g='],
    ['/9g=', '/9g='],
    [{ '0': 256 }, null],
    [{ '0': 1, x: 2 }, null],
    [{}, null],
    ['<script>', null],
    [[1, 2, 3, 4, 5], null],
  ])('base64 %j', (raw, wanted) => expect(base64(raw, 4)).toBe(wanted));

  it('names an enum by name or number', () => {
    expect(named('b', ['A', 'B'])).toBe('B');
    expect(named(1, ['A', 'B'])).toBe('B');
    expect(named(2, ['A', 'B'])).toBeNull();
    expect(named({}, ['A'])).toBeNull();
  });
});
