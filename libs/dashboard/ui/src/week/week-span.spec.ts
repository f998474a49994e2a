import { addSpan, isWhole, toggleDay } from './week-span';

const monday = { weekday: 1, from: '08:00', to: '12:00' };
const afternoon = { weekday: 1, from: '13:00', to: '17:00' };

describe('spans of a week', () => {
  it('open a day like the last one that is open, and close it again', () => {
    expect(toggleDay([], 1)).toEqual([{ weekday: 1, from: '09:00', to: '18:00' }]);
    const two = toggleDay([monday, afternoon], 2);
    expect(two).toEqual([monday, afternoon, { ...monday, weekday: 2 }, { ...afternoon, weekday: 2 }]);
    expect(toggleDay(two, 1)).toEqual([
      { ...monday, weekday: 2 },
      { ...afternoon, weekday: 2 },
    ]);
  });
  it('add to a day after its last', () => {
    expect(addSpan([monday], 1)).toEqual([monday, afternoon]);
    expect(addSpan([{ weekday: 1, from: '09:00', to: '22:00' }], 1)[1]).toEqual({
      weekday: 1,
      from: '23:00',
      to: '23:59',
    });
  });
  it('are whole with both times', () => {
    expect(isWhole(monday)).toBe(true);
    expect(isWhole({ ...monday, to: '' })).toBe(false);
    expect(isWhole({ ...monday, from: '24:00' })).toBe(false);
  });
});
