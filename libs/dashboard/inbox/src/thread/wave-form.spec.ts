import { barsOf } from './wave-form';

const heights = (path: string) =>
  [...path.matchAll(/M[\d.]+ ([\d.]+)V([\d.]+)/g)].map(
    ([, from, to]) => Math.round((Number(to) - Number(from)) * 10) / 10,
  );

describe('barsOf', () => {
  it('draws a louder place as a longer line, none of them shorter than a dot nor taller than its field', () => {
    expect(heights(barsOf([0, 50, 100, 250, -3]))).toEqual([2, 12, 24, 24, 2]);
  });
  it('keeps the loudest of neighbours where there are more than can be told apart', () => {
    const loud = Array.from({ length: 96 }, (_, index) => (index === 40 ? 100 : 0));
    expect(heights(barsOf(loud)).indexOf(24)).toBe(20);
    expect(heights(barsOf(loud))).toHaveLength(48);
  });
  it('is even where nothing is known', () => {
    expect(new Set(heights(barsOf([]))).size).toBe(1);
  });
});
