import type { Label } from './label';
import { labelName, sameLabel } from './label';
import { labelOptions, NEW, withLabel } from './label-options';

const label = (name: string): Label => ({ __typename: 'Label', id: `id-${name}`, name, colour: 'RED' });
const labels = [label('Novo'), label('VIP')];
const options = (of: string[][], query = '') =>
  labelOptions(
    labels,
    of.map((one) => ({ labels: one })),
    query,
    (name) => `new ${name}`,
  );

describe('labelOptions', () => {
  it('ticks what all have, and half what only some have', () => {
    const chosen = (of: string[][]) => options(of).map((one) => one.chosen);
    expect(chosen([['VIP']])).toEqual([false, true]);
    expect(chosen([['VIP', 'Novo'], ['VIP']])).toEqual(['some', true]);
  });

  it('offers to make a label only where there is none of that name, capitals aside', () => {
    expect(options([[]], '  Muito   urgente ').at(-1)).toMatchObject({ key: NEW, words: 'new Muito urgente' });
    expect(options([[]], 'vip')).toHaveLength(2);
    expect(options([[]], '   ')).toHaveLength(2);
  });
});

describe('withLabel', () => {
  it('adds at the end, takes away, and tells when there is nothing to do', () => {
    expect(withLabel(['a'], 'b', true)).toEqual(['a', 'b']);
    expect(withLabel(['a', 'b'], 'a', false)).toEqual(['b']);
    expect(withLabel(['a'], 'a', true)).toBeNull();
    expect(withLabel(['a'], 'b', false)).toBeNull();
  });
});

describe('a label by name', () => {
  it('is found whatever its capitals, and never endless', () => {
    expect(sameLabel(labels, ' vip ')?.name).toBe('VIP');
    expect(sameLabel(labels, 'vi')).toBeNull();
    expect(labelName('x'.repeat(90))).toHaveLength(40);
  });
});
