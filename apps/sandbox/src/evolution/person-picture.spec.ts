import { inflateSync } from 'node:zlib';
import { drawPerson } from './person-picture';

it('draws each person a picture of their own, whole', () => {
  const [one, other] = [drawPerson('a.png'), drawPerson('b.png')];
  expect(one.equals(drawPerson('a.png'))).toBe(true);
  expect(one.equals(other)).toBe(false);
  expect(one.subarray(1, 4).toString()).toBe('PNG');
  const data = one.indexOf('IDAT');
  const pixels = inflateSync(one.subarray(data + 4, data + 4 + one.readUInt32BE(data - 4)));
  expect(pixels.length).toBe(192 * (1 + 192 * 3));
});
