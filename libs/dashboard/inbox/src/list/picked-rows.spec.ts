import { MOST_PICKED, PickedRows } from './picked-rows';

const order = ['a', 'b', 'c', 'd', 'e'];
const ids = (picked: PickedRows) => [...picked.ids()].sort();

describe('PickedRows', () => {
  it('picks one by one, and takes each back', () => {
    const picked = new PickedRows();
    picked.toggle('b');
    picked.toggle('d');
    picked.toggle('b');
    expect(ids(picked)).toEqual(['d']);
    expect(picked.any()).toBe(true);
  });

  it('picks a range from the last one, either way, beside what is picked already', () => {
    const picked = new PickedRows();
    picked.toggle('a');
    picked.toggle('d');
    picked.extend(order, 'b');
    expect(ids(picked)).toEqual(['a', 'b', 'c', 'd']);
    picked.extend(order, 'e');
    expect(ids(picked)).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('begins a range where there is none', () => {
    const picked = new PickedRows();
    picked.extend(order, 'c');
    expect(ids(picked)).toEqual(['c']);
  });

  it('lets go of what has left the list', () => {
    const picked = new PickedRows();
    picked.all(order);
    picked.keep(new Set(['a', 'e']));
    expect(ids(picked)).toEqual(['a', 'e']);
  });

  it('never picks more than one change takes', () => {
    const picked = new PickedRows();
    picked.all(Array.from({ length: 150 }, (_, n) => String(n)));
    expect(picked.ids().size).toBe(MOST_PICKED);
  });
});
