import { bubblesOf } from './bubbles';

const paragraph = (name: string, length: number) => `${name} ${'x'.repeat(length - name.length - 1)}`;

describe('an answer in messages', () => {
  it('is one while it is short, as it was written', () =>
    expect(bubblesOf(' Two\n\nparagraphs ')).toEqual([' Two\n\nparagraphs ']));

  it('is cut where paragraphs end, in order', () => {
    const [a, b, c] = [paragraph('a', 400), paragraph('b', 280), paragraph('c', 300)];
    expect(bubblesOf([a, b, c].join('\n\n'))).toEqual([`${a}\n\n${b}`, c]);
  });

  it('is never a flood', () => {
    const long = Array.from({ length: 60 }, (_, at) => paragraph(`p${at}`, 300)).join('\n\n');
    expect(bubblesOf(long).length).toBeLessThanOrEqual(4);
    expect(bubblesOf(long).join('\n\n')).toBe(long);
  });
});
